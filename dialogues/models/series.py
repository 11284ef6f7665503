"""Recurring talks: the rule, who takes part, and when a department wants to be left alone."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models

from accounts.models import validate_time_zone
from common.audience import DEPARTMENT, Audiences
from common.history import TrackedModel, TrackedQuerySet
from common.words import whole_day
from contacts.models import Contact, Function
from dialogues.choices import SeriesKind
from dialogues.models.framework import Framework
from dialogues.queries import SeriesQuerySet
from units.models import Unit


def minutes_field() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        "minutes", default=45, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )


class Series(TrackedModel):
    """`rule` is an RRULE (RFC 5545) without DTSTART: it begins on `starts_on` at `at_time`, wall time in `time_zone`.
    `uid` and `sequence` are those of its calendar object."""

    audiences = Audiences(DEPARTMENT)
    silent_fields = ("sequence",)

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=SeriesKind.choices, default=SeriesKind.ONE_TO_ONE)
    rule = models.CharField("repeats", max_length=300)
    starts_on = models.DateField("first on")
    at_time = models.TimeField("at")
    time_zone = models.CharField(max_length=60, validators=[validate_time_zone])
    minutes = minutes_field()
    place = models.CharField("where", max_length=200, blank=True)
    framework = models.ForeignKey(
        Framework,
        models.PROTECT,
        verbose_name="agenda template",
        null=True,
        blank=True,
        related_name="series",
    )
    liaison = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="our side", related_name="+"
    )
    limited = models.BooleanField("only for those who take part", default=False)
    invite = models.BooleanField("send calendar invitations", default=False)
    ended_on = models.DateField("no more from", null=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = SeriesQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        verbose_name_plural = "series"

    def __str__(self):
        return self.name

    def clean(self):
        if self.ended_on and self.starts_on and self.ended_on < self.starts_on:
            raise ValidationError({"ended_on": "It ends before it begins."})

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(id__in=cls.objects.visible_to(user).values("id"))


class SeriesUnit(TrackedModel):
    """One department of a series."""

    audiences = Audiences(DEPARTMENT)

    series = models.ForeignKey(Series, models.CASCADE, related_name="series_units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="series_units")

    objects = TrackedQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["series", "unit"], name="series_unit_once")]

    def __str__(self):
        return f"{self.series}: {self.unit}"

    def record_subjects(self):
        return [f"series:{self.series_id}", f"unit:{self.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(series_id__in=Series.objects.visible_to(user).values("id"))


class SeriesParticipant(TrackedModel):
    """A person by name, a colleague of ours, or whoever holds a responsibility for the departments at the time."""

    audiences = Audiences(DEPARTMENT)

    series = models.ForeignKey(Series, models.CASCADE, related_name="participants")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="+")
    function = models.ForeignKey(Function, models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TrackedQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.CheckConstraint(
                name="series_participant_names_one",
                condition=models.Q(contact__isnull=False, function__isnull=True, user__isnull=True)
                | models.Q(contact__isnull=True, function__isnull=False, user__isnull=True)
                | models.Q(contact__isnull=True, function__isnull=True, user__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.series}: {self.contact or self.function or self.user}"

    def record_subjects(self):
        return [f"series:{self.series_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(series_id__in=Series.objects.visible_to(user).values("id"))


class QuietTimeQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        if not user.has_perm("dialogues.view_talk"):
            return self.none()
        return self.filter(unit__in=Unit.objects.visible_to(user))


class QuietTime(TrackedModel):
    """From the first to the last day a department wants no talks: a sale, the annual accounts, exams."""

    audiences = Audiences(DEPARTMENT)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="quiet_times")
    since = models.DateField("from")
    until = models.DateField("until")
    why = models.CharField(max_length=200, blank=True, validators=[MaxLengthValidator(200)])

    objects = QuietTimeQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.CheckConstraint(
                name="quiet_time_in_order",
                condition=models.Q(until__gte=models.F("since")),
                violation_error_message="It ends before it begins.",
            )
        ]

    def __str__(self):
        return f"{self.unit} wants no talks from {whole_day(self.since)} until {whole_day(self.until)}"

    def record_subjects(self):
        return [f"quiettime:{self.pk}", f"unit:{self.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(unit_id__in=Unit.objects.visible_to(user).values("id"))
