"""The gaps as they were worked out last, for pages that must not wait for it. The board works them out anew."""

from dataclasses import astuple
from datetime import date

from django.core.cache import cache
from redis.exceptions import RedisError

from overview.gaps.facts import Gap
from overview.gaps.reading import read_gaps

KEY = "overview.gaps"
KEPT = 1200  # seconds; worked out again every ten minutes


def put(gaps: list[Gap], *, on: date) -> None:
    try:
        cache.set(KEY, (on, [astuple(gap) for gap in gaps]), KEPT)
    except (RedisError, OSError):
        return  # Without it pages work them out themselves.


def peek(*, on: date) -> list[Gap] | None:
    """What was worked out in the last minutes; None where nothing was."""
    try:
        found = cache.get(KEY)
    except (RedisError, OSError):
        return None
    if found is None or found[0] != on:
        return None
    return [Gap(*values) for values in found[1]]


def fresh(*, on: date) -> list[Gap]:
    """Worked out now."""
    gaps = read_gaps(on=on)
    put(gaps, on=on)
    return gaps
