"""What people decided about gaps, and the weekly reading by which a trend is told. The gaps themselves are worked out
anew each time (`overview.gaps`)."""

from django.conf import settings
from django.db import models
from django.utils.text import capfirst

from common.audience import TEAM, Audiences
from common.history import TrackedModel, TrackedQuerySet
from common.words import whole_day
from units.models import Unit


class OfGap(TrackedModel):
    """Base of decisions about one gap. `key` names it for as long as it stays the same gap: the rule and what it is
    about, such as `nobody_named:12`. `unit` is the department it shows under, none where it is about a person alone."""

    audiences = Audiences(TEAM)

    key = models.CharField(max_length=100)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TrackedModel.Meta):
        abstract = True

    @property
    def said(self) -> str:
        """The gap in words, as they stand within a sentence."""
        rule = self.key.partition(":")[0].replace("_", " ")
        return f"“{rule}” of {self.unit}" if self.unit_id else f"“{rule}”"

    def record_subjects(self):
        return [f"gap:{self.key}", *([f"unit:{self.unit_id}"] if self.unit_id else [])]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions if user.has_perm("overview.view_gaps") else versions.none()


class GapQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        return self.all() if user.has_perm("overview.view_gaps") else self.none()

    def holding(self, *, on):
        """Dismissals that have not run out by that day; the last day counts."""
        return self.filter(expires_on__gte=on)


class GapAssignment(OfGap):
    """Somebody of the security team takes care of it."""

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="taken care of by", related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)

    objects = GapQuerySet.as_manager()

    class Meta(OfGap.Meta):
        constraints = [models.UniqueConstraint(fields=["key"], name="gap_assigned_once")]

    def __str__(self):
        return f"{self.assignee} takes care of {self.said}"


class GapDismissal(OfGap):
    """It may stay for a while, and why."""

    reason = models.CharField("why it may stay", max_length=500)
    expires_on = models.DateField("until")

    objects = GapQuerySet.as_manager()

    class Meta(OfGap.Meta):
        constraints = [models.UniqueConstraint(fields=["key"], name="gap_dismissed_once")]

    def __str__(self):
        return f"{capfirst(self.said)} may stay until {whole_day(self.expires_on)}"


class GapReading(models.Model):
    """One gap that stood open when the week was read."""

    untracked_because = "It repeats what followed from tracked rows on that day."

    taken_on = models.DateField()
    key = models.CharField(max_length=100)
    rule = models.CharField(max_length=40)
    severity = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["taken_on", "key"], name="gap_read_once_a_day")]
        indexes = [models.Index(fields=["taken_on", "rule", "severity"], name="gap_reading_by_day")]

    def __str__(self):
        return f"{self.key} on {self.taken_on:%d.%m.%Y}"
