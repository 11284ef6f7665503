"""Which sides of a dependency have said that it is so, and how a page says that. What is one-sided alarms only where
it is critical."""

import zlib

from django.utils.safestring import SafeString

from common.html import filled
from units.models import Dependency
from units.models.dependency import CRITICAL

CONSUMER, PROVIDER = SIDES = ("consumer", "provider")
BOTH = SafeString('<span class="mk mk-kept">both sides</span>')
NEITHER = SafeString('<span class="mk">not yet confirmed</span>')
# What a side confirms. Another statement needs another yes.
STATEMENT = ("consumer_id", "provider_id", "provider_named", "kind", "flows", "criticality")


def said(dependency: Dependency, side: str) -> bool:
    return getattr(dependency, f"{side}_confirmed_at") is not None


def waiting(dependency: Dependency) -> list[str]:
    """The sides that have not confirmed it yet. Who is only named in words cannot be asked."""
    asked = SIDES if dependency.provider_id else (CONSUMER,)
    return [side for side in asked if not said(dependency, side)]


def mark(dependency: Dependency) -> SafeString:
    """A full circle for both sides, a half one where one has confirmed it, an empty one where nobody has."""
    missing = waiting(dependency)
    if not missing:
        return BOTH if dependency.provider_id else _half("only a name on the other side")
    if not any(said(dependency, side) for side in SIDES):
        return NEITHER
    words = f"not yet confirmed by {getattr(dependency, missing[0]).name}"
    if (dependency.criticality or 0) >= CRITICAL:
        return filled('<span class="mk mk-harm wrap">{}</span>', words)
    return _half(words)


def _half(words: str) -> SafeString:
    return filled('<span class="mk mk-half wrap">{}</span>', words)


def statement_of(dependency: Dependency) -> str:
    """A short mark of what is being confirmed, by which a page notices that it has become something else."""
    values = "\0".join(str(getattr(dependency, name)) for name in STATEMENT)
    return f"{zlib.crc32(values.encode()) & 0xFFFFFF:x}"
