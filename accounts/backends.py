"""Who is let in, and until when: asked at every sign-in and on every request of a running session."""

from datetime import date

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from common import words


def organisation_today() -> date:
    """Today where the organisation is: access ends with that day, wherever the person is."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def refusal(user, *, on: date) -> str:
    """Why `user` is not let in on that day, as a sentence for that person; nothing where they are."""
    if not user.is_active:
        return "Your access was taken away. If you still need it, ask your administrator."
    if user.access_ended(on=on):
        ended = words.day(user.access_ends_on, today=on)
        return f"Your access ended on {ended}. If you still need it, ask your administrator."
    return ""


class InvitedPeopleBackend(AuthenticationBackend):
    """E-mail and password. Sessions of people whose access ended belong to nobody from then on."""

    def user_can_authenticate(self, user) -> bool:
        return not refusal(user, on=organisation_today())
