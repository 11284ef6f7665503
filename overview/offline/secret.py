"""The password of a pack on its way from the page to the worker that builds it.

It lies in the shared cache only, encrypted by a key that follows from the secret key, and for an hour at most: neither
the database nor a copy of it ever holds it. A cache that forgets it costs asking once more.
"""

import base64
import hashlib
import uuid

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.cache import cache

KEPT = 3600  # seconds
_NAME = "offline-pack-secret:{}"


def keep(password: str) -> str:
    """Returns under which name it is found."""
    name = uuid.uuid4().hex
    cache.set(_NAME.format(name), _box().encrypt(password.encode()), KEPT)
    return name


def look_up(name: str) -> str | None:
    kept = cache.get(_NAME.format(name))
    if kept is None:
        return None
    try:
        return _box().decrypt(kept).decode()
    except InvalidToken:
        return None


def forget(name: str) -> None:
    cache.delete(_NAME.format(name))


def _box() -> Fernet:
    key = hashlib.sha256(f"srrm.offline.pack:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
