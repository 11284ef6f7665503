"""The link in an invitation: good for one setting of a password, for a week, and only until somebody has signed in."""

from datetime import timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

SALT = "accounts.invitation"
GOOD_FOR = timedelta(days=7)


def token_for(user: User) -> str:
    return signing.dumps([user.pk, _state(user)], salt=SALT, compress=True)


def invited_by(token: str, *, lock: bool = False) -> User | None:
    """Whom the token invites; nobody once it was used, has run out, or was tampered with.

    With `lock`, of two who use it at once the second one finds it used.
    """
    try:
        pk, state = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    users = User.objects.select_for_update() if lock else User.objects
    user = users.filter(pk=pk).first()
    return user if user and constant_time_compare(state, _state(user)) else None


def _state(user: User) -> str:
    """Changes when a password is set, the person signs in, or their e-mail becomes another."""
    parts = (user.pk, user.password, user.last_login, user.email, user.is_active)
    return salted_hmac(SALT, repr(parts), algorithm="sha256").hexdigest()[:20]
