"""Signs of life of one piece of work while it is done, on a connection of their own: what the work writes is not
seen before it commits, but how far it is, and that somebody still works on it, is."""

import logging
import threading
from datetime import timedelta

from django.db import connections
from django.db.models.functions import Now

from desk.models import Job

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
EVERY = 1.0  # seconds


class Progress:
    """What the work tells: `progress(done, total, "Drawing the pages")`. Costs nothing, so call it often."""

    def __init__(self):
        self.done, self.total, self.doing = 0, 0, ""

    def __call__(self, done: int, total: int | None = None, doing: str | None = None) -> None:
        self.done = done
        self.total = self.total if total is None else total
        self.doing = self.doing if doing is None else doing[:100]


class Pulse:
    """Moves the lease and notes the progress until the block is left."""

    def __init__(self, job: Job, every: float = EVERY):
        self.job, self.every, self.progress = job, every, Progress()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"job-{job.pk}", daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self._thread.join(timeout=10)

    def _beat(self) -> None:
        try:
            while not self._ended.wait(self.every):
                if not self.note():
                    return
        except Exception:
            # The lease runs out, and somebody else takes the work up; what is written twice is refused at the end.
            log.exception("Job %s cannot give signs of life", self.job.pk)
        finally:
            connections.close_all()

    def note(self) -> bool:
        """False where somebody else holds the work, or it is finished."""
        told = self.progress
        return bool(
            Job.objects.held(self.job).update(
                lease_until=Now() + LEASE, done=told.done, total=told.total, doing=told.doing
            )
        )
