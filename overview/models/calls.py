"""A call sheet in use: who was called about a unit that was hit, what came of it, and the pack for when we are down."""

from django.conf import settings
from django.db import models

from common.audience import CALL, TEAM, Audiences
from common.history import TrackedModel, TrackedQuerySet
from common.past import holds_today
from contacts.models import Contact
from units.models import Dependency, Incident, Unit


class CallQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """Everything for those who read the whole inventory or hold the call sheets; a head, of their own units."""
        if not user.has_perm("overview.view_impact"):
            return self.none()
        if user.has_perm("units.view_every_unit"):
            return self.all()
        return self.filter(unit__in=Unit.objects.visible_to(user))


class TickQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """Those on the sheets one sees; for a head those about own units and their neighbours, as on the sheet."""
        rows = self.filter(sheet__in=CallSheet.objects.visible_to(user))
        return (
            rows
            if user.has_perm("units.view_every_unit")
            else rows.filter(holds_today(near(user), of=self.model))
        )


def near(user) -> models.Q:
    """Holds for rows about the units of `user` and about those directly connected with one of them."""
    known = Dependency.objects.visible_to(user).order_by()
    return (
        models.Q(unit_id__in=Unit.objects.visible_to(user).values("id"))
        | models.Q(unit_id__in=known.values("consumer_id"))
        | models.Q(unit_id__in=known.filter(provider__isnull=False).values("provider_id"))
    )


class CallSheet(TrackedModel):
    """One occasion on which the people around a unit are called. Open until somebody ends it."""

    # The incident may be one that not everybody who calls may know of.
    audiences = Audiences(CALL, incident=TEAM)

    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="department that is hit", related_name="call_sheets"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="call_sheets")

    objects = CallQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(closed_at__isnull=True), name="call_sheet_open_once"
            )
        ]

    def __str__(self):
        return f"Calls about {self.unit}, {self.opened_at:%d.%m.%Y}"

    def record_subjects(self):
        return [f"callsheet:{self.pk}", f"unit:{self.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        if user.has_perm("overview.view_impact") and user.has_perm("units.view_every_unit"):
            return versions
        return versions.filter(unit_id__in=Unit.objects.visible_to(user).values("id"))


class CallTick(TrackedModel):
    """What came of one call. A later tick about the same person stands beside the earlier one: it is a timeline."""

    class Outcome(models.TextChoices):
        REACHED = "reached", "Reached"
        NO_ANSWER = "no_answer", "No answer"
        MESSAGE = "message", "Left a message"
        WRONG_NUMBER = "wrong_number", "Wrong number"

    audiences = Audiences(CALL)

    sheet = models.ForeignKey(CallSheet, models.CASCADE, related_name="ticks")
    # The department whose card the number stood on; it may be one that is hit next.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="+")
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    ticked_at = models.DateTimeField()
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    # Made up by the page that sends it, so that one sent again after a lost connection counts once.
    token = models.UUIDField(unique=True, editable=False)

    objects = TickQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        indexes = [models.Index(fields=["sheet", "ticked_at"], name="call_tick_by_time")]

    def __str__(self):
        return f"{self.contact or self.colleague}: {self.get_outcome_display().lower()}"

    def record_subjects(self):
        people = [f"contact:{self.contact_id}"] if self.contact_id else []
        return [f"callsheet:{self.sheet_id}", f"unit:{self.unit_id}", *people]

    @classmethod
    def visible_versions(cls, versions, user):
        if user.has_perm("overview.view_impact") and user.has_perm("units.view_every_unit"):
            return versions
        return versions.filter(near(user), sheet_id__in=CallSheet.objects.visible_to(user).values("id"))


class OfflinePack(models.Model):
    """All call sheets as one encrypted archive, for the night on which neither sign-in nor this server answers."""

    untracked_because = "It is a copy of tracked rows; who took one is in its own columns."

    built_at = models.DateTimeField()
    built_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    # Counts of what it holds: units, people, numbers.
    holds = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["-built_at"], name="offline_pack_by_time")]

    def __str__(self):
        return f"Offline pack of {self.built_at:%d.%m.%Y %H:%M}"
