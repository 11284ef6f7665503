"""The log of redactions: what was made unreadable in the record, when, by whom and under which rule.

The database lets nothing reach the versions of the record but the transaction that wrote a row here, and nothing
changes or removes a row (`desk/migrations/_guards.py`).
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.audiences import audiences_of
from common.history.undoing import tracked_models


def hidden_models(user) -> list[str]:
    """Labels of the models of which `user` may not even know whether there is anything."""
    readable = audiences_of(user)
    return [model._meta.label for model in tracked_models() if model.audiences.default not in readable]


class RedactionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of matter `user` may know of: that something else was there is not told either."""
        if not user.has_perm("desk.view_retention"):
            return self.none()
        return self.exclude(model__in=hidden_models(user))


class Redaction(models.Model):
    """One redaction. It names objects by their numbers and never repeats what was taken away."""

    untracked_because = "It is itself a log; the database lets nobody change or remove a row."

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    actor = models.CharField(max_length=200)
    model = models.CharField(max_length=100)
    object_ids = ArrayField(models.BigIntegerField())
    fields = ArrayField(models.CharField(max_length=100))
    rule = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    # The save in the record that changed the rows themselves.
    record_group = models.UUIDField()
    versions = models.PositiveIntegerField("versions of the record it reached", default=0)
    # The transaction that may reach the record; written by the database.
    opened_in = models.BigIntegerField(default=0, editable=False)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="redaction_by_time")]

    def __str__(self):
        return f"{self.rule} ({len(self.object_ids)})"
