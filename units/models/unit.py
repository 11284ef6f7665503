"""The unit: a department, subsidiary, shared service or partner the security team keeps a relationship with."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower, Upper

from common.audience import CALL, CISO, DEPARTMENT, TEAM, Audiences
from common.history import TrackedModel
from units import depth, risk, rules
from units.choices import Appetite, Bucket, Depth, Harm, Kind, RiskLevel, Scale, Status, WorkMode
from units.queries import UnitQuerySet
from units.words import folded


def validate_code(value: str):
    if problem := rules.code_problem(value):
        raise ValidationError(problem)


def scale(label: str, **kwargs) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, choices=Scale.choices, null=True, blank=True, **kwargs)


def prose(label: str, **kwargs) -> models.TextField:
    return models.TextField(
        label,
        blank=True,
        max_length=rules.MAX_TEXT,
        validators=[MaxLengthValidator(rules.MAX_TEXT)],
        **kwargs,
    )


def person(label: str, **kwargs) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=label,
        null=True,
        blank=True,
        related_name="+",
        **kwargs,
    )


class Unit(TrackedModel):
    """One business unit. `risk_level` and `depth` are worked out at every save from what else is known."""

    audiences = Audiences(
        DEPARTMENT,
        id=CALL, code=CALL, name=CALL, kind=CALL, status=CALL, parent=CALL, owner=CALL, owner_cover=CALL,
        cover_from=CALL, cover_until=CALL,
        strategic_importance=TEAM, sources=TEAM, pinned=TEAM,
        depth=TEAM,  # follows from the importance too
        team_notes=CISO,
    )  # fmt: skip
    untracked_fields = ("words",)
    words_of = ("code", "name", "purpose")
    silent_fields = ("sources",)

    code = models.CharField(max_length=100, validators=[validate_code])
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="belongs to",
        null=True,
        blank=True,
        related_name="children",
        db_index=False,
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    opened_on = models.DateField("exists since", null=True, blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)

    headcount = models.PositiveIntegerField("people", null=True, blank=True)
    annual_revenue = models.DecimalField(
        max_digits=16, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    strategic_importance = scale("importance")
    exposure = scale("exposure to threats")
    compliance_burden = scale("compliance burden")
    incident_history = scale("incident history")
    risk_appetite = models.CharField(
        "willingness to take risks", max_length=10, choices=Appetite.choices, blank=True
    )
    work_mode = models.CharField("where people work", max_length=10, choices=WorkMode.choices, blank=True)
    purpose = prose("what it is trying to achieve")
    security_view = prose("how it sees security")
    notes = prose("notes")
    team_notes = prose("notes of the CISO’s team")

    owner = person("our owner")
    owner_cover = person("covered by")
    cover_from = models.DateField("from", null=True, blank=True)
    cover_until = models.DateField("until", null=True, blank=True)

    hurts_after = models.PositiveSmallIntegerField(
        "when it starts to hurt", choices=Bucket.choices, null=True, blank=True
    )
    # Worked out from the impact of its processes whenever one of them is written (`units.actions.impact`).
    worst_impact = models.PositiveSmallIntegerField(
        "worst business impact", choices=Harm.choices, null=True, editable=False
    )
    worst_after = models.PositiveSmallIntegerField(
        "reached after", choices=Bucket.choices, null=True, editable=False
    )

    risk_level = models.PositiveSmallIntegerField(
        "risk as worked out", choices=RiskLevel.choices, null=True, editable=False
    )
    risk_override = models.PositiveSmallIntegerField(
        "risk set by hand", choices=RiskLevel.choices, null=True, blank=True
    )
    risk_override_reason = models.CharField("why", max_length=500, blank=True)
    risk_override_until = models.DateField("until", null=True, blank=True)

    depth_choice = models.CharField("depth of the record", max_length=10, choices=Depth.choices, blank=True)
    depth = models.CharField("record", max_length=10, choices=Depth.choices, editable=False)

    # {field: {"source": name of the import, "value": text as the source gave it}}
    sources = models.JSONField(default=dict, blank=True, editable=False)
    # Fields changed by hand although a source gives them; an import leaves them alone.
    pinned = ArrayField(models.CharField(max_length=40), default=list, blank=True, editable=False)

    # What the word search reads: code, name and purpose, folded. Nothing a department may not read.
    words = models.TextField(editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            # Upper, because that is what `iexact` compares: one index guards and finds.
            models.UniqueConstraint(
                Upper("code"), name="unit_code", violation_error_message="Another department has this code."
            ),
            models.CheckConstraint(
                name="unit_not_its_own_parent", condition=~models.Q(parent=models.F("id"))
            ),
            models.CheckConstraint(
                name="unit_override_has_reason_and_end",
                condition=models.Q(risk_override__isnull=True)
                | (models.Q(risk_override_until__isnull=False) & ~models.Q(risk_override_reason="")),
            ),
        ]
        indexes = [
            # These hold what is asked of many rows at once: branches, pages and sums never read the rows themselves.
            models.Index(fields=["parent", "id"], name="unit_by_parent"),
            models.Index(Lower("name"), "id", include=["name"], name="unit_by_name"),
            models.Index(
                fields=["status"],
                include=[
                    "id",
                    "name",
                    "headcount",
                    "annual_revenue",
                    "kind",
                    "strategic_importance",
                    "risk_level",
                    "risk_override",
                    "risk_override_until",
                ],
                name="unit_sums",
            ),
            models.Index(Lower("code"), "id", name="unit_by_code"),
            GinIndex(SearchVector("words", config="simple"), name="unit_words"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        values = {f.name: getattr(self, f.attname) for f in self._meta.concrete_fields}
        if found := rules.problems(values):
            raise ValidationError(found)

    def derive(self):
        self.risk_level = risk.assess(self.drivers).level
        self.depth = self.depth_choice or depth.suggest(self.strategic_importance, self.risk_level)
        self.words = folded(*(getattr(self, name) for name in self.words_of))

    @property
    def drivers(self) -> risk.Drivers:
        return risk.Drivers(
            exposure=self.exposure,
            incident_history=self.incident_history,
            strategic_importance=self.strategic_importance,
            compliance_burden=self.compliance_burden,
            worst_impact=self.worst_impact,
            worst_after=self.worst_after,
        )

    def risk_on(self, day: date) -> int | None:
        """The level that holds on `day`: the one set by hand until it expires, else the one worked out."""
        if self.override_holds(day):
            return self.risk_override
        return self.risk_level

    def override_holds(self, day: date) -> bool:
        return self.risk_override is not None and self.risk_override_until >= day

    def answering_for_us(self, day: date):
        """Who in the security team answers for this unit on `day`: the owner, or their cover while it lasts."""
        started = self.cover_from is None or self.cover_from <= day
        running = self.cover_until is None or self.cover_until >= day
        return self.owner_cover if self.owner_cover_id and started and running else self.owner

    def record_subjects(self):
        return [f"unit:{self.pk}"]

    @classmethod
    def visible_versions(cls, versions, user):
        if user.has_perm("units.view_every_unit"):
            return versions  # also those of what has gone
        return versions.filter(id__in=cls.objects.visible_to(user).values("id"))
