"""Cases to talk through, and words explained in both directions."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models.functions import Lower

from common.audience import DEPARTMENT, Audiences
from common.history import TrackedModel, TrackedQuerySet
from dialogues.choices import ScenarioKind, TermSide
from dialogues.models.framework import FrameworkQuerySet, TeamLibrary
from goals.models import Objective
from units.choices import AssetKind, Kind


class Scenario(TeamLibrary):
    """A case study or a tabletop inject, offered where a kind of unit, of asset or a theme fits."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ScenarioKind.choices, default=ScenarioKind.CASE)
    text = models.TextField("what happens", max_length=6000, validators=[MaxLengthValidator(6000)])
    ask = models.TextField(
        "what to ask then", blank=True, max_length=2000, validators=[MaxLengthValidator(2000)]
    )
    minutes = models.PositiveSmallIntegerField(default=15, validators=[MaxValueValidator(240)])
    unit_kinds = ArrayField(models.CharField(max_length=20, choices=Kind.choices), default=list, blank=True)
    asset_kinds = ArrayField(
        models.CharField(max_length=12, choices=AssetKind.choices), default=list, blank=True
    )
    themes = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    objective = models.ForeignKey(
        Objective, models.PROTECT, verbose_name="serves", null=True, blank=True, related_name="scenarios"
    )
    retired_on = models.DateField("no longer offered since", null=True, blank=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta(TeamLibrary.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("title"), name="scenario_once", violation_error_message="A case with this title exists."
            )
        ]

    def __str__(self):
        return self.title


class TermQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        return self.all() if user.has_perm("dialogues.view_glossary") else self.none()


class Term(TrackedModel):
    """A word and what it means to the other side."""

    audiences = Audiences(DEPARTMENT)

    word = models.CharField(max_length=80)
    side = models.CharField("whose word", max_length=10, choices=TermSide.choices, default=TermSide.SECURITY)
    meaning = models.TextField("in other words", max_length=1000, validators=[MaxLengthValidator(1000)])
    also = ArrayField(models.CharField(max_length=80), verbose_name="also written", default=list, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("word"), name="term_once", violation_error_message="This word is explained already."
            )
        ]

    def __str__(self):
        return self.word

    @classmethod
    def visible_versions(cls, versions, user):
        return versions if user.has_perm("dialogues.view_glossary") else versions.none()
