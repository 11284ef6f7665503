"""What was settled for one department before a review opens."""

from django.core.exceptions import ValidationError
from django.db import models

from common.audience import TEAM, Audiences
from common.history import TrackedModel, TrackedQuerySet
from contacts.models import Contact
from reviews.models.cycle import Cycle
from units.models import Unit


class ArrangementQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        return self.all() if user.has_perm("units.compare_units") else self.none()


class Arrangement(TrackedModel):
    """Somebody else answers than would by right, or, where nobody is named, the department is left out; and why."""

    audiences = Audiences(TEAM)

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="arrangements")
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="department", related_name="review_arrangements"
    )
    reviewer = models.ForeignKey(
        Contact, models.PROTECT, verbose_name="who answers", null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500)

    objects = ArrangementQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["cycle", "unit"], name="arranged_once_a_cycle")]

    def __str__(self):
        return f"{self.unit}: {self.reviewer or 'left out'}"

    @property
    def left_out(self) -> bool:
        return self.reviewer_id is None

    def clean(self):
        if not self.reason.strip():
            raise ValidationError({"reason": "Say why; it stays with the review."})

    def record_subjects(self):
        return [f"arrangement:{self.pk}", f"unit:{self.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions if user.has_perm("units.compare_units") else versions.none()
