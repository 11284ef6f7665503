"""Who holds which responsibility for what, and when."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models.functions import Coalesce

from common.audience import CALL, DEPARTMENT, Audiences
from common.history import TrackedModel
from common.ranges import Days, Same
from contacts import rules
from contacts.choices import Priority
from contacts.models.contact import Contact
from contacts.models.function import Function
from contacts.queries import AssignmentQuerySet
from units.models import Asset, Process, Unit


def prose(label: str) -> models.TextField:
    return models.TextField(label, blank=True, max_length=2000, validators=[MaxLengthValidator(2000)])


class Assignment(TrackedModel):
    """`contact` holds `function` for `unit`, or for one asset or process of it. `until` is the last day, included."""

    audiences = Audiences(
        DEPARTMENT, id=CALL, contact=CALL, unit=CALL, function=CALL, priority=CALL, since=CALL, until=CALL
    )

    contact = models.ForeignKey(Contact, models.PROTECT, verbose_name="who", related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="department", related_name="assignments")
    function = models.ForeignKey(
        Function, models.PROTECT, verbose_name="responsibility", related_name="assignments"
    )
    asset = models.ForeignKey(
        Asset, models.CASCADE, verbose_name="for", null=True, blank=True, related_name="assignments"
    )
    process = models.ForeignKey(
        Process, models.CASCADE, verbose_name="for", null=True, blank=True, related_name="assignments"
    )
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.PRIMARY)
    responsibilities = prose("what it takes")
    affects = prose("how this work affects security")
    affected = prose("how security affects this work")
    share_of_time = models.DecimalField(
        "hours a week, as agreed",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField("until", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            ExclusionConstraint(
                name="assignment_one_first_at_a_time",
                expressions=[
                    (Same("unit"), RangeOperators.OVERLAPS),
                    (Same("function"), RangeOperators.OVERLAPS),
                    (Same(Coalesce("asset", 0)), RangeOperators.OVERLAPS),
                    (Same(Coalesce("process", 0)), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(priority=Priority.PRIMARY),
                violation_error_message="Somebody else comes first for this in that time.",
            ),
            ExclusionConstraint(
                name="assignment_once_at_a_time",
                expressions=[
                    (Same("contact"), RangeOperators.OVERLAPS),
                    (Same("unit"), RangeOperators.OVERLAPS),
                    (Same("function"), RangeOperators.OVERLAPS),
                    (Same(Coalesce("asset", 0)), RangeOperators.OVERLAPS),
                    (Same(Coalesce("process", 0)), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="They hold this responsibility already in that time.",
            ),
            models.CheckConstraint(
                name="assignment_ends_after_it_begins",
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
            ),
            models.CheckConstraint(
                name="assignment_for_one_thing",
                condition=models.Q(asset__isnull=True) | models.Q(process__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "function"], name="assignment_by_unit"),
            models.Index(fields=["contact", "since", "until"], name="assignment_by_contact"),
        ]

    def __str__(self):
        what = self.asset or self.process or self.unit
        return f"{self.contact}: {self.function.name.lower()} of {what}"

    def clean(self):
        if problem := rules.term_problem(self.since, self.until):
            raise ValidationError({"until": problem})

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)

    def record_subjects(self):
        return [f"assignment:{self.pk}", f"contact:{self.contact_id}", f"unit:{self.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        if not user.has_perm("contacts.view_contact"):
            return versions.none()
        if user.has_perm("units.view_every_unit"):
            return versions
        return versions.filter(unit_id__in=Unit.objects.visible_to(user).values("id"))
