"""When something goes to a person, by their wishes: which days are quiet, and the moment a mail leaves. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# Mail leaves at this hour of the person's own clock, so that it is there when they begin.
HOUR = time(7)
FURTHEST = timedelta(days=400)
DAY = timedelta(days=1)
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True)
class Wishes:
    """`kinds` go out one by one, `days_before` something is due; `digest` is none, weekly or monthly.

    On `quiet_weekdays` (0 Monday to 6 Sunday) and from `quiet_from` to `quiet_until`, both included, nothing is sent.
    Where only one end is given the time is open at the other.
    """

    kinds: frozenset[str] = frozenset()
    days_before: int = 3
    digest: str = "none"
    quiet_weekdays: frozenset[int] = frozenset()
    quiet_from: date | None = None
    quiet_until: date | None = None

    def is_quiet(self, day: date) -> bool:
        if day.weekday() in self.quiet_weekdays:
            return True
        if self.quiet_from is None and self.quiet_until is None:
            return False
        return (self.quiet_from or date.min) <= day <= (self.quiet_until or date.max)


def day_for(wishes: Wishes, wanted: date, *, first: date, last: date) -> date | None:
    """The day on which something goes that should go on `wanted`.

    The next day that is not quiet up to `last`; where all of those are, the latest before `wanted`, but none before
    `first`; where there is none either, the next one after `last`, which is too late. None where no day is left.
    """
    wanted = max(wanted, first)
    if wishes.quiet_weekdays >= EVERY_DAY:
        return None
    return (
        _next(wishes, wanted, min(last, wanted + FURTHEST))
        or _before(wishes, wanted, max(first, wanted - FURTHEST))
        or _next(wishes, max(last + DAY, wanted), max(last, wanted) + FURTHEST)
    )


def _next(wishes: Wishes, day: date, last: date) -> date | None:
    while day <= last:
        if not wishes.is_quiet(day):
            return day
        day += DAY
    return None


def _before(wishes: Wishes, day: date, first: date) -> date | None:
    while day > first:
        day -= DAY
        if not wishes.is_quiet(day):
            return day
    return None


def moment_on(day: date, zone: str) -> datetime:
    """When mail leaves on that day: seven in the morning there. An hour that a change of clocks leaves out is moved on
    by the gap."""
    return datetime.combine(day, HOUR, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def start_of(day: date, zone: str) -> datetime:
    """The first moment of a day in a zone."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def last_day_before(moment: datetime, zone: str) -> date:
    """The last day on which mail leaves before that moment."""
    day = moment.astimezone(ZoneInfo(zone)).date()
    return day if moment_on(day, zone) < moment else day - DAY
