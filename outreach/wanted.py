"""Whether a mail is still wanted just before it goes: its person may have left, its reason may be gone."""

from django.utils import timezone

from outreach import kinds
from outreach.models import Message


class Undecided(Exception):
    """It cannot be said now; the mail waits."""


def why_not(message: Message, *, at) -> str:
    """The sentence why it is not wanted any more, or nothing."""
    kind = kinds.of(message.kind)
    if kind is None:
        raise Undecided(f"This version does not know mail of the kind “{message.kind}”.")
    return _gone(message, at=at) or kind.refusal(message)


def _gone(message: Message, *, at) -> str:
    today = timezone.localdate(at)
    user, contact = message.user, message.contact
    if user and (not user.is_active or user.access_ended(on=today)):
        return f"{user.name} does not sign in any more."
    if contact and not contact.is_here(today):
        return f"{contact.name} is not here any more."
    return ""
