"""The people who sign in. Being in the directory of contacts is another matter."""

import zoneinfo
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from accounts.roles import Role, permissions_of, reads
from common import asof
from common.audience import CALL, TEAM, Audiences
from common.history import TrackedModel, TrackedQuerySet


class UserQuerySet(TrackedQuerySet):
    def active(self, *, on: date):
        """Who may sign in on that day."""
        return self.filter(is_active=True).exclude(access_ends_on__lt=on)

    def lasting(self):
        """Active, and no day set on which access ends."""
        return self.filter(is_active=True, access_ends_on__isnull=True)

    def arrived(self):
        """Who could sign in already: with a password of their own, or having done so another way."""
        return self.exclude(last_login__isnull=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def awaited(self):
        """Invited, and never been here."""
        return self.filter(last_login__isnull=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def ended(self, *, on: date):
        """Active people whose access has run out by that day."""
        return self.filter(is_active=True, access_ends_on__lt=on)

    def matching(self, text: str):
        """Whose name or e-mail holds every word of `text`."""
        found = self
        for word in text.split():
            found = found.filter(models.Q(name__icontains=word) | models.Q(email__icontains=word))
        return found

    def in_security_team(self):
        """Who can own the relationship with a department."""
        return self.filter(role=Role.CISO)

    def may_be_steward(self):
        """Who can be named to act for a department."""
        return self.filter(role=Role.HEAD)

    def visible_to(self, user):
        """Colleagues one may be asked to choose from: all for whoever keeps the inventory or reads it whole."""
        if user.has_perm("units.view_unit") and user.has_perm("units.view_every_unit"):
            return self.all()
        return self.filter(pk=user.pk)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


def validate_time_zone(value: str):
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            "“%(value)s” is not a time zone, such as Europe/London.", params={"value": value}
        )


class User(TrackedModel, AbstractBaseUser):
    """A person who signs in by e-mail. Deactivated, never deleted: the record names them."""

    # Name and e-mail stand on a call sheet.
    audiences = Audiences(TEAM, name=CALL, email=CALL)
    untracked_fields = ("password", "last_login", "previous_sign_in_at")

    email = models.EmailField(
        "e-mail", max_length=254, unique=True, error_messages={"unique": "Somebody with this e-mail exists."}
    )
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role.choices)
    time_zone = models.CharField(max_length=60, blank=True, validators=[validate_time_zone])
    access_ends_on = models.DateField("access ends on", null=True, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    previous_sign_in_at = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.CheckConstraint(
                name="auditor_access_ends",
                condition=~models.Q(role=Role.AUDITOR) | models.Q(access_ends_on__isnull=False),
                violation_error_message="An auditor’s access needs an end date.",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def derive(self):
        self.email = self.email.strip().lower()

    def save(self, *args, **kwargs):
        moved = not self._state.adding and "email" in self.changed_fields()
        super().save(*args, **kwargs)
        if moved:
            # A proven address left behind would still find this person, perhaps for its new owner.
            from accounts import addresses

            addresses.keep(self)

    @property
    def is_awaited(self) -> bool:
        """Invited, and never been here."""
        return self.last_login is None and not self.has_usable_password()

    def has_perm(self, codename: str, obj=None) -> bool:
        if asof.looks_back() and not reads(codename):
            return False
        return self.is_active and codename in permissions_of(self.role)

    def has_perms(self, codenames, obj=None) -> bool:
        return all(self.has_perm(codename) for codename in codenames)

    def access_ended(self, *, on: date) -> bool:
        """Whether this person's access has run out by that day."""
        return self.access_ends_on is not None and self.access_ends_on < on

    @classmethod
    def visible_versions(cls, versions, user):
        if user.has_perm("accounts.manage_users") or user.has_perm("units.compare_units"):
            return versions
        return versions.none()
