"""What can be done to the people who sign in. Nobody is ever deleted: the record names them."""

import logging
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import addresses, keepers
from accounts.models import User
from common.history import recording

log = logging.getLogger(__name__)

OWN = {
    "role": "Somebody else has to change your role.",
    "access_ends_on": "Somebody else has to change when your access ends.",
    "is_active": "Somebody else has to take your access away.",
}


@transaction.atomic
def invite(*, values: dict, by, reason: str, actor: str = "") -> User:
    """A person from {field: value}, without a password yet. `by` may be None for a job that names itself `actor`."""
    with recording(by=by, actor=actor, reason=reason):
        user = User(**values)
        user.set_unusable_password()
        user.full_clean()
        user.save()
    addresses.keep(user)
    return user


@transaction.atomic
def change(user: User, *, values: dict, by, on: date, reason: str) -> User:
    """Writes {field: value}. Raises ValidationError where the last of a kept role would go."""
    user = keepers.lock(user)
    for name, value in values.items():
        setattr(user, name, value)
    changed = user.changed_fields()
    if by is not None and by.pk == user.pk and (own := next((OWN[f] for f in OWN if f in changed), "")):
        raise ValidationError(own, code="own")
    user.full_clean()
    keepers.refuse_losing_the_last(user, on=on)
    with recording(by=by, reason=reason):
        user.save()
    return user


def deactivate(user: User, *, by, on: date, reason: str) -> User:
    """The person cannot sign in any more; a running session belongs to nobody from now on."""
    return change(user, values={"is_active": False}, by=by, on=on, reason=reason)


def reactivate(user: User, *, by, on: date, reason: str) -> User:
    return change(user, values={"is_active": True}, by=by, on=on, reason=reason)


@transaction.atomic
def accept_invitation(user: User, *, password: str) -> User:
    """The invited person sets their first password; following the link has shown that the mailbox is theirs."""
    user.set_password(password)
    user.save(update_fields=["password"])
    addresses.prove(user)
    return user


@transaction.atomic
def unlink(user: User, *, by) -> None:
    """Takes off the second step and single sign-on, for somebody who has lost them. Both can be set up again."""
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    log.warning("%s took two-step sign-in and single sign-on off the account of %s", by.email, user.email)
