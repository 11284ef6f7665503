"""What a unit cannot afford to lose: data, systems, people, places and suppliers."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.functions import Lower, Upper

from units.choices import AssetKind, Classification, Handled, Scale
from units.models.stewardship import PartOfUnit
from units.models.unit import Unit
from units.words import folded

CROWN = 5  # the criticality of what a unit names among the few things it cannot lose


class Asset(PartOfUnit):
    """One thing of value. A supplier that several units name is one asset each; its name tells that it is the same."""

    untracked_fields = ("words",)
    words_of = ("name", "description")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assets")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=AssetKind.choices, default=AssetKind.DATA)
    classification = models.CharField(max_length=12, choices=Classification.choices, blank=True)
    criticality = models.PositiveSmallIntegerField(choices=Scale.choices, null=True, blank=True)
    handles = ArrayField(
        models.CharField(max_length=12, choices=Handled.choices),
        verbose_name="what it holds",
        default=list,
        blank=True,
    )
    description = models.TextField(blank=True, max_length=2000, validators=[MaxLengthValidator(2000)])
    words = models.TextField(editable=False)

    class Meta(PartOfUnit.Meta):
        constraints = [
            models.UniqueConstraint(
                "unit",
                Upper("name"),
                name="asset_once",
                violation_error_message="This department has named it already.",
            )
        ]
        indexes = [
            models.Index(Lower("name"), "id", name="asset_by_name"),
            models.Index(Upper("name"), name="asset_same_name"),
            GinIndex(SearchVector("words", config="simple"), name="asset_words"),
        ]

    def __str__(self):
        return self.name

    def derive(self):
        self.words = folded(*(getattr(self, name) for name in self.words_of))
