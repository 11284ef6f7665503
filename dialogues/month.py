"""One month of talks as a calendar has it: weeks from Monday, a few talks a day and how many more."""

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone

from common.words import MONTHS
from dialogues.choices import SessionKind, SessionState
from dialogues.models import Session

SHOWN_A_DAY = 4
TALK_WITH = "Talk with "
EARLIEST, LATEST = 1900, 2199
SHADES = {
    SessionState.CANCELLED: "gone",
    SessionState.MISSED: "gone",
    SessionState.HELD: "half",
    SessionState.CLOSED: "kept",
}
SAID = {
    SessionState.CANCELLED: "cancelled",
    SessionState.MISSED: "did not take place",
    SessionState.HELD: "notes open",
    SessionState.CLOSED: "closed",
}


@dataclass(frozen=True)
class Entry:
    """One talk in its day. `state` in words where it is not simply planned."""

    pk: int
    at: str
    title: str
    shade: str
    state: str

    @property
    def with_whom(self) -> str:
        """What stands after “Talk with”: in a narrow cell it is all there is room for."""
        return self.title.removeprefix(TALK_WITH) if self.title.startswith(TALK_WITH) else ""


@dataclass
class Day:
    on: date
    inside: bool
    today: bool
    entries: list[Entry] = field(default_factory=list)
    total: int = 0

    @property
    def more(self) -> int:
        return self.total - len(self.entries)

    @property
    def iso(self) -> str:
        return self.on.isoformat()

    @property
    def named(self) -> str:
        """What a phone adds to the number of the day."""
        return f"{MONTHS[self.on.month - 1]}, {calendar.day_name[self.on.weekday()]}"


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[Day]]
    mine: bool
    total: int

    @property
    def label(self) -> str:
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"

    @property
    def days(self) -> list[Day]:
        """Those of the month on which something is."""
        return [day for week in self.weeks for day in week if day.inside and day.total]

    @property
    def previous(self) -> str:
        return f"{self.first - timedelta(1):%Y-%m}"

    @property
    def next(self) -> str:
        return f"{self.first + timedelta(31):%Y-%m}"


def read_month(user, params, *, now: datetime) -> tuple[Month, str]:
    """The month that `?month=2027-01` asks for, within what the person sees, and what could not be read. Two queries,
    however many talks."""
    today = timezone.localdate(now)
    first, problem = _asked(params.get("month", ""), today)
    mine = params.get("mine") == "1"
    found = Session.objects.visible_to(user).exclude(kind=SessionKind.TOUCH)
    if mine:
        found = found.with_part_of(user)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    days = _filled(found, weeks[0][0], weeks[-1][-1], now)
    whole = [
        [Day(day, day.month == first.month, day == today, *days.get(day, ([], 0))) for day in week]
        for week in weeks
    ]
    total = sum(day.total for week in whole for day in week if day.inside)
    return Month(first, whole, mine, total), problem


def _asked(text: str, today: date) -> tuple[date, str]:
    here = today.replace(day=1)
    if not text:
        return here, ""
    try:
        year, month = (int(part) for part in text.split("-"))
        if EARLIEST <= year <= LATEST and len(text) <= 7:
            return date(year, month, 1), ""
    except ValueError:
        pass
    return here, f"“{text[:20]}” is not a month, such as {here:%Y-%m}; this is the present one."


def _filled(talks, since: date, until: date, now: datetime) -> dict[date, tuple[list[Entry], int]]:
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (since, until + timedelta(1)))
    rows = (
        talks.filter(starts_at__gte=start, starts_at__lt=end)
        .annotate(day=TruncDate("starts_at"))
        .annotate(
            rank=Window(RowNumber(), partition_by=[F("day")], order_by=[F("starts_at"), F("pk")]),
            of_day=Window(Count("pk"), partition_by=[F("day")]),
        )
        .filter(rank__lte=SHOWN_A_DAY)
        .order_by("starts_at", "pk")
        .values_list("day", "of_day", "pk", "starts_at", "ends_at", "title", "state")
    )
    found: dict[date, tuple[list[Entry], int]] = {}
    for day, total, pk, starts_at, ends_at, title, state in rows:
        entries, _ = found.setdefault(day, ([], total))
        at = f"{timezone.localtime(starts_at):%H:%M}"
        missing = "notes missing" if state == SessionState.PLANNED and ends_at < now else ""
        entries.append(Entry(pk, at, title, SHADES.get(state, ""), SAID.get(state, missing)))
    return found
