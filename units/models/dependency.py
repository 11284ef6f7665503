"""Who depends on whom: one unit consumes what another provides."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models

from common.audience import CALL, DEPARTMENT, Audiences
from common.history import TrackedModel, TrackedQuerySet
from units.choices import Classification, DependencyKind, Scale
from units.models.unit import Unit

CRITICAL = 4


class DependencyQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """Those of the units one sees, on either side."""
        if user.has_perm("units.view_every_unit"):
            return self.all()
        seen = Unit.objects.visible_to(user).values("id")
        return self.filter(models.Q(consumer__in=seen) | models.Q(provider__in=seen))


class Dependency(TrackedModel):
    """`consumer` needs something of `provider`. A provider that the consumer only named in words, because it may not
    look the unit up or because it is none of ours, is kept as text until somebody says which unit it is."""

    audiences = Audiences(
        DEPARTMENT,
        id=CALL, consumer=CALL, provider=CALL, provider_named=CALL, kind=CALL, criticality=CALL, fallback=CALL,
    )  # fmt: skip

    consumer = models.ForeignKey(Unit, models.PROTECT, verbose_name="who needs it", related_name="needs")
    provider = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="who provides it", related_name="provides", null=True, blank=True
    )
    provider_named = models.CharField("provider, in their words", max_length=300, blank=True)
    kind = models.CharField(max_length=14, choices=DependencyKind.choices, default=DependencyKind.SERVICE)
    flows = models.CharField("what flows", max_length=300, blank=True)
    classification = models.CharField(max_length=12, choices=Classification.choices, blank=True)
    criticality = models.PositiveSmallIntegerField(
        "how critical", choices=Scale.choices, null=True, blank=True
    )
    shared_risk = models.TextField(
        "risk they share", blank=True, max_length=2000, validators=[MaxLengthValidator(2000)]
    )
    fallback = models.CharField("if it fails", max_length=300, blank=True)
    fallback_tested_on = models.DateField("last tried on", null=True, blank=True)
    consumer_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    consumer_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    provider_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    provider_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = DependencyQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["consumer", "provider", "kind", "flows"],
                name="dependency_once",
                violation_error_message="This is listed already.",
            ),
            models.CheckConstraint(
                name="dependency_not_on_itself",
                condition=models.Q(provider__isnull=True) | ~models.Q(provider=models.F("consumer")),
                violation_error_message="A department cannot depend on itself.",
            ),
            models.CheckConstraint(
                name="dependency_has_a_provider",
                condition=models.Q(provider__isnull=False) | ~models.Q(provider_named=""),
                violation_error_message="Say who provides it.",
            ),
        ]

    def __str__(self):
        return f"{self.consumer} needs {self.provider or self.provider_named}"

    def record_subjects(self):
        sides = [f"unit:{pk}" for pk in (self.consumer_id, self.provider_id) if pk]
        return [f"dependency:{self.pk}", *sides]

    @classmethod
    def visible_versions(cls, versions, user):
        if user.has_perm("units.view_every_unit"):
            return versions
        seen = Unit.objects.visible_to(user).values("id")
        return versions.filter(models.Q(consumer_id__in=seen) | models.Q(provider_id__in=seen))
