"""Somebody who left is here again, or stays after all: their last day is taken back."""

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from contacts.models import Contact


@transaction.atomic
def come_back(contact: Contact, *, by, reason: str) -> Contact:
    """What they held went to others and stays there. Raises ValidationError for whom nothing is known of any more."""
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.redacted_on:
        raise ValidationError("This entry was made unreadable. Enter the person anew.")
    if contact.merged_into_id:
        raise ValidationError("This entry is part of another one.")
    if contact.left_on is not None:
        with recording(by=by, reason=reason):
            contact.left_on = None
            contact.save()
    return contact
