"""What the security programme wants to reach, across all departments."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.functions import Lower

from common.audience import DEPARTMENT, Audiences
from common.history import TrackedModel, TrackedQuerySet
from goals.choices import CsfFunction


class ObjectiveQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """Every objective: whoever talks about security may know what it is for."""
        return self.all() if user.has_perm("goals.view_objective") else self.none()

    def current(self):
        return self.filter(retired_on__isnull=True)


class Objective(TrackedModel):
    """An overarching security objective. Core questions of talks are tied to one, so that talks roll up."""

    audiences = Audiences(DEPARTMENT)

    name = models.CharField(max_length=200)
    why = models.TextField(
        "why it matters", blank=True, max_length=2000, validators=[MaxLengthValidator(2000)]
    )
    function = models.CharField("CSF function", max_length=10, choices=CsfFunction.choices)
    position = models.PositiveSmallIntegerField("order", default=100)
    retired_on = models.DateField("no longer pursued since", null=True, blank=True)

    objects = ObjectiveQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="objective_once",
                violation_error_message="An objective with this name exists.",
            )
        ]

    def __str__(self):
        return self.name

    @classmethod
    def visible_versions(cls, versions, user):
        return versions if user.has_perm("goals.view_objective") else versions.none()
