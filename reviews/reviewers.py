"""Who could answer for a department: somebody who is here, signs in, and may act for it."""

from datetime import date

from contacts.models import Contact
from units.models import Unit

LEFT = "{} is not here any more."
NO_SIGN_IN = "{} does not sign in here yet."
ENDED = "{} cannot sign in any more."
NO_ACCESS = "{} may not act for {} yet."


def hindrance(contact: Contact, unit: Unit, *, on: date) -> str:
    """Why this person cannot answer for the department on that day, as a sentence; nothing where they can."""
    user = contact.user
    if not contact.is_here(on) or contact.merged_into_id:
        return LEFT.format(contact.name)
    if user is None:
        return NO_SIGN_IN.format(contact.name)
    if not user.is_active or user.access_ended(on=on):
        return ENDED.format(contact.name)
    if not may_answer(user, unit):
        return NO_ACCESS.format(contact.name, unit.name)
    return ""


def may_answer(user, unit: Unit) -> bool:
    answers = user.has_perm("reviews.answer_review")
    return answers and Unit.objects.visible_to(user).filter(pk=unit.pk).exists()
