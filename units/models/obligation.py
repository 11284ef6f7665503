"""Laws, standards and contracts that bind units."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.functions import Upper

from common.audience import DEPARTMENT, Audiences
from common.history import TrackedModel, TrackedQuerySet
from units.choices import Scale
from units.models.stewardship import PartOfUnit
from units.models.unit import Unit


class ObligationQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """The catalogue is common knowledge; which units it binds is each unit's own."""
        return self.all() if user.has_perm("units.view_unit") else self.none()


class Obligation(TrackedModel):
    """An entry of the catalogue. `weight` says how heavy a burden it usually is, 1–5."""

    audiences = Audiences(DEPARTMENT)

    name = models.CharField(max_length=100)
    description = models.TextField(blank=True, max_length=2000, validators=[MaxLengthValidator(2000)])
    weight = models.PositiveSmallIntegerField(choices=Scale.choices, default=Scale.MODERATE)

    objects = ObligationQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                Upper("name"),
                name="obligation_name",
                violation_error_message="This obligation is listed already.",
            )
        ]

    def __str__(self):
        return self.name

    @classmethod
    def visible_versions(cls, versions, user):
        # Those of an entry that was taken off the list as well.
        return versions if user.has_perm("units.view_unit") else versions.none()


class UnitObligation(PartOfUnit):
    """This obligation binds this unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="unit_obligations")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="unit_obligations")
    note = models.CharField("what it covers here", max_length=300, blank=True)

    class Meta(PartOfUnit.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "obligation"],
                name="obligation_once",
                violation_error_message="This obligation is named already.",
            )
        ]

    def __str__(self):
        return f"{self.obligation} binds {self.unit}"
