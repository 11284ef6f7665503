"""Where a unit's values come from: what an import gave, and what a hand-made change pins. Pure."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal


def source_text(value) -> str:
    """A value as a sheet writes it; a unit by its code. Two values are the same where their texts are."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "code", value))


def pins_after(unit, fields: Iterable[str]) -> list[str]:
    """The unit's pinned fields once `fields` were changed by hand.

    A field with a source is pinned while it differs from what the source gave; one without never is.
    """
    pinned = set(unit.pinned)
    for name in fields:
        given = unit.sources.get(name)
        if given is None:
            continue
        if given["value"] == source_text(getattr(unit, name)):
            pinned.discard(name)
        else:
            pinned.add(name)
    return sorted(pinned)
