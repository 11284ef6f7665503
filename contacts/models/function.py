"""The responsibilities people can hold for a unit, an asset or a process."""

from django.db import models
from django.db.models.functions import Upper

from common.audience import CALL, Audiences
from common.history import TrackedModel, TrackedQuerySet


class FunctionQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """The list is common knowledge among those who see people or call cards."""
        return self.all() if user.has_perm("contacts.view_call_card") else self.none()

    def in_use(self):
        return self.filter(retired=False)

    def nameable_by(self, user):
        """Those `user` may give to somebody: the security team all, a department some of its own."""
        found = self.visible_to(user).in_use()
        if user.has_perm("contacts.appoint"):
            return found
        return found.filter(by_department=True) if user.has_perm("contacts.change_contact") else found.none()


class Function(TrackedModel):
    """One responsibility. What the flags mean stands in `contacts.functions`, which lists the built-in ones."""

    audiences = Audiences(CALL)

    code = models.SlugField("short name", max_length=40)
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=300, blank=True)
    inherits = models.BooleanField("the department above answers where there is nobody", default=False)
    grants = models.BooleanField("whoever holds it should be able to act for the department", default=False)
    critical = models.BooleanField("several of these are too many for one person", default=False)
    call_order = models.PositiveSmallIntegerField("place among those to call", null=True, blank=True)
    by_department = models.BooleanField("the department may name somebody itself", default=True)
    position = models.PositiveSmallIntegerField("place in lists", default=100)
    built_in = models.BooleanField(default=False, editable=False)
    retired = models.BooleanField("no longer given to anybody", default=False)

    objects = FunctionQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.UniqueConstraint(Upper("code"), name="function_code"),
            models.UniqueConstraint(
                Upper("name"),
                name="function_name",
                violation_error_message="There is a responsibility of this name.",
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def visible_versions(cls, versions, user):
        # How the list itself came about is the security team's; a department only uses it.
        reads = user.has_perm("contacts.view_contact") and user.has_perm("units.view_every_unit")
        return versions if reads else versions.none()
