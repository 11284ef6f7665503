"""Ways to look at a list that somebody keeps under a name, and the one each person begins with."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and what others share with the team where one belongs to it."""
        shared = Q(shared=True) if user.has_perm("desk.share_view") else Q(pk__in=[])
        return self.filter(Q(owner=user) | shared)

    def of(self, listing: str):
        return self.filter(listing=listing)


class SavedView(models.Model):
    """Filter, order, columns and shape of one list, as its address says them."""

    untracked_because = "It says how people look at a list, nothing about the organisation."

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    # The name of the address of the list, such as “units:list”.
    listing = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    # What stands behind the question mark, without page and day.
    query = models.CharField(max_length=2000, blank=True)
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("owner", "listing", Lower("name"), name="saved_view_name")]
        indexes = [models.Index(fields=["listing"], condition=Q(shared=True), name="saved_view_shared")]

    def __str__(self):
        return self.name


class DefaultView(models.Model):
    """What somebody sees of a list who only asks for the list."""

    untracked_because = "It says how one person looks at a list, nothing about the organisation."

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="default_views")
    listing = models.CharField(max_length=60)
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "listing"], name="default_view_once")]

    def __str__(self):
        return f"{self.listing}: {self.view_id}"
