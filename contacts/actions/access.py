"""Settling who may act for a unit, as proposed: one save that grants and withdraws."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from common.history import recording
from contacts.access import GRANT, WITHDRAW, Step
from contacts.access_state import proposals_for, users_by_mail
from contacts.models import Contact
from units.actions.stewards import set_stewards
from units.models import Stewardship, Unit


@transaction.atomic
def settle_access(unit: Unit, *, keys: Iterable[str], by, on: date, reason: str) -> list[Step]:
    """Does the proposed steps of these keys; gives what was done. Raises ValidationError for what is not proposed
    (any more): then nothing is written."""
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    proposed = {step.key: step for step in proposals_for(unit, on=on).doable}
    steps = [proposed.get(key) for key in dict.fromkeys(keys)]
    if not steps or None in steps:
        raise ValidationError("This has changed meanwhile; look again at what is proposed.")
    with recording(by=by, reason=reason or told(steps)):
        acting = {
            row.user_id: row.user for row in Stewardship.objects.filter(unit=unit).select_related("user")
        }
        for step in steps:
            if step.kind == WITHDRAW:
                acting.pop(step.who, None)
            elif step.kind == GRANT:
                user = _user_of(step.who)
                acting[user.pk] = user
        set_stewards(unit, users=acting.values(), by=by, reason=reason)
    return steps


def told(steps: Iterable[Step]) -> str:
    """What is done, in words for the record."""
    granted = [f"{step.name} may act for it ({step.because.lower()})" for step in steps if step.kind == GRANT]
    taken = [f"{step.name} no longer ({step.because})" for step in steps if step.kind == WITHDRAW]
    return "; ".join(granted + taken)[:500]


def _user_of(contact_id: int) -> User:
    """The user of that person; one with the same address is from now on known to be them."""
    contact = Contact.objects.select_for_update(of=("self",)).select_related("user").get(pk=contact_id)
    if contact.user is None:
        contact.user = User.objects.get(pk=users_by_mail([contact.email])[contact.email.lower()][0])
        contact.save()
    return contact.user
