"""A review of many departments at once: when it opens, whom it asks, by when, and what it came to."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models.functions import Lower

from common.audience import DEPARTMENT, TEAM, Audiences
from common.history import TrackedModel
from reviews.choices import CountsFrom, CycleState, Interval, Part
from reviews.queries import CycleQuerySet


def a_week_and_a_day() -> list[int]:
    return [7, 1]


class Cycle(TrackedModel):
    """`scope` is the address of a filtered list of departments (`kind=department&below=COM`), empty for all that are
    not closed; which departments that means is settled when it opens. `remind_days` counts back from `due_on`."""

    audiences = Audiences(DEPARTMENT, scope=TEAM, note=TEAM)
    silent_fields = ("opened_at", "opened_by", "closed_at", "closed_by")

    name = models.CharField(max_length=120)
    interval = models.CharField(
        "repeats", max_length=12, choices=Interval.choices, default=Interval.QUARTERLY
    )
    counts_from = models.CharField(
        "the next one counts from", max_length=10, choices=CountsFrom.choices, default=CountsFrom.PLAN
    )
    scope = models.CharField("departments", max_length=2000, blank=True)
    opens_on = models.DateField("opens on")
    due_on = models.DateField("please answer by")
    remind_days = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(90)]),
        verbose_name="remind so many days before",
        default=a_week_and_a_day,
        blank=True,
        size=5,
    )
    in_depth = models.CharField(
        "looked at more closely", max_length=10, choices=Part.choices, default=Part.NEEDS, blank=True
    )
    note = models.TextField(blank=True, max_length=2000, validators=[MaxLengthValidator(2000)])
    run_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="run by", related_name="+"
    )
    state = models.CharField(
        max_length=10, choices=CycleState.choices, default=CycleState.PLANNED, editable=False
    )
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="followed_by"
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = CycleQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="cycle_named_once",
                violation_error_message="A review has this name already.",
            ),
            models.CheckConstraint(
                name="cycle_due_after_opening", condition=models.Q(due_on__gte=models.F("opens_on"))
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.opens_on and self.due_on and self.due_on < self.opens_on:
            raise ValidationError({"due_on": "It would be due before it opens."})

    def record_subjects(self):
        return [f"cycle:{self.pk}"]

    @classmethod
    def visible_versions(cls, versions, user):
        if user.has_perm("reviews.view_review") and user.has_perm("units.view_every_unit"):
            return versions
        return versions.filter(id__in=cls.objects.visible_to(user).values("id")).exclude(
            state=CycleState.PLANNED
        )


class CycleSummary(models.Model):
    """What a closed review came to, as it was on the day of closing: a row for each department, the same as a document,
    and the hash of the record by which both can be checked later."""

    untracked_because = "It is written once, from tracked rows, and never changed."

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="summary")
    frozen_at = models.DateTimeField()
    content = models.JSONField(default=dict)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    record_hash = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return f"Summary of {self.cycle}"
