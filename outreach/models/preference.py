"""How a person wants to be reminded."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models

from common.audience import TEAM, Audiences
from common.history import TrackedModel, TrackedQuerySet


class Digest(models.TextChoices):
    NONE = "none", "No summary"
    WEEKLY = "weekly", "One summary a week"
    MONTHLY = "monthly", "One summary a month"


class PreferenceQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        return self.all() if user.has_perm("outreach.view_outbox") else self.filter(user=user)


class Preference(TrackedModel):
    """Where a person has none, the usual one of their role holds (`outreach.usual`)."""

    audiences = Audiences(TEAM)

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders")
    # Kinds of `outreach.kinds` that go out one by one; everything else waits for the summary.
    kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    days_before = models.PositiveSmallIntegerField(
        "days before something is due", default=3, validators=[MaxValueValidator(60)]
    )
    digest = models.CharField("summary", max_length=10, choices=Digest.choices, default=Digest.MONTHLY)
    # 0 Monday to 6 Sunday; on these nothing is sent, it waits for the next other day.
    quiet_weekdays = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)]), default=list, blank=True
    )
    quiet_from = models.DateField("nothing from", null=True, blank=True)
    quiet_until = models.DateField("until", null=True, blank=True)

    objects = PreferenceQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.CheckConstraint(
                name="preference_quiet_in_order",
                condition=models.Q(quiet_from__isnull=True)
                | models.Q(quiet_until__isnull=True)
                | models.Q(quiet_until__gte=models.F("quiet_from")),
                violation_error_message="The quiet days end before they begin.",
            )
        ]

    def __str__(self):
        return f"Reminders of {self.user}"

    def record_subjects(self):
        return [f"preference:{self.pk}", f"user:{self.user_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions if user.has_perm("outreach.view_outbox") else versions.filter(user_id=user.pk)
