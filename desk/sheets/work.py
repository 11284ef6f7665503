"""Files too long to wait for: a worker checks them and brings them in, and the page of the import says how far it is.

Short ones are dealt with at once. What a worker does is asked for in the database, so a killed one leaves nothing
half done, and the next one begins anew.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from common.history.undoing import CannotUndo
from common.sheets.mapping import ColumnMapping, as_json
from common.sheets.problems import UnreadableFile, UnusableMapping
from desk import jobs, work
from desk.later import why_not
from desk.models import Job, SheetImport
from desk.models.sheets import IMPORTERS
from desk.sheets import flow, kinds, undoing
from desk.sheets.kinds import Kind

AT_ONCE = 2_000  # rows
CHECK, BRING_IN, UNDO = "check_{}", "bring_in_{}", "undo_{}"
NO_LONGER = "You may not bring such files in any more."
AT_IT = "A worker is at this file just now. Wait until it is done."


def declare(name: str, dotted: str) -> None:
    """Says where the kind of sheet of that name is found, and that workers deal with files of it."""
    kinds.declare(name, dotted)
    for of, label, run in (
        (CHECK, "Check of a file", _check),
        (BRING_IN, "Bringing a file in", _bring_in),
        (UNDO, "Undoing an import", _undo),
    ):
        work.register(
            work.Kind(
                name=of.format(name), label=label, permission=IMPORTERS[name], step="See the file",
                run=run, page=_page,
            )
        )  # fmt: skip


def _page(job: Job) -> str:
    kind = kinds.kind_named(job.kind.rpartition("_")[2])
    return reverse(kind.urls["detail"], args=[job.args["import"]])


def is_long(record: SheetImport) -> bool:
    return max((fact["filled"] for fact in record.facts), default=0) > AT_ONCE


def at_work(pk: int) -> bool:
    """Whether a worker has the import in hand, or is asked to. Waits for nobody."""
    jobs_of = SheetImport.objects.filter(pk=pk, job__isnull=False)  # unscoped: only whether
    return jobs_of.filter(job__finished_at=None).exists()


@transaction.atomic
def check(kind: Kind, record: SheetImport, *, mapping: ColumnMapping, by, at: datetime) -> None:
    """Checks the file and saves what came of it; a long one is left to a worker. Raises NotToBeDone."""
    flow.refuse(kind, record, mapping, by=by)
    if not is_long(record):
        flow.check(kind, record, mapping=mapping, by=by, at=at)
        record.save()
        return
    record.mapping, record.state = as_json(mapping), SheetImport.State.UPLOADED
    record.save()
    _ask(CHECK, record, by=by, at=at)


@transaction.atomic
def bring_in(kind: Kind, record: SheetImport, *, by, reason: str, at: datetime, seen: str) -> bool | None:
    """As `flow.bring_in`; None where it was left to a worker."""
    if not is_long(record):
        return flow.bring_in(kind, record, by=by, reason=reason, at=at, seen=seen)
    held = SheetImport.objects.light().select_for_update(of=("self",))  # unscoped: the caller found it
    record = held.get(pk=record.pk)
    if record.is_applied:
        raise flow.NotToBeDone(flow.IN_ALREADY)
    if at_work(record.pk):
        raise flow.NotToBeDone(AT_IT)
    _ask(BRING_IN, record, by=by, at=at, reason=reason, seen=seen)
    return None


@transaction.atomic
def take_back(kind: Kind, record: SheetImport, *, by, reason: str, at: datetime) -> bool | None:
    """As `undoing.take_back`; None where it was left to a worker."""
    written = sum(record.outcome.get(name, 0) for name in ("created", "changed", "ended"))
    if written <= AT_ONCE:
        undoing.take_back(kind, record, by=by, reason=reason, at=at)
        return True
    held = SheetImport.objects.light().select_for_update(of=("self",))  # unscoped: the caller found it
    record = held.get(pk=record.pk)
    if not undoing.can_be_undone(record):
        raise flow.NotToBeDone(undoing.NOTHING)
    if at_work(record.pk):
        raise flow.NotToBeDone(AT_IT)
    _ask(UNDO, record, by=by, at=at, reason=reason)
    return None


def undoes(job: Job) -> bool:
    """Whether the work is that of undoing an import."""
    return job.kind.startswith(UNDO.format(""))


def _ask(what: str, record: SheetImport, *, by, at: datetime, **args) -> None:
    record.job = jobs.start(what.format(record.kind), by=by, at=at, args={"import": record.pk, **args})
    record.save(update_fields=["job"])


def start_again(record: SheetImport, *, by, at: datetime) -> bool:
    """Asks once more for what a worker did not finish; False where one is at it, or nothing is left to do."""
    job = record.job
    if job is None or job.outcome == Job.Outcome.DONE:
        return False
    if not undoing.can_be_undone(record) if undoes(job) else record.is_applied:
        return False
    if job.finished_at is None:
        return jobs.release(job)
    record.job = jobs.start(job.kind, by=by, at=at, args=job.args)
    record.save(update_fields=["job"])
    return True


def is_stopped(job: Job, *, at: datetime) -> bool:
    """Whether the worker that began it gave no sign of life for longer than it may."""
    return job.finished_at is None and job.lease_until is not None and job.lease_until < at


def _check(job: Job, progress, at: datetime) -> dict:
    def run(kind: Kind, record: SheetImport) -> dict:
        mapping = flow.mapping_of(kind, record, job.by)
        flow.check(kind, record, mapping=mapping, by=job.by, at=at, progress=progress)
        flow.keep(record)
        return record.outcome

    return _done(job, run)


def _bring_in(job: Job, progress, at: datetime) -> dict:
    def run(kind: Kind, record: SheetImport) -> dict:
        asked = {name: job.args[name] for name in ("reason", "seen")}
        done = flow.bring_in(kind, record, by=job.by, at=at, progress=progress, **asked)
        return {"changed_meanwhile": not done}

    return _done(job, run)


def _undo(job: Job, progress, at: datetime) -> dict:
    def run(kind: Kind, record: SheetImport) -> dict:
        progress(0, 0, "Putting back what was there before")
        undoing.take_back(kind, record, by=job.by, reason=job.args["reason"], at=at)
        return {}

    return _done(job, run)


def _done(job: Job, run: Callable[[Kind, SheetImport], dict]) -> dict:
    """What came of it; every sentence about why not reaches whoever asked."""
    rows = SheetImport.objects.light().filter(pk=job.args["import"])  # unscoped: a worker does everybody's
    record = rows.first()
    if record is None:
        raise work.Refused("The file is no longer there.")
    kind = kinds.kind_named(record.kind)
    if job.by is None or not job.by.has_perm(kind.permission):
        raise work.Refused(NO_LONGER)
    try:
        return run(kind, record)
    except CannotUndo as problem:
        raise work.Refused(why_not(problem, job.by)) from None
    except (flow.NotToBeDone, UnreadableFile, UnusableMapping) as problem:
        raise work.Refused(str(problem)) from None
