"""Files too long to wait for: a worker checks them and brings them in, and the page of the import says how far it is.

Short ones are dealt with at once. What a worker does is asked for in the database, so a killed one leaves nothing
half done, and the next one begins anew.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from common.sheets.mapping import ColumnMapping, as_json
from common.sheets.problems import UnreadableFile, UnusableMapping
from desk import jobs, work
from desk.models import Job, SheetImport
from desk.models.sheets import IMPORTERS
from desk.sheets import flow, kinds
from desk.sheets.kinds import Kind

AT_ONCE = 2_000  # rows
CHECK, BRING_IN = "check_{}", "bring_in_{}"
NO_LONGER = "You may not bring such files in any more."
AT_IT = "A worker is at this file just now. Wait until it is done."


def declare(name: str, dotted: str) -> None:
    """Says where the kind of sheet of that name is found, and that workers deal with files of it."""
    kinds.declare(name, dotted)
    for of, label, run in ((CHECK, "Check of a file", _check), (BRING_IN, "Bringing a file in", _bring_in)):
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


def _ask(what: str, record: SheetImport, *, by, at: datetime, **args) -> None:
    record.job = jobs.start(what.format(record.kind), by=by, at=at, args={"import": record.pk, **args})
    record.save(update_fields=["job"])


def start_again(record: SheetImport, *, by, at: datetime) -> bool:
    """Asks once more for what a worker did not finish; False where one is at it, or nothing is left to do."""
    job = record.job
    if job is None or job.outcome == Job.Outcome.DONE or record.is_applied:
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


def _done(job: Job, run: Callable[[Kind, SheetImport], dict]) -> dict:
    """What came of it; every sentence about why not reaches whoever asked."""
    record = SheetImport.objects.filter(pk=job.args["import"]).first()  # unscoped: a worker does everybody's
    if record is None:
        raise work.Refused("The file is no longer there.")
    kind = kinds.kind_named(record.kind)
    if job.by is None or not job.by.has_perm(kind.permission):
        raise work.Refused(NO_LONGER)
    try:
        return run(kind, record)
    except (flow.NotToBeDone, UnreadableFile, UnusableMapping) as problem:
        raise work.Refused(str(problem)) from None
