"""The days on which something changed that a page shows, for whoever chooses a past day."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from common.past import with_day
from dialogues.models import Framework
from overview.record.days import days_of_changes
from units.doors import units_coded

REACH = timedelta(days=3 * 366)
MOST = 12
# Page of one thing -> what the record calls it; pages with a `code` are about a department.
THINGS = {
    "asset": "asset", "process": "process", "promise": "commitment", "heard_one": "insight", "session": "session",
    "incident": "incident", "obligation": "obligation", "contacts:person": "contact", "reviews:cycle": "cycle",
    "reorganisation": "reorganisation", "dialogues:series": "series", "dialogues:scenario": "scenario",
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A day at whose end the page said something else than at its beginning."""

    day: date
    changes: int
    href: str


def marks(user, page: str, *, today: date) -> list[Mark]:
    """The latest first. Of the page of one thing or department those of its own record; of any other those on which
    most was changed.
    `page` is an address of ours, with its query. Today is left out: its end is not known yet."""
    subject = _subject_of(user, page)
    found = days_of_changes(
        user, since=today - REACH, before=today, most=MOST, subject=subject, latest=bool(subject)
    )
    return [Mark(day, changes, with_day(page, day, less=("page",))) for day, changes in found]


def _subject_of(user, page: str) -> str:
    """What the page is about, as the record calls it; nothing where it is about many things."""
    try:
        found = resolve(urlsplit(page).path)
    except Resolver404:
        return ""
    if kind := THINGS.get(found.view_name):
        return f"{kind}:{found.kwargs['pk']}"
    if (code := found.kwargs.get("code")) is None:
        return ""
    if found.view_name.startswith("dialogues:"):
        kind, rows = "framework", Framework.objects.visible_to(user).filter(code__iexact=code)
    else:
        kind, rows = "unit", units_coded(code).visible_to(user)
    thing = rows.first()
    return f"{kind}:{thing.pk}" if thing else ""
