"""The gaps as they were worked out last, for pages that must not wait for it. The board works them out anew.

Kept in the cache all processes share: what presses in one place, the rest in some places by department, so that a page
reads little however many there are.
"""

from collections import defaultdict
from dataclasses import fields
from datetime import date
from operator import attrgetter

from django.core.cache import cache
from redis.exceptions import RedisError

from common import asof
from overview.gaps.facts import PRESSING, Gap
from overview.gaps.reading import read_gaps

KEPT = 1200  # seconds; worked out again every ten minutes
PLACES = 64
PRESSES = "overview.gaps.pressing"
_values = attrgetter(*(one.name for one in fields(Gap)))


def _place(unit: int | None) -> str:
    return f"overview.gaps.{(unit or 0) % PLACES}"


def put(gaps: list[Gap], *, on: date) -> None:
    if asof.looks_back():
        return
    kept: dict[str, list[tuple]] = defaultdict(list)
    for gap in gaps:
        kept[_place(gap.unit)].append(values := _values(gap))
        if gap.severity == PRESSING:
            kept[PRESSES].append(values)
    names = [PRESSES, *(_place(number) for number in range(PLACES))]
    try:
        cache.set_many({name: (on, kept[name]) for name in names}, KEPT)
    except (RedisError, OSError):
        return  # Without it pages show less, or ask for it.


def _peek(name: str, on: date) -> list[Gap] | None:
    if asof.looks_back():
        return None
    try:
        found = cache.get(name)
    except (RedisError, OSError):
        return None
    if found is None or found[0] != on:
        return None
    return [Gap(*values) for values in found[1]]


def pressing(*, on: date) -> list[Gap] | None:
    """What presses, as worked out in the last minutes; None where nothing was."""
    return _peek(PRESSES, on)


def of_unit(unit: int, *, on: date) -> list[Gap] | None:
    """The same of one department, whether it presses or not."""
    found = _peek(_place(unit), on)
    return None if found is None else [gap for gap in found if gap.unit == unit]


def fresh(*, on: date) -> list[Gap]:
    """All of them, worked out now."""
    gaps = read_gaps(on=on)
    put(gaps, on=on)
    return gaps
