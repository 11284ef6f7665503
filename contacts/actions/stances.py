"""Noting how somebody stands towards security, and taking a reading back. For the CISO's team alone."""

from datetime import date

from django.db import transaction

from common.history import recording
from contacts.models import Contact, Stance


@transaction.atomic
def note_stance(
    contact: Contact, *, current: int, desired: int | None, note: str, noted_on: date, by, reason: str
) -> Stance:
    """One more reading; earlier ones stay until their time is over. The entry of the person itself is not touched."""
    with recording(by=by, reason=reason):
        stance = Stance(contact=contact, current=current, desired=desired, note=note, noted_on=noted_on)
        stance.full_clean()
        stance.save()
    return stance


@transaction.atomic
def remove_stance(stance: Stance, *, by, reason: str) -> None:
    with recording(by=by, reason=reason):
        stance.delete()
