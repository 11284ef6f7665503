"""How far a department is with its habits, compared with its own past. Pure: judgements are anything that has
`practice_id`, `assessor`, `scale`, `level`, `target`, `assessed_on` and `pk`.

A level is only ever compared with one of the same scale, by the same side, of the same practice.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import date, timedelta

UP, DOWN, NEW = "up", "down", "new"
QUARTER_MONTHS = 3


def last_quarter(on: date) -> date:
    """The last day of the quarter before the one that `on` lies in: what “since last quarter” counts from."""
    first = date(on.year, on.month - (on.month - 1) % QUARTER_MONTHS, 1)
    return first - timedelta(days=1)


def quarter_ends(on: date, number: int) -> list[date]:
    """So many ends of quarters before `on`, the oldest first, then `on` itself."""
    days = [on]
    for _ in range(number):
        days.append(last_quarter(days[-1]))
    return days[::-1]


def key_of(judgement) -> Hashable:
    """What makes two judgements comparable."""
    return judgement.practice_id, judgement.assessor, judgement.scale


def newest(judgements: Iterable, until: date) -> dict[Hashable, object]:
    """{key: the newest judgement that was made by then}."""
    found: dict[Hashable, object] = {}
    for one in judgements:
        known = found.get(key := key_of(one))
        if one.assessed_on <= until and (
            known is None or (known.assessed_on, known.pk) < (one.assessed_on, one.pk)
        ):
            found[key] = one
    return found


def move(now: int | None, before: int | None) -> str:
    """UP, DOWN or NEW between two levels of one scale; nothing where it stayed, or is not judged."""
    if now is None or now == before:
        return ""
    if before is None:
        return NEW
    return UP if now > before else DOWN


def is_reached(level: int, target: int | None) -> bool:
    return target is not None and level >= target


def spread(judgements: Iterable, days: list[date], practices: set[int]) -> list[Counter]:
    """For each day how many of `practices` stood at which level (None: not judged by then). Of one side and scale."""
    rows = [one for one in judgements if one.practice_id in practices]
    counted = []
    for day in days:
        count = Counter(one.level for one in newest(rows, day).values())
        count[None] = len(practices) - count.total()
        counted.append(count)
    return counted
