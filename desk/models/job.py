"""Work that somebody asked for and a worker does: who asked, how far it is, what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from desk import work


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All work of those kinds that `user` may ask for."""
        return self.filter(kind__in=work.kinds_for(user))

    def unfinished(self):
        return self.filter(finished_at=None)

    def due(self):
        """Nobody works on it: not begun, or the worker that began it gave no sign of life for the lease."""
        return self.unfinished().filter(Q(lease_until=None) | Q(lease_until__lt=Now()))

    def held(self, job):
        """That very piece of work, as long as the worker that claimed it still holds it."""
        return self.unfinished().filter(pk=job.pk, token=job.token)


class Job(models.Model):
    """One piece of work. The database knows that it waits; a message to a worker is no more than a hint."""

    untracked_because = (
        "It says how far background work is; what the work writes is tracked where it is written."
    )

    class Outcome(models.TextChoices):
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    kind = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # What it was asked to do: ids and words, never a secret.
    args = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    # Whoever sets the token works on it until the lease ends; signs of life move the end.
    token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=100, blank=True)

    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    result = models.JSONField(default=dict)
    # A sentence for whoever asked, where it failed.
    error = models.CharField(max_length=500, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], condition=Q(finished_at=None), name="job_unfinished"),
            models.Index(fields=["kind", "-created_at"], name="job_by_kind"),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        kind = work.kind_of(self.kind)
        return kind.label if kind else self.kind.replace("_", " ").capitalize()

    @property
    def page(self) -> str:
        kind = work.kind_of(self.kind)
        return kind.page(self) if kind else ""

    @property
    def step(self) -> str:
        kind = work.kind_of(self.kind)
        return kind.step if kind else ""

    @property
    def state(self) -> str:
        """waiting, running, done or failed."""
        return self.outcome or ("running" if self.started_at else "waiting")
