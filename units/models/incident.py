"""Security incidents, the units they touched, and who may read the restricted ones."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from common.audience import DEPARTMENT, NAMED, Audiences
from common.history import TrackedModel, TrackedQuerySet
from common.past import less_kept_today
from units.choices import Severity
from units.models.unit import Unit


class IncidentQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """Incidents of units the user sees; a restricted one only for the people named on it."""
        touches = IncidentUnit.objects.filter(incident=OuterRef("pk"))
        if not user.has_perm("units.view_every_unit"):
            touches = touches.filter(unit__in=Unit.objects.visible_to(user))
        named = IncidentReader.objects.filter(incident=OuterRef("pk"), user=user.pk)
        if not user.has_perm("units.view_unit"):
            return self.none()
        seen = self.filter(Exists(touches)).filter(Q(restricted=False) | Exists(named))
        return less_kept_today(seen, lambda: self.model.objects.filter(Q(restricted=True) & ~Exists(named)))


class Incident(TrackedModel):
    """Something that happened. Restricted: only the people named on it learn of it, by any way."""

    audiences = Audiences(DEPARTMENT)

    title = models.CharField(max_length=200)
    occurred_on = models.DateField()
    severity = models.PositiveSmallIntegerField(choices=Severity.choices)
    summary = models.TextField(blank=True, max_length=5000, validators=[MaxLengthValidator(5000)])
    reference = models.CharField("reference elsewhere", max_length=100, blank=True)
    link = models.URLField(max_length=500, blank=True)
    restricted = models.BooleanField("only for named people", default=False)

    objects = IncidentQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        indexes = [models.Index(fields=["-occurred_on"], name="incident_by_day")]

    def __str__(self):
        return self.title

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(id__in=cls.objects.visible_to(user).values("id"))


class PartOfIncident(TrackedModel):
    """Base of tracked rows that belong to one incident and are seen by whoever sees it."""

    audiences = Audiences(DEPARTMENT)

    class Meta(TrackedModel.Meta):
        abstract = True

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(incident_id__in=Incident.objects.visible_to(user).values("id"))


class IncidentUnit(PartOfIncident):
    """This incident touched this unit."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="incident_units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="incident_units")

    class Meta(PartOfIncident.Meta):
        constraints = [models.UniqueConstraint(fields=["incident", "unit"], name="incident_unit_once")]

    def __str__(self):
        return f"{self.incident} touched {self.unit}"

    def record_subjects(self):
        return [f"incident:{self.incident_id}", f"unit:{self.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        seen = super().visible_versions(versions, user)
        if user.has_perm("units.view_every_unit"):
            return seen
        return seen.filter(unit_id__in=Unit.objects.visible_to(user).values("id"))


class IncidentReader(PartOfIncident):
    """This user may read this restricted incident."""

    audiences = Audiences(NAMED)

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="incident_readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(PartOfIncident.Meta):
        constraints = [models.UniqueConstraint(fields=["incident", "user"], name="incident_reader_once")]

    def __str__(self):
        return f"{self.user} may read {self.incident}"

    def record_subjects(self):
        return [f"incident:{self.incident_id}"]
