"""When somebody is away, and who covers. Why they are away is nobody's business here."""

from django.core.exceptions import ValidationError
from django.db import models

from common.audience import CALL, Audiences
from common.history import TrackedModel, TrackedQuerySet
from common.words import whole_day
from contacts import rules
from contacts.models.contact import Contact


class AbsenceQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """Those of the people one sees."""
        if user.has_perm("contacts.view_contact") and user.has_perm("units.view_every_unit"):
            return self.all()
        return self.filter(contact__in=Contact.objects.visible_to(user))

    def on(self, day):
        return self.filter(since__lte=day, until__gte=day)


class Absence(TrackedModel):
    """Both days belong to the absence."""

    audiences = Audiences(CALL)

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="absences")
    since = models.DateField("away from")
    until = models.DateField("until")
    cover = models.ForeignKey(
        Contact, models.PROTECT, verbose_name="covered by", null=True, blank=True, related_name="covering"
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins", condition=models.Q(until__gte=models.F("since"))
            ),
            models.CheckConstraint(
                name="absence_covered_by_another",
                condition=models.Q(cover__isnull=True) | ~models.Q(cover=models.F("contact")),
                violation_error_message="Nobody covers for themselves.",
            ),
        ]
        indexes = [models.Index(fields=["contact", "until"], name="absence_by_contact")]

    def __str__(self):
        return f"{self.contact} is away from {whole_day(self.since)} until {whole_day(self.until)}"

    def clean(self):
        if problem := rules.term_problem(self.since, self.until):
            raise ValidationError({"until": problem})

    def record_subjects(self):
        return [f"absence:{self.pk}", f"contact:{self.contact_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        if user.has_perm("contacts.view_contact") and user.has_perm("units.view_every_unit"):
            return versions
        return versions.filter(contact_id__in=Contact.objects.visible_to(user).values("id"))
