"""The days on which something changed that a page shows, for whoever chooses a past day."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from common.past import with_day
from overview.record.days import days_of_changes
from units.doors import units_coded
from units.models import Unit

REACH = timedelta(days=3 * 366)
MOST = 12


@dataclass(frozen=True)
class Mark:
    """A day at whose end the page said something else than at its beginning."""

    day: date
    changes: int
    href: str


def marks(user, page: str, *, today: date) -> list[Mark]:
    """The latest first. Of a department's page those of its own record; of any other those on which most was changed.
    `page` is an address of ours, with its query. Today is left out: its end is not known yet."""
    unit = _unit_of(user, page)
    found = days_of_changes(
        user, since=today - REACH, before=today, most=MOST, unit=unit, latest=unit is not None
    )
    return [Mark(day, changes, with_day(page, day, less=("page",))) for day, changes in found]


def _unit_of(user, page: str) -> Unit | None:
    try:
        code = resolve(urlsplit(page).path).kwargs.get("code")
    except Resolver404:
        return None
    return units_coded(code).visible_to(user).first() if code else None
