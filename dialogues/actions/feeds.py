"""The key with which a calendar program reads one person's talks. Only its hash is kept; who lost it makes another."""

import hashlib
import secrets
from datetime import date, datetime

from django.db import transaction

from dialogues.models import FeedToken


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


@transaction.atomic
def make_token(user, *, at: datetime) -> str:
    """A new key, shown once; the one before stops working."""
    token = secrets.token_urlsafe(32)
    FeedToken.objects.update_or_create(user=user, defaults={"digest": digest_of(token), "made_at": at})
    return token


def revoke_token(user) -> bool:
    """Whether there was one."""
    return bool(FeedToken.objects.filter(user=user).delete()[0])


def owner_of(token: str, *, on: date):
    """Whose key it is, as long as that person may sign in; None otherwise."""
    if not token or len(token) > 200:
        return None
    found = FeedToken.objects.select_related("user").filter(digest=digest_of(token)).first()
    if found is None or not found.user.is_active or found.user.access_ended(on=on):
        return None
    return found.user
