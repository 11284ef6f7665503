"""A telephone number that turned out to be wrong when somebody used it."""

from django.db import transaction

from common.history import recording
from contacts.models import Contact


@transaction.atomic
def doubt_number(contact: Contact, *, by, reason: str) -> Contact:
    """The number was wrong. It stays, with a warning, until somebody knows a better one."""
    with recording(by=by, reason=reason):
        contact.phone_confirmed_on = None
        contact.save()
    return contact
