"""The days on which something changed that a page shows, for whoever chooses a past day."""

# ruff: noqa: S608  the pieces of SQL joined here are written here; every value is a parameter
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from common import asof
from overview.record.branches import Condition, branches_for, joined, rows
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
    conditions = [
        Condition("history_date >= %s", (asof.start_of(today - REACH),)),
        Condition("history_date < %s", (asof.start_of(today),)),
    ]
    unit = _unit_of(user, page)
    if unit is not None:
        conditions.append(Condition("history_subjects @> %s::varchar[]", ([f"unit:{unit.pk}"],)))
    if not (branches := branches_for(user)):
        return []
    sql, params = joined(branches, "history_date", conditions)
    found = rows(
        f"""SELECT (history_date AT TIME ZONE %s)::date AS day, count(*) FROM ({sql}) found
        GROUP BY 1 ORDER BY {"1" if unit is not None else "2"} DESC LIMIT {MOST}""",
        [settings.TIME_ZONE, *params],
    )
    return [Mark(day, changes, _on(page, day)) for day, changes in sorted(found, reverse=True)]


def _unit_of(user, page: str) -> Unit | None:
    try:
        code = resolve(urlsplit(page).path).kwargs.get("code")
    except Resolver404:
        return None
    return units_coded(code).visible_to(user).first() if code else None


def _on(page: str, day: date) -> str:
    parts = urlsplit(page)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key not in ("as_of", "page")]
    return f"{parts.path}?{urlencode([*kept, ('as_of', day.isoformat())])}"
