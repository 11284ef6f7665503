"""What happened to units as a whole: mergers, splits, moves, closures, and what came of them."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from common.audience import DEPARTMENT, Audiences
from common.history import TrackedModel, TrackedQuerySet
from units.models import Unit


class ReorganisationQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        if user.has_perm("units.view_every_unit"):
            return self.all()
        touches = ReorganisationUnit.objects.filter(
            reorganisation=OuterRef("pk"), unit__in=Unit.objects.visible_to(user)
        )
        return self.filter(Exists(touches))


class Reorganisation(TrackedModel):
    """One event. Its day may be unknown; units before and after are `ReorganisationUnit` rows."""

    class Kind(models.TextChoices):
        MERGER = "merger", "Merger"
        ACQUISITION = "acquisition", "Acquisition"
        SPLIT = "split", "Split"
        RENAME = "rename", "New name"
        REPLACEMENT = "replacement", "Replacement"
        MOVE = "move", "Move"
        DEVOLUTION = "devolution", "Devolution"
        CLOSURE = "closure", "Closure"
        LEADERSHIP = "leadership", "Change of leadership"

    audiences = Audiences(DEPARTMENT)

    kind = models.CharField(max_length=20, choices=Kind.choices)
    effective_on = models.DateField("took effect on", null=True, blank=True)
    note = models.TextField(blank=True, max_length=2000, validators=[MaxLengthValidator(2000)])

    objects = ReorganisationQuerySet.as_manager()

    def __str__(self):
        return self.get_kind_display()

    @classmethod
    def visible_versions(cls, versions, user):
        if user.has_perm("units.view_every_unit"):
            return versions  # also those of what has gone
        return versions.filter(id__in=cls.objects.visible_to(user).values("id"))


class ReorganisationUnit(TrackedModel):
    """A unit before or after the event. A successor outside the inventory is kept as text."""

    class Side(models.TextChoices):
        BEFORE = "before", "Before"
        AFTER = "after", "After"

    audiences = Audiences(DEPARTMENT)

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="sides")
    side = models.CharField(max_length=10, choices=Side.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="reorganisation_sides")
    outside = models.CharField("name of a body outside the inventory", max_length=300, blank=True)

    class Meta(TrackedModel.Meta):
        constraints = [
            models.CheckConstraint(
                name="reorganisation_side_names_one",
                condition=Q(unit__isnull=False, outside="") | (Q(unit__isnull=True) & ~Q(outside="")),
            ),
            models.UniqueConstraint(
                fields=["reorganisation", "side", "unit"], name="reorganisation_unit_once"
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.unit or self.outside}"

    def record_subjects(self):
        subjects = [f"reorganisation:{self.reorganisation_id}"]
        return subjects + ([f"unit:{self.unit_id}"] if self.unit_id else [])

    @classmethod
    def visible_versions(cls, versions, user):
        if user.has_perm("units.view_every_unit"):
            return versions
        return versions.filter(reorganisation_id__in=Reorganisation.objects.visible_to(user).values("id"))
