"""When the next review would be, and what it would be called. Pure."""

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from reviews.choices import CountsFrom, Interval

MONTHS = {Interval.QUARTERLY: 3, Interval.HALF_YEARLY: 6}
SEASONS = ("winter", "spring", "summer", "autumn")
NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
         "November", "December")  # fmt: skip
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_SEASON = re.compile(rf"\b({'|'.join(SEASONS)})\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b({'|'.join(NAMES)})\b")


def next_opening(opens_on: date, *, interval: str, counts_from: str, closed_on: date) -> date | None:
    """The day on which the next one opens, later than the closing; None where there is none."""
    months = MONTHS.get(interval)
    if months is None:
        return None
    begin = closed_on if counts_from == CountsFrom.CLOSING else opens_on
    times = 1
    while (found := begin + relativedelta(months=months * times)) <= closed_on:
        times += 1
    return found


def next_name(name: str, opens_on: date, *, taken: set[str]) -> str:
    """The same name with its season, month or year brought up to date, told apart by the month where that is not
    enough. `taken`: names that exist, in lower case."""
    found = _SEASON.sub(lambda word: _like(word[0], season(opens_on)), name)
    found = _MONTH.sub(NAMES[opens_on.month - 1], found)
    found = _YEAR.sub(str(opens_on.year), found)
    if found.lower() not in taken:
        return found
    month = f"{NAMES[opens_on.month - 1]} {opens_on.year}"
    found = f"{_bare(found)[:90]}, {month}"
    number = 2
    while found.lower() in taken:
        found = f"{_bare(name)[:90]}, {month} ({number})"
        number += 1
    return found


def season(on: date) -> str:
    return SEASONS[on.month % 12 // 3]


def _like(was: str, word: str) -> str:
    return word.capitalize() if was[0].isupper() else word


def _bare(name: str) -> str:
    return name.partition(", ")[0]
