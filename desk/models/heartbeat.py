"""Signs of life of background processes."""

from datetime import timedelta

from django.db import models
from django.db.models import F
from django.db.models.functions import Now


class HeartbeatQuerySet(models.QuerySet):
    """Signs of life, written with the database's clock so that hosts need not agree on the time."""

    def is_late(self, name: str, *, after: timedelta) -> bool:
        """Whether there was no sign of life for so long."""
        return not self.filter(name=name, beat_at__gt=Now() - after).exists()

    def beat(self, name: str, *, host: str = "", at_most_every: timedelta = timedelta()) -> bool:
        """Note a sign of life unless there was one less than `at_most_every` ago. True when it was noted."""
        due = self.filter(name=name, beat_at__lte=Now() - at_most_every)
        if due.update(beat_at=Now(), host=host, beats=F("beats") + 1):
            return True
        if self.filter(name=name).exists():
            return False
        # Two first beats at once: the second one finds the row and leaves it alone.
        self.bulk_create([Heartbeat(name=name, host=host, beat_at=Now())], ignore_conflicts=True)
        return True


class Heartbeat(models.Model):
    """When a background process last proved that it works."""

    untracked_because = "It says that a process runs and changes twice a minute."

    TICK = "tick"  # the scheduled tick, from beat through the broker to a worker
    ASKED = "asked"  # somebody asked a worker for a sign of life
    ANSWER = "answer"  # and this is when it answered
    RETENTION = "retention"  # what may no longer be kept was carried out last

    name = models.CharField(max_length=20, primary_key=True)
    beat_at = models.DateTimeField()
    beats = models.BigIntegerField(default=1)
    host = models.CharField(max_length=100, blank=True)

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} at {self.beat_at:%Y-%m-%d %H:%M:%S}"
