"""Habits a department can itself influence, and how far it has come with each."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.functions import Lower

from common.audience import DEPARTMENT, Audiences
from common.history import TrackedModel, TrackedQuerySet
from dialogues.models import Commitment, Insight
from goals.choices import CsfFunction
from reviews.choices import Assessor, MaturityScale, MilLevel
from reviews.queries import AssessmentQuerySet, PracticeQuerySet
from units.models import Unit

MOST_PRACTICES = 12


def _level_text(label: str) -> models.TextField:
    return models.TextField(label, blank=True, max_length=500, validators=[MaxLengthValidator(500)])


class Practice(TrackedModel):
    """One habit, by the CSF 2.0 function it serves. The four texts say what each level looks like for this habit."""

    audiences = Audiences(DEPARTMENT)

    name = models.CharField(max_length=120)
    function = models.CharField("CSF function", max_length=10, choices=CsfFunction.choices)
    why = models.TextField(
        "why it matters to a department", blank=True, max_length=1000, validators=[MaxLengthValidator(1000)]
    )
    not_yet = _level_text("not yet looks like")
    ad_hoc = _level_text("ad hoc looks like")
    documented = _level_text("documented looks like")
    managed = _level_text("managed looks like")
    position = models.PositiveSmallIntegerField("order", default=100)
    retired_on = models.DateField("no longer asked since", null=True, blank=True)

    objects = PracticeQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="practice_once",
                violation_error_message="A practice has this name already.",
            )
        ]

    def __str__(self):
        return self.name

    def looks_like(self, level: int) -> str:
        return (self.not_yet, self.ad_hoc, self.documented, self.managed)[level]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions if user.has_perm("reviews.view_practice") else versions.none()


class MaturityAssessment(TrackedModel):
    """How far one department was with one practice on a day, on the scale it was judged on."""

    audiences = Audiences(DEPARTMENT)

    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="department", related_name="maturity_assessments"
    )
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="assessments")
    scale = models.CharField(max_length=10, choices=MaturityScale.choices, default=MaturityScale.C2M2_MIL)
    level = models.PositiveSmallIntegerField("stands at", choices=MilLevel.choices)
    target = models.PositiveSmallIntegerField(
        "wants to reach", choices=MilLevel.choices, null=True, blank=True
    )
    target_on = models.DateField("by", null=True, blank=True)
    evidence = models.TextField(
        "what shows it", blank=True, max_length=2000, validators=[MaxLengthValidator(2000)]
    )
    assessor = models.CharField("judged by", max_length=10, choices=Assessor.choices, default=Assessor.TEAM)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="written down by", related_name="+"
    )
    assessed_on = models.DateField("judged on")

    objects = AssessmentQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.CheckConstraint(name="maturity_within_mil", condition=models.Q(level__lte=3)),
            models.UniqueConstraint(
                fields=["unit", "practice", "assessor", "assessed_on"],
                name="assessed_once_a_day",
                violation_error_message="This practice was judged on that day already; change that judgement instead.",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "practice", "-assessed_on"], name="assessment_by_unit"),
            models.Index(fields=["assessed_on"], name="assessment_by_day"),
        ]

    def __str__(self):
        return f"{self.unit}, {self.practice}: {self.get_level_display().lower()}"

    def record_subjects(self):
        """Not the practice: the record of one department would tell what all others were judged on it."""
        return [f"maturityassessment:{self.pk}", f"unit:{self.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(id__in=cls.objects.visible_to(user).values("id"))


class OfAssessment(TrackedModel):
    """What an assessment rests on, or what follows from it."""

    audiences = Audiences(DEPARTMENT)

    objects = TrackedQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        abstract = True

    def record_subjects(self):
        return [f"maturityassessment:{self.assessment_id}", f"unit:{self.assessment.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(assessment_id__in=MaturityAssessment.objects.visible_to(user).values("id"))


class AssessmentInsight(OfAssessment):
    """Something we heard that an assessment rests on. Whoever may not read it does not learn that it is there."""

    assessment = models.ForeignKey(MaturityAssessment, models.CASCADE, related_name="insight_links")
    insight = models.ForeignKey(Insight, models.PROTECT, related_name="assessment_links")

    class Meta(OfAssessment.Meta):
        constraints = [
            models.UniqueConstraint(fields=["assessment", "insight"], name="assessment_insight_once")
        ]

    def __str__(self):
        return f"{self.assessment}: {self.insight}"

    @classmethod
    def visible_versions(cls, versions, user):
        seen = super().visible_versions(versions, user)
        return seen.filter(insight_id__in=Insight.objects.visible_to(user).values("id"))


class AssessmentPromise(OfAssessment):
    """A promise by which a department is to get further."""

    assessment = models.ForeignKey(MaturityAssessment, models.CASCADE, related_name="promise_links")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="assessment_links")

    class Meta(OfAssessment.Meta):
        constraints = [
            models.UniqueConstraint(fields=["assessment", "commitment"], name="assessment_promise_once")
        ]

    def __str__(self):
        return f"{self.assessment}: {self.commitment}"

    @classmethod
    def visible_versions(cls, versions, user):
        seen = super().visible_versions(versions, user)
        return seen.filter(commitment_id__in=Commitment.objects.visible_to(user).values("id"))
