"""Whom to call about a unit, in order, where the usual order does not serve."""

from django.conf import settings
from django.db import models

from common.audience import CALL, Audiences
from common.history import TrackedModel, TrackedQuerySet
from contacts.choices import Channel, Purpose
from contacts.models.contact import Contact
from contacts.models.function import Function
from units.models import Unit


class Pathway(TrackedModel):
    """For one unit and purpose. Where a unit has none, the order follows from responsibilities (`contacts.calling`)."""

    audiences = Audiences(CALL)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pathways")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    counterpart = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="counterpart in the security team",
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.CharField("what to know before calling", max_length=300, blank=True)

    class Meta(TrackedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["unit", "purpose"], name="pathway_once")]

    def __str__(self):
        return f"Who to call about {self.unit}: {self.get_purpose_display().lower()}"

    def record_subjects(self):
        return [f"pathway:{self.pk}", f"unit:{self.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        if not user.has_perm("contacts.view_contact"):
            return versions.none()
        if user.has_perm("units.view_every_unit"):
            return versions
        return versions.filter(unit_id__in=Unit.objects.visible_to(user).values("id"))


class PathwayStep(TrackedModel):
    """One call: a person, or whoever holds a responsibility for the unit at the time."""

    audiences = Audiences(CALL)

    pathway = models.ForeignKey(Pathway, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    contact = models.ForeignKey(
        Contact, models.PROTECT, verbose_name="who", null=True, blank=True, related_name="pathway_steps"
    )
    function = models.ForeignKey(
        Function,
        models.PROTECT,
        verbose_name="whoever is",
        null=True,
        blank=True,
        related_name="pathway_steps",
    )
    channel = models.CharField("how", max_length=10, choices=Channel.choices, blank=True)
    note = models.CharField(max_length=200, blank=True)

    objects = TrackedQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pathway_step_names_one",
                condition=models.Q(contact__isnull=True) ^ models.Q(function__isnull=True),
                violation_error_message="Name a person or a responsibility, not both.",
            )
        ]

    def __str__(self):
        return f"{self.position}. {self.contact or self.function}"

    def record_subjects(self):
        people = [f"contact:{self.contact_id}"] if self.contact_id else []
        return [f"pathway:{self.pathway_id}", f"unit:{self.pathway.unit_id}", *people]

    @classmethod
    def visible_versions(cls, versions, user):
        if not user.has_perm("contacts.view_contact"):
            return versions.none()
        if user.has_perm("units.view_every_unit"):
            return versions
        units = Unit.objects.visible_to(user).values("id")
        return versions.filter(pathway_id__in=Pathway.objects.filter(unit__in=units).values("id"))
