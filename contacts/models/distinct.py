"""Two entries that look like one person and are two."""

from django.db import models

from common.audience import TEAM, Audiences
from common.history import TrackedModel, TrackedQuerySet
from contacts.models.contact import Contact


class DistinctQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        return self.all() if user.has_perm("contacts.merge_contact") else self.none()


class Distinct(TrackedModel):
    """Somebody looked: these are two people. They are no longer offered as entered twice."""

    audiences = Audiences(TEAM)

    first = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    second = models.ForeignKey(Contact, models.CASCADE, related_name="+")

    objects = DistinctQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        verbose_name = "two people, not one"
        verbose_name_plural = "two people, not one"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="distinct_once"),
            models.CheckConstraint(
                name="distinct_in_order", condition=models.Q(first__lt=models.F("second"))
            ),
        ]

    def __str__(self):
        return f"{self.first} and {self.second} are two people"

    def record_subjects(self):
        return [f"contact:{self.first_id}", f"contact:{self.second_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions if user.has_perm("contacts.merge_contact") else versions.none()
