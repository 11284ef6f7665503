"""How a person stands towards security. The CISO's team alone reads and writes it."""

from django.core.validators import MaxLengthValidator
from django.db import models

from common.audience import CISO, Audiences
from common.history import TrackedModel, TrackedQuerySet
from contacts.choices import Engagement
from contacts.models.contact import Contact


class StanceQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        return self.all() if user.has_perm("contacts.view_stance") else self.none()

    def latest_of_each(self):
        """The newest of every person."""
        return self.order_by("contact", "-noted_on", "-pk").distinct("contact")


class Stance(TrackedModel):
    """One reading, kept for a year: then it goes, also from the record."""

    audiences = Audiences(CISO)

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="stances")
    current = models.PositiveSmallIntegerField("stands", choices=Engagement.choices, null=True)
    desired = models.PositiveSmallIntegerField(
        "we hope for", choices=Engagement.choices, null=True, blank=True
    )
    note = models.TextField(blank=True, max_length=1000, validators=[MaxLengthValidator(1000)])
    noted_on = models.DateField()

    objects = StanceQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        indexes = [models.Index(fields=["contact", "-noted_on"], name="stance_by_contact")]

    def __str__(self):
        return f"Engagement of {self.contact}"

    def record_subjects(self):
        return [f"stance:{self.pk}", f"contact:{self.contact_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions if user.has_perm("contacts.view_stance") else versions.none()
