"""Who was meant where somebody notes what came of a call, as far as they stand on that person's sheet."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from contacts.models import Contact
from overview.impact.page import impact_of
from overview.models import CallSheet
from units.models import Unit


def named(user, sheet: CallSheet, sent, *, on) -> tuple[Unit, Contact | None, User | None]:
    """The unit and the person of the directory or the colleague that the call was about; else 404."""
    contact_id, colleague_id = number(sent.get("contact", "")), number(sent.get("colleague", ""))
    if (contact_id is None) == (colleague_id is None):
        raise Http404("Nobody is named.")
    unit_id = number(sent.get("unit", "")) or sheet.unit_id
    # Whoever looks up any card may have called anybody; a department only those whom its sheet names.
    if not user.has_perm("units.view_every_unit"):
        _stands_on_the_sheet(user, sheet, (unit_id, contact_id, colleague_id), on=on)
    unit = get_object_or_404(Unit, pk=unit_id)
    if contact_id is not None:
        return unit, get_object_or_404(Contact, pk=contact_id), None
    return unit, None, get_object_or_404(User, pk=colleague_id, is_active=True)


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _stands_on_the_sheet(user, sheet: CallSheet, wanted: tuple, *, on) -> None:
    for call in impact_of(sheet.unit, user, on=on).calls.everybody:
        people = [call.contact_id, *(line.contact.pk for line in call.others)]
        if wanted in [(call.unit.pk, pk, None) for pk in people if pk]:
            return
        if wanted == (call.unit.pk, None, call.colleague_id):
            return
    raise Http404("Nobody of that name stands on this sheet.")
