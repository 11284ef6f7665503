"""Who may act for a unit, and by which codes it was known before."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Upper

from common.audience import DEPARTMENT, Audiences
from common.history import TrackedModel, TrackedQuerySet
from units.models.unit import Unit, validate_code


class PartOfUnitQuerySet(TrackedQuerySet):
    """Rows that belong to one unit and are seen by whoever sees the unit."""

    def visible_to(self, user):
        if user.has_perm("units.view_every_unit"):
            return self.all()
        return self.filter(unit__in=Unit.objects.visible_to(user))


class PartOfUnit(TrackedModel):
    """Base of tracked rows that belong to one unit."""

    audiences = Audiences(DEPARTMENT)

    objects = PartOfUnitQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        abstract = True

    def record_subjects(self):
        return [f"{self._meta.model_name}:{self.pk}", f"unit:{self.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        if user.has_perm("units.view_every_unit"):
            return versions
        return versions.filter(unit_id__in=Unit.objects.visible_to(user).values("id"))


class Stewardship(PartOfUnit):
    """A user who may act for the unit and everything below it."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="stewardships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="may act for it", related_name="stewardships"
    )

    class Meta(PartOfUnit.Meta):
        constraints = [models.UniqueConstraint(fields=["unit", "user"], name="steward_once")]

    def __str__(self):
        return f"{self.user} may act for {self.unit}"


class FormerCode(PartOfUnit):
    """A code the unit had before; files that still use it find the unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="former_codes")
    code = models.CharField(max_length=100, validators=[validate_code])

    class Meta(PartOfUnit.Meta):
        constraints = [
            models.UniqueConstraint(
                Upper("code"), name="former_code", violation_error_message="Another department had this code."
            )
        ]

    def __str__(self):
        return f"{self.unit} was {self.code}"
