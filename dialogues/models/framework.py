"""Agenda templates: what is asked in a talk, edition by edition."""

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower

from common.audience import TEAM, Audiences
from common.history import TrackedModel, TrackedQuerySet
from dialogues.choices import FrameworkKind
from goals.models import Objective
from units.choices import Kind
from units.models import Unit


class TeamLibraryQuerySet(TrackedQuerySet):
    """What the team prepares its talks with. Departments meet it in their own agendas only."""

    def visible_to(self, user):
        return self.all() if user.has_perm("dialogues.view_library") else self.none()


class FrameworkQuerySet(TeamLibraryQuerySet):
    """Also of cases: what can be retired."""

    def current(self):
        return self.filter(retired_on__isnull=True)


class TeamLibrary(TrackedModel):
    audiences = Audiences(TEAM)
    objects = TeamLibraryQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        abstract = True

    @classmethod
    def visible_versions(cls, versions, user):
        return versions if user.has_perm("dialogues.view_library") else versions.none()


class Framework(TeamLibrary):
    """One template. The core one is asked of everybody, before the questions of any other (`with_core`)."""

    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=FrameworkKind.choices, default=FrameworkKind.DEPARTMENT)
    purpose = models.TextField(
        "what it is for", blank=True, max_length=2000, validators=[MaxLengthValidator(2000)]
    )
    minutes = models.PositiveSmallIntegerField(
        default=45, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    with_core = models.BooleanField("begins with what is asked of everybody", default=True)
    retired_on = models.DateField("no longer offered since", null=True, blank=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta(TeamLibrary.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("code"),
                name="framework_code",
                violation_error_message="Another template has this short name.",
            ),
            models.UniqueConstraint(
                "kind", condition=models.Q(kind=FrameworkKind.CORE), name="framework_one_core"
            ),
        ]

    def __str__(self):
        return self.name


class Edition(TeamLibrary):
    """The questions of a template as they were published on a day; never changed afterwards. The one without that day
    is the draft, at most one a template."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    published_on = models.DateField(null=True, blank=True)
    note = models.CharField("what is new", max_length=300, blank=True)

    class Meta(TeamLibrary.Meta):
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="edition_number"),
            models.UniqueConstraint(
                fields=["framework"], condition=models.Q(published_on__isnull=True), name="edition_one_draft"
            ),
        ]

    def __str__(self):
        return f"{self.framework}, edition {self.number}"

    def record_subjects(self):
        return [f"edition:{self.pk}", f"framework:{self.framework_id}"]


class Question(TeamLibrary):
    """One question of an edition. Those of the core template each serve an objective. With a unit, a kind of unit or a
    theme it is asked only there; without any of them everywhere the template is used."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=100)
    text = models.CharField("question", max_length=300)
    help = models.CharField("what it is meant to bring out", max_length=500, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "minutes", null=True, blank=True, validators=[MaxValueValidator(240)]
    )
    objective = models.ForeignKey(
        Objective,
        models.PROTECT,
        verbose_name="serves",
        null=True,
        blank=True,
        related_name="questions",
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="only for", null=True, blank=True, related_name="questions"
    )
    unit_kind = models.CharField("only for this kind", max_length=20, choices=Kind.choices, blank=True)
    theme = models.CharField("only where this theme came up", max_length=60, blank=True)

    class Meta(TeamLibrary.Meta):
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text

    def record_subjects(self):
        return [f"question:{self.pk}", f"framework:{self.edition.framework_id}"]
