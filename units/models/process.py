"""What a unit does, how long it can do without, and how bad it gets meanwhile (ISO 22317)."""

from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models.functions import Lower, Upper

from units.choices import Bucket, Harm, ImpactCategory
from units.models.asset import Asset
from units.models.stewardship import PartOfUnit
from units.models.unit import Unit

YEAR_OF_HOURS = 8760


def hours(label: str) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(YEAR_OF_HOURS)]
    )


class Process(PartOfUnit):
    """A key process. Times are whole hours."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="processes")
    name = models.CharField(max_length=200)
    security_implications = models.TextField(
        "what security has to do with it", blank=True, max_length=2000, validators=[MaxLengthValidator(2000)]
    )
    handles_sensitive = models.BooleanField("handles sensitive data", default=False)
    mtd_hours = hours("longest it can be down")  # maximum tolerable downtime
    rto_hours = hours("is to run again within")  # recovery time objective
    rpo_hours = hours("data lost at most")  # recovery point objective

    class Meta(PartOfUnit.Meta):
        constraints = [
            models.UniqueConstraint(
                "unit",
                Upper("name"),
                name="process_once",
                violation_error_message="This department has named it already.",
            )
        ]
        indexes = [models.Index(Lower("name"), "id", name="process_by_name")]

    def __str__(self):
        return self.name


class PartOfProcess(PartOfUnit):
    """Base of tracked rows that belong to one process. They carry its unit, by which pages and the record find them."""

    unit = models.ForeignKey(Unit, models.PROTECT, editable=False, related_name="+")

    class Meta(PartOfUnit.Meta):
        abstract = True

    def derive(self):
        self.unit_id = self.process.unit_id

    def record_subjects(self):
        return [f"process:{self.process_id}", f"unit:{self.unit_id}"]


class ProcessAsset(PartOfProcess):
    """This process uses this asset, which may be another unit's: then it is shared, and known to both by name."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="process_assets")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="process_assets")

    class Meta(PartOfProcess.Meta):
        constraints = [models.UniqueConstraint(fields=["process", "asset"], name="process_asset_once")]

    def __str__(self):
        return f"{self.process} uses {self.asset}"


class Impact(PartOfProcess):
    """How bad it is, in one way of hurting, once the process has been down for so long."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="impacts")
    category = models.CharField("kind of harm", max_length=12, choices=ImpactCategory.choices)
    bucket = models.PositiveSmallIntegerField("after", choices=Bucket.choices)
    severity = models.PositiveSmallIntegerField("how bad", choices=Harm.choices)

    class Meta(PartOfProcess.Meta):
        constraints = [models.UniqueConstraint(fields=["process", "category", "bucket"], name="impact_once")]

    def __str__(self):
        return f"{self.process}: {self.get_category_display().lower()}, after {self.get_bucket_display()}"
