"""Entering a person and changing their entry. Leaving, merging and redacting are actions of their own."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from contacts import managers
from contacts.models import Contact
from units.choices import Status


@transaction.atomic
def create_contact(*, values: dict, by, reason: str) -> Contact:
    """A new person from {field: value}. Raises ValidationError for values that do not agree."""
    with recording(by=by, reason=reason):
        contact = Contact(**values)
        refuse_closed(contact)
        contact.full_clean()
        contact.save()
    return contact


@transaction.atomic
def change_contact(contact: Contact, *, values: dict, by, reason: str) -> Contact:
    """Writes {field: value}. A number that changes is no longer confirmed, unless the day comes along.

    The caller has locked the row and looked at `revision`. Raises ValidationError for a circle of managers.
    """
    with recording(by=by, reason=reason):
        for name, value in values.items():
            setattr(contact, name, value)
        changed = contact.changed_fields()
        if "phone" in changed and "phone_confirmed_on" not in changed:
            contact.phone_confirmed_on = None
        if "manager" in changed and contact.manager_id is not None:
            refuse_circle(contact, by=by)
        if "home_unit" in changed:
            refuse_closed(contact)
        contact.full_clean()
        contact.save()
    return contact


@transaction.atomic
def confirm_phone(contact: Contact, *, on: date, by, reason: str) -> Contact:
    """Says that the number was right on that day. Raises ValidationError where there is none."""
    with recording(by=by, reason=reason):
        if not contact.phone:
            raise ValidationError(f"There is no number of {contact} to confirm.")
        contact.phone_confirmed_on = on
        contact.save()
    return contact


def refuse_circle(contact: Contact, *, by) -> None:
    """Raises ValidationError that names the circle, of people whom `by` sees."""
    managers.lock()
    found = managers.circle_with(contact.pk, contact.manager_id)
    if not found:
        return
    ids = [pk for pk, _ in found]
    seen = set(Contact.objects.visible_to(by).filter(pk__in=ids).values_list("pk", flat=True))
    names = [name if pk in seen else "somebody else" for pk, name in found[1:]]
    line = " → ".join([contact.name, *names, contact.name])
    raise ValidationError({"manager": f"That would close a circle of managers: {line}."})


def refuse_closed(contact: Contact) -> None:
    """Nobody comes to work in a department that is closed."""
    if contact.home_unit and contact.home_unit.status == Status.CLOSED:
        raise ValidationError(
            {"home_unit": f"{contact.home_unit.name} is closed; nobody works there any more."}
        )
