"""The moment of a request: `?as_of=YYYY-MM-DD` means the end of that day in the organisation's time zone.

Read once, here. What the record said at that moment is asked of versions, by their indexed range `valid`.
"""

import re
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

EARLIEST = date(1900, 1, 1)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class NoSuchDay(ValueError):
    """What was asked for is no day of the past; the message is a sentence for the person."""


@dataclass(frozen=True)
class AsOf:
    """A day of the past, or today where `day` is None."""

    day: date | None = None

    @property
    def moment(self) -> datetime | None:
        """The last instant of the day; None for now."""
        return end_of(self.day) if self.day else None

    def __bool__(self) -> bool:
        return self.day is not None


_NOW = AsOf()
_looked_at: ContextVar[AsOf] = ContextVar("as_of", default=_NOW)


@contextmanager
def looking_at(as_of: AsOf) -> Iterator[None]:
    """Inside, `day` and `now` are those of that moment. The database is told by `common.past.looked_at`."""
    token = _looked_at.set(as_of)
    try:
        yield
    finally:
        _looked_at.reset(token)


def looks_back() -> bool:
    """Whether a past day is being looked at."""
    return bool(_looked_at.get())


def day() -> date:
    """The day for which a page is worked out: a past one where that is looked at, else today where the reader is."""
    return _looked_at.get().day or timezone.localdate()


def now() -> datetime:
    """The moment for which a page is worked out."""
    return _looked_at.get().moment or timezone.now()


def _zone() -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(settings.TIME_ZONE)


def end_of(day: date) -> datetime:
    """The last microsecond of that day where the organisation is; summer time makes some days 23 or 25 hours."""
    following = datetime.combine(day + timedelta(days=1), time.min, tzinfo=_zone())
    return following.astimezone(zoneinfo.ZoneInfo("UTC")) - timedelta(microseconds=1)


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=_zone())


def parse(text: str | None, *, today: date) -> AsOf:
    """The day that `text` names. Raises NoSuchDay with a sentence where it names none."""
    if not text:
        return AsOf()
    shown = text.replace("\0", "")[:40]
    if not _DAY.fullmatch(text):
        raise NoSuchDay(f"“{shown}” is not a day; write it as {today.isoformat()}.")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NoSuchDay(f"There is no {shown} in the calendar.") from None
    if day > today:
        raise NoSuchDay(f"{shown} lies ahead; the record only knows the past.")
    if day < EARLIEST:
        raise NoSuchDay(f"{shown} lies before 1900; the record does not reach back that far.")
    return AsOf(day)


def today() -> date:
    """Today where the organisation is."""
    return timezone.localdate(timezone=_zone())


def of_request(request) -> AsOf:
    """The moment this request asks for. Raises NoSuchDay."""
    return parse(request.GET.get("as_of"), today=today())


def problem_of(text: str | None) -> str:
    """Why `text` names no moment, as a sentence; nothing where it does."""
    try:
        parse(text, today=today())
    except NoSuchDay as problem:
        return str(problem)
    return ""
