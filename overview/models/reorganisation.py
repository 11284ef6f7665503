"""What happened, or will happen, to units as a whole: mergers, splits, moves, closures, and what comes of them."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from common import asof
from common.audience import DEPARTMENT, NAMED, TEAM, Audiences
from common.history import TrackedModel, TrackedQuerySet
from common.past import by_rights_of_today
from units.models import Unit

# Ids of what is prepared under an embargo and not for this person.
_KEPT_FROM = """
SELECT event.id FROM overview_reorganisation event
WHERE event.embargoed AND event.state NOT IN ('done', 'undone') AND event.prepared_by_id IS DISTINCT FROM %s
AND NOT EXISTS (
    SELECT FROM overview_reorganisationreader named
    WHERE named.reorganisation_id = event.id AND named.user_id = %s
)
"""
# Ids of what was prepared under an embargo and is open to this person from its first version on.
_NAMED_ON = """
SELECT event.id FROM overview_reorganisation event WHERE event.prepared_by_id = %s
UNION SELECT named.reorganisation_id FROM overview_reorganisationreader named WHERE named.user_id = %s
"""


def kept_from(user) -> RawSQL:
    return RawSQL(by_rights_of_today(_KEPT_FROM), [user.pk, user.pk])  # noqa: S611  constant SQL


def _told_then(user) -> Q:
    """What was not under an embargo at the time; or is open to this person from its first version on."""
    told = Q(state__in=("done", "undone")) | Q(embargoed=False)
    return told | Q(id__in=RawSQL(by_rights_of_today(_NAMED_ON), [user.pk, user.pk]))  # noqa: S611  constant SQL


class ReorganisationQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """Departments read what was done and touches them; the team also what is prepared, unless it is kept to
        others by name."""
        if not user.has_perm("overview.view_reorganisation"):
            return self.none()
        if user.has_perm("units.view_every_unit"):
            found = self.exclude(pk__in=kept_from(user))
            return found.filter(_told_then(user)) if asof.looks_back() else found
        touches = ReorganisationUnit.objects.filter(
            reorganisation=OuterRef("pk"), unit__in=Unit.objects.visible_to(user)
        )
        return self.filter(Exists(touches), state=Reorganisation.State.DONE)

    def done(self):
        return self.filter(state=Reorganisation.State.DONE)

    def waiting(self):
        """Prepared, and not carried out yet; also what did not fit on its day."""
        return self.filter(state__in=(Reorganisation.State.PREPARED, Reorganisation.State.FAILED))

    def due(self, *, on):
        return self.filter(state=Reorganisation.State.PREPARED, effective_on__lte=on)


class Reorganisation(TrackedModel):
    """One event. Its day may be unknown where it was taken over from elsewhere. Until it is carried out, all that is
    known of it stands in `plan` (`overview.reorganising.plan`): units before and after, the `ReorganisationUnit` rows,
    come with the save that carries it out, and go with the one that undoes it."""

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

    class State(models.TextChoices):
        PREPARED = "prepared", "Prepared"
        DONE = "done", "Done"
        FAILED = "failed", "Did not fit on its day"
        CANCELLED = "cancelled", "Called off"
        UNDONE = "undone", "Taken back"

    audiences = Audiences(
        DEPARTMENT, plan=TEAM, problem=TEAM, embargoed=TEAM, prepared_by=TEAM, prepared_at=TEAM
    )
    silent_fields = ("plan", "save_group", "prepared_at", "applied_at")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    effective_on = models.DateField("took effect on", null=True, blank=True)
    note = models.TextField(blank=True, max_length=2000, validators=[MaxLengthValidator(2000)])
    state = models.CharField(max_length=10, choices=State.choices, default=State.DONE)
    plan = models.JSONField(default=dict, blank=True, editable=False)
    embargoed = models.BooleanField("kept to named people until its day", default=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    prepared_at = models.DateTimeField(null=True, blank=True, editable=False)
    applied_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The save that carried it out, by which it is undone.
    save_group = models.UUIDField(null=True, blank=True, editable=False)
    problem = models.TextField("why it did not fit", blank=True, max_length=2000, editable=False)

    objects = ReorganisationQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        indexes = [models.Index(fields=["state", "effective_on"], name="reorganisation_by_state")]

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_waiting(self) -> bool:
        return self.state in (self.State.PREPARED, self.State.FAILED)

    @classmethod
    def visible_versions(cls, versions, user):
        """What was said while it was prepared stays with those who could know of it then."""
        done = (cls.State.DONE, cls.State.UNDONE)
        if not user.has_perm("overview.view_reorganisation"):
            return versions.none()
        if not user.has_perm("units.view_every_unit"):
            own = cls.objects.visible_to(user).values("id")
            return versions.filter(id__in=own, state__in=done)
        return versions.exclude(id__in=kept_from(user)).filter(_told_then(user))


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


class ReorganisationReader(TrackedModel):
    """Somebody who may know of an embargoed reorganisation before its day."""

    audiences = Audiences(NAMED)

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TrackedQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "user"], name="reorganisation_reader_once")
        ]

    def __str__(self):
        return f"{self.user} knows of it"

    def record_subjects(self):
        return [f"reorganisation:{self.reorganisation_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        if not user.has_perm("overview.view_reorganisation") or not user.has_perm("units.view_every_unit"):
            return versions.none()
        named = RawSQL(by_rights_of_today(_NAMED_ON), [user.pk, user.pk])  # noqa: S611  constant SQL
        return versions.filter(reorganisation_id__in=named)
