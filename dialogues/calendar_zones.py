"""A time zone as a calendar object describes it (RFC 5545, VTIMEZONE), from the zone's own rules. Pure.

Ours, because those written by the library list every change since 1970 an hour late, and because mail programs read
yearly rules where they ignore lists of dates.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  wall time, as the object has it


@dataclass(frozen=True)
class Change:
    """Clocks change at `wall` (as they show it before) from one offset to another."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def pattern(self) -> tuple:
        """What is the same every year where a rule is behind it: hour, month, which weekday of the month."""
        last = self.wall.day > calendar.monthrange(self.wall.year, self.wall.month)[1] - 7
        which = -1 if last else (self.wall.day - 1) // 7 + 1
        return (
            self.summer,
            self.wall.time(),
            self.wall.month,
            which,
            self.wall.weekday(),
            self.before,
            self.after,
        )


def describe(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """The zone as it is for events from `first` to `last`."""
    changes = changes_of(zone, first.year - 1, last.year + 1)
    described = Timezone()
    described.add("tzid", zone.key)
    if not changes:
        offset = first.astimezone(zone).utcoffset()
        changes = [Change(EPOCH, offset, offset, first.astimezone(zone).tzname(), summer=False)]
    rules = _yearly(changes)
    for one in rules or changes:
        described.add_component(_part(one, yearly=bool(rules)))
    return described


def changes_of(zone: ZoneInfo, since: int, until: int) -> list[Change]:
    """Every change of the clocks from the first to the last of these years."""
    found, day, end = [], datetime(since, 1, 1, tzinfo=UTC), datetime(until + 1, 1, 1, tzinfo=UTC)
    while day < end:
        later = day + timedelta(days=1)
        if day.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            found.append(_change(zone, day, later))
        day = later
    return found


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> Change:
    """The one between two moments, to the minute."""
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) // 2
        middle = middle.replace(second=0, microsecond=0)
        if middle <= low:
            break
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
    here = high.astimezone(zone)
    wall = (high + before).replace(tzinfo=None)
    return Change(wall, before, here.utcoffset(), here.tzname(), bool(here.dst()))


def _yearly(changes: list[Change]) -> list[Change]:
    """One change of each kind where all follow the same two rules every year; else nothing."""
    patterns = {one.pattern for one in changes}
    years = {one.wall.year for one in changes}
    if len(patterns) != 2 or len({one[0] for one in patterns}) != 2 or len(changes) != 2 * len(years):
        return []
    return [next(one for one in changes if one.pattern == pattern) for pattern in sorted(patterns, key=str)]


def _part(change: Change, *, yearly: bool) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if change.summer else TimezoneStandard()
    part.add("dtstart", change.wall)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    if yearly:
        _, _, month, which, weekday, *_ = change.pattern
        part.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday=f"{which}{WEEKDAYS[weekday]}"))
    return part
