"""What is on the table in a talk and what comes of it: agenda, what we heard, promises."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.functions import Lower

from common.audience import DEPARTMENT, Audiences
from common.history import TrackedModel, TrackedQuerySet
from contacts.models import Contact
from dialogues.choices import InsightKind, ItemKind, ItemState, PromiseState, Side
from dialogues.models.framework import Question
from dialogues.models.session import OfSession, Session, user_field
from dialogues.queries import CommitmentQuerySet, InsightQuerySet, OfUnitQuerySet
from goals.models import Objective
from units.models import Unit

MAX_LINE = 500


class OfUnit(TrackedModel):
    """What belongs to one department, out of a talk or not."""

    audiences = Audiences(DEPARTMENT)
    objects = OfUnitQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        abstract = True

    def record_subjects(self):
        talk = [f"session:{self.session_id}"] if self.session_id else []
        return [f"{self._meta.model_name}:{self.pk}", f"unit:{self.unit_id}", *talk]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(id__in=cls.objects.visible_to(user).values("id"))


class Commitment(OfUnit):
    """A promise between us and one department. Made for somebody who was not asked it is *proposed* until they accept.

    `user` is who of ours owes it (`side` we), `contact` who of theirs; nobody named yet is possible on either side.
    """

    silent_fields = ("accepted_at", "accepted_by", "settled_at", "settled_by")

    text = models.CharField("what was promised", max_length=MAX_LINE)
    side = models.CharField("who owes it", max_length=4, choices=Side.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="department", related_name="commitments")
    user = user_field("who of ours", null=True, blank=True)
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        verbose_name="who of theirs",
        null=True,
        blank=True,
        related_name="commitments",
    )
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="commitments")
    made_on = models.DateField("promised on")
    due_on = models.DateField("by", null=True, blank=True)
    state = models.CharField(max_length=10, choices=PromiseState.choices, default=PromiseState.PROPOSED)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_by = user_field("accepted by", null=True, blank=True, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = user_field("settled by", null=True, blank=True, editable=False)
    because = models.CharField("why", max_length=300, blank=True)
    carried = models.PositiveSmallIntegerField("carried over", default=0, editable=False)
    link = models.URLField("ticket elsewhere", max_length=500, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta(OfUnit.Meta):
        constraints = [
            models.CheckConstraint(
                name="commitment_owed_by_its_side",
                condition=models.Q(side=Side.WE, contact__isnull=True)
                | models.Q(side=Side.THEY, user__isnull=True),
            )
        ]
        indexes = [
            models.Index(
                fields=["unit", "side"],
                condition=models.Q(state__in=("proposed", "open")),
                name="commitment_unsettled",
            ),
            models.Index(fields=["state", "due_on"], name="commitment_by_due"),
        ]

    def __str__(self):
        return self.text


class Topic(OfUnit):
    """What a department, or we, want to talk about next time. `session` is the talk that took it up."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="topics")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="topics")
    text = models.CharField("what to talk about", max_length=MAX_LINE)
    proposed_by = user_field("proposed by")
    proposed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.text


class AgendaItem(OfSession):
    """One point of an opened agenda: a copy, so that nothing said elsewhere later changes what was on the table.

    `commitment`, `question`, `topic` and `gap` (code and unit, as the board of gaps names it) say where it came from.
    `carried` counts how often it was carried here; `came_from` is the item of the talk before.
    """

    silent_fields = ("settled_at", "settled_by")

    session = models.ForeignKey(Session, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    text = models.CharField(max_length=MAX_LINE)
    note = models.CharField("beneath it", max_length=MAX_LINE, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="agenda")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="agenda")
    gap = models.CharField(max_length=120, blank=True)
    # For the eyes of the team: never projected, not in the minutes, not for the department.
    team_only = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.OPEN)
    because = models.CharField("why", max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = user_field("settled by", null=True, blank=True)
    came_from = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="went_to")
    carried = models.PositiveSmallIntegerField(default=0)

    class Meta(OfSession.Meta):
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "commitment"], name="agenda_names_a_promise_once")
        ]

    def __str__(self):
        return self.text

    @classmethod
    def visible_versions(cls, versions, user):
        seen = super().visible_versions(versions, user)
        if not user.has_perm("units.view_every_unit"):
            mine = Unit.objects.visible_to(user).values("id")
            seen = seen.filter(models.Q(unit_id__isnull=True) | models.Q(unit_id__in=mine))
        return seen if user.has_perm("dialogues.view_team_notes") else seen.filter(team_only=False)


class ThemeQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """Words that stand beside something one may read."""
        if not user.has_perm("dialogues.view_talk"):
            return self.none()
        if user.has_perm("units.view_every_unit"):
            return self.all()
        links = self.model._meta.get_field("theme_links").related_model
        seen = Insight.objects.visible_to(user).values("id")
        return self.filter(models.Exists(links.objects.filter(theme=models.OuterRef("pk"), insight__in=seen)))


class Theme(TrackedModel):
    """What keeps coming up, in one word: `vendor-access`."""

    audiences = Audiences(DEPARTMENT)

    name = models.SlugField(max_length=60, unique=False, db_index=False)

    objects = ThemeQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [models.UniqueConstraint(Lower("name"), name="theme_once")]

    def __str__(self):
        return self.name

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(id__in=cls.objects.visible_to(user).values("id"))


class Insight(OfUnit):
    """What we heard: one sentence of one department."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="department", related_name="insights")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="insights")
    kind = models.CharField(max_length=12, choices=InsightKind.choices)
    text = models.TextField("what we heard", max_length=2000, validators=[MaxLengthValidator(2000)])
    contact = models.ForeignKey(
        Contact, models.PROTECT, verbose_name="who said it", null=True, blank=True, related_name="insights"
    )
    heard_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    team_only = models.BooleanField("for the CISO’s team only", default=False)

    objects = InsightQuerySet.as_manager()

    class Meta(OfUnit.Meta):
        indexes = [models.Index(fields=["unit", "-heard_on"], name="insight_by_unit")]

    def __str__(self):
        return self.text[:120]


class InsightTheme(TrackedModel):
    """One theme of something we heard."""

    audiences = Audiences(DEPARTMENT)

    insight = models.ForeignKey(Insight, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="theme_links")

    objects = TrackedQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["insight", "theme"], name="insight_theme_once")]

    def __str__(self):
        return f"{self.insight}: {self.theme}"

    def record_subjects(self):
        return [f"insight:{self.insight_id}", f"unit:{self.insight.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(insight_id__in=Insight.objects.visible_to(user).values("id"))
