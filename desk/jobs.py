"""Asking for work, claiming it, doing it. One worker does it at a time: a claim sets a lease, signs of life move it,
and what a killed worker held is taken up again, but not for ever. All times are the database's.

What the work wrote and that it is done are committed together, so whoever lost the claim meanwhile wrote nothing.
"""

import logging
import uuid
from datetime import datetime, timedelta

from celery import current_app
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now

from desk import work
from desk.models import Job
from desk.pulse import LEASE, Pulse

log = logging.getLogger(__name__)

TASK = "desk.tasks.work"
MOST_ATTEMPTS = 3
KEPT = timedelta(days=90)  # after the end
STOPPED = "It was begun {} times, and each time the worker stopped before it was done. Ask for it again."
UNFORESEEN = (
    "Something went wrong that was not foreseen; the log of the worker says what. Nothing was changed."
)
UNKNOWN = "This version does not know this kind of work."


class Lost(Exception):
    """Another worker took the work up meanwhile."""


def start(kind: str, *, by, at: datetime, args: dict | None = None) -> Job:
    """Notes that the work is wanted, and tells a worker once that is certain; without a broker the next tick does."""
    job = Job.objects.create(kind=kind, by=by, args=args or {}, created_at=at)
    transaction.on_commit(hint, robust=True)
    return job


def hint() -> None:
    current_app.send_task(TASK, retry=False)


def work_next(*, at: datetime) -> bool:
    """Claims one piece of work and does it. False where none is due."""
    give_up()
    if (job := claim()) is None:
        return False
    with Pulse(job) as pulse:
        try:
            _carry_out(job, pulse.progress, at)
        except Lost:
            log.warning("Job %s was taken up by another worker", job.pk)
        except work.Refused as refused:
            fail(job, str(refused))
        except Exception:
            log.exception("Job %s (%s) failed", job.pk, job.kind)
            fail(job, UNFORESEEN)
    return True


def claim() -> Job | None:
    """The oldest piece of work that nobody holds. Of two workers at once one gets it."""
    token = uuid.uuid4()
    for pk in Job.objects.due().order_by("created_at", "pk").values_list("pk", flat=True)[:20]:
        taken = Job.objects.due().filter(pk=pk).update(
            token=token, lease_until=Now() + LEASE, attempts=F("attempts") + 1, done=0, total=0, doing="",
            started_at=Coalesce("started_at", Now()),
        )  # fmt: skip
        if taken:
            return Job.objects.select_related("by").get(pk=pk)  # unscoped: a worker does everybody's
    return None


def _carry_out(job: Job, progress, at: datetime) -> None:
    if (kind := work.kind_of(job.kind)) is None:
        raise work.Refused(UNKNOWN)
    with transaction.atomic():
        result = kind.run(job, progress, at)
        ended = Job.objects.held(job).update(
            finished_at=Now(), outcome=Job.Outcome.DONE, result=result or {}, lease_until=None,
            done=progress.done, total=progress.total, doing="",
        )  # fmt: skip
        if not ended:
            raise Lost


def fail(job: Job, error: str) -> None:
    Job.objects.held(job).update(
        finished_at=Now(), outcome=Job.Outcome.FAILED, error=error[:500], lease_until=None, doing=""
    )


def release(job: Job) -> bool:
    """What nobody works on any more is taken up at once, without waiting for the clock. False where somebody does."""
    freed = Job.objects.due().filter(pk=job.pk).update(lease_until=None, attempts=0)
    if freed:
        transaction.on_commit(hint, robust=True)
    return bool(freed)


def give_up() -> None:
    """What was begun so often is not begun again: it may be what stops the workers."""
    Job.objects.due().filter(attempts__gte=MOST_ATTEMPTS).update(
        finished_at=Now(), outcome=Job.Outcome.FAILED, error=STOPPED.format(MOST_ATTEMPTS), doing=""
    )


def forget(*, before: datetime, most: int = 500) -> int:
    """Removes what was finished before then."""
    old = (
        Job.objects.filter(finished_at__lt=before).order_by("finished_at").values("pk")[:most]
    )  # unscoped: by age
    return Job.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()[0]
