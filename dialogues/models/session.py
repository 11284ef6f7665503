"""One talk, from the plan to the minutes; and a touch, which is a talk without ceremony."""

import uuid
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models

from accounts.models import validate_time_zone
from common.audience import CISO, DEPARTMENT, Audiences
from common.history import TrackedModel, TrackedQuerySet
from contacts.models import Contact
from dialogues.choices import How, Reply, SessionKind, SessionState
from dialogues.models.framework import Edition, Framework
from dialogues.models.series import Series, minutes_field
from dialogues.queries import SessionQuerySet
from units.models import Unit

MAX_NOTES = 40_000


def user_field(label: str, **kwargs) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=label, related_name="+", **kwargs
    )


class Session(TrackedModel):
    """`planned_for` is the rule's own day and stays when the talk is moved. The agenda is frozen at `opened_at`: until
    then it is worked out anew at every look. `ends_at` follows from start and length.

    planned → held (opened, notes open) → closed; or cancelled / missed. Which step is open when: `dialogues.states`.
    """

    audiences = Audiences(DEPARTMENT, team_notes=CISO)
    silent_fields = ("ends_at", "sequence", "fell_away")

    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="sessions")
    planned_for = models.DateField(null=True, blank=True, editable=False)
    kind = models.CharField(max_length=12, choices=SessionKind.choices, default=SessionKind.ONE_TO_ONE)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.PLANNED)
    why = models.CharField("why it did not take place", max_length=300, blank=True)
    starts_at = models.DateTimeField("when")
    ends_at = models.DateTimeField(editable=False)
    time_zone = models.CharField(max_length=60, validators=[validate_time_zone])
    minutes = minutes_field()
    # Given a time or place of its own: the rule of the series no longer says them.
    by_hand = models.BooleanField("changed on its own", default=False, editable=False)
    # Cancelled by a quiet time or another rhythm, by nobody’s hand: planned again once these are gone.
    fell_away = models.BooleanField("left out by the plan", default=False, editable=False)
    place = models.CharField("where", max_length=200, blank=True)
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    framework = models.ForeignKey(
        Framework,
        models.PROTECT,
        verbose_name="agenda template",
        null=True,
        blank=True,
        related_name="sessions",
    )
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="sessions")
    liaison = user_field("our side", null=True, blank=True)
    limited = models.BooleanField("only for those who take part", default=False)
    invite = models.BooleanField("send calendar invitations", default=False)
    notes = models.TextField(blank=True, max_length=MAX_NOTES, validators=[MaxLengthValidator(MAX_NOTES)])
    team_notes = models.TextField(
        "notes of the CISO’s team",
        blank=True,
        max_length=MAX_NOTES,
        validators=[MaxLengthValidator(MAX_NOTES)],
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_by = user_field("opened by", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = user_field("closed by", null=True, blank=True, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["series", "planned_for"], name="session_once_per_occurrence"),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="session_by_start"),
            models.Index(fields=["state", "ends_at"], name="session_by_state"),
        ]

    def __str__(self):
        return self.title

    @property
    def local_day(self) -> date:
        """The day of the talk where it takes place, the same for every reader: that of the plan, however late somebody
        opens it to write up what was said; an earlier one where it was opened before its time."""
        begun = min(self.starts_at, self.opened_at or self.starts_at)
        return begun.astimezone(ZoneInfo(self.time_zone)).date()

    def derive(self):
        self.ends_at = self.starts_at + timedelta(minutes=self.minutes)

    def record_subjects(self):
        units = (
            [f"unit:{pk}" for pk in self.session_units.values_list("unit_id", flat=True)] if self.pk else []
        )
        return [f"session:{self.pk}", *units]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(id__in=cls.objects.visible_to(user).values("id"))


class OfSession(TrackedModel):
    """What is part of a talk and is seen by whoever sees the talk."""

    audiences = Audiences(DEPARTMENT)
    objects = TrackedQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        abstract = True

    def record_subjects(self):
        return [f"{self._meta.model_name}:{self.pk}", f"session:{self.session_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(session_id__in=Session.objects.visible_to(user).values("id"))


class SessionUnit(OfSession):
    """One department of a talk."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="session_units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="session_units")

    class Meta(OfSession.Meta):
        constraints = [models.UniqueConstraint(fields=["session", "unit"], name="session_unit_once")]

    def __str__(self):
        return f"{self.session}: {self.unit}"

    def record_subjects(self):
        return [f"session:{self.session_id}", f"unit:{self.unit_id}"]


class Participation(OfSession):
    """Somebody of a department (`contact`) or of ours (`user`) in one talk, with what they were at that time."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="participations")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="participations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="for", null=True, blank=True, related_name="+"
    )
    title = models.CharField("as what", max_length=200, blank=True)
    reply = models.CharField(max_length=10, choices=Reply.choices, default=Reply.INVITED)
    attended = models.BooleanField(null=True, blank=True)
    speaks = models.BooleanField("spoke for the department", default=False)
    # Named by the series: worked out anew until the talk is opened. Who was added to the one talk stays.
    by_rule = models.BooleanField("named by the series", default=False, editable=False)

    class Meta(OfSession.Meta):
        constraints = [
            models.CheckConstraint(
                name="participation_names_one",
                condition=models.Q(contact__isnull=True) ^ models.Q(user__isnull=True),
            ),
            models.UniqueConstraint(fields=["session", "contact"], name="participation_contact_once"),
            models.UniqueConstraint(fields=["session", "user"], name="participation_user_once"),
        ]

    def __str__(self):
        return f"{self.contact or self.user} in {self.session}"


class Draft(models.Model):
    """What is being typed in a talk, until it becomes a version of the record on leaving and on closing.

    One text per kind and talk, written by everybody in the room: a save says on which `number` it is based, and
    what came in between is merged (`dialogues.merging`).
    """

    untracked_because = "It changes with every pause in typing; the notes it becomes are tracked."

    session = models.ForeignKey(Session, models.CASCADE, related_name="drafts")
    team = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    number = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "team"], name="draft_once")]

    def __str__(self):
        return f"Draft {self.number} of {self.session}"


class FeedToken(models.Model):
    """Lets a calendar program read one person's talks. Only a hash of the token is kept."""

    untracked_because = (
        "It is a key, made and thrown away by its owner; who reads what is decided at each reading."
    )

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed_token")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self):
        return f"Calendar feed of {self.user}"
