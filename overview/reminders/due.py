"""Which reminders are due: occasions and wishes in, reminders out. Pure: no database, no clock.

A reminder is known by kind, object, day and person. What was said once under these is not said again, however often
the wishes change meanwhile. What could not be said in time, because nothing ran, is given too: the outbox writes it
down as skipped instead of sending it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from outreach.wishes import Wishes, day_for, last_day_before, moment_on, start_of

DIGEST = "digest"
DAY = timedelta(days=1)
MOST_PERIODS = 60

Stem = tuple[str, str, date, int]


@dataclass(frozen=True)
class Person:
    id: int
    zone: str
    wishes: Wishes


@dataclass(frozen=True)
class Occasion:
    """Something one person may have to be reminded of.

    `day` is the local day it is about. The reminder goes `after` days later, or, where `after` is None, as many days
    earlier as the person wishes; never before `first`. From `until` on it would be beside the point. What came to
    light only afterwards is still said, unless it does not `catch_up`.
    """

    kind: str
    about: str
    day: date
    user: int
    until: datetime
    first: date
    after: int | None = None
    catch_up: bool = True

    @property
    def stem(self) -> Stem:
        return self.kind, self.about, self.day, self.user


@dataclass(frozen=True)
class Reminder:
    """`late`: its time is over, nobody reads it any more; only that is written down."""

    key: str
    occasion: Occasion
    goes_at: datetime
    late: bool


def due(
    occasions: Iterable[Occasion],
    people: Mapping[int, Person],
    said: Collection[Stem],
    *,
    now: datetime,
    since: datetime,
) -> list[Reminder]:
    """What is to be said at `now` and was not yet; the earliest first. `since` is when this was asked before: what fell
    due after that and is beside the point by now is late, what was so before was dealt with then."""
    found: dict[Stem, Reminder] = {}
    for occasion in occasions:
        person = people.get(occasion.user)
        if person is None or occasion.stem in said or occasion.stem in found:
            continue
        reminder = _reminder(occasion, person, now, since)
        if reminder is not None:
            found[occasion.stem] = reminder
    return sorted(found.values(), key=lambda one: (one.goes_at, one.key))


def _reminder(occasion: Occasion, person: Person, now: datetime, since: datetime) -> Reminder | None:
    if not _wanted(occasion.kind, person.wishes):
        return None
    goes_at = goes(occasion, person)
    if goes_at is None or goes_at > now:
        return None
    late = now >= occasion.until
    if goes_at <= since and (late or not occasion.catch_up):
        return None
    return Reminder(key_of(occasion, person.wishes), occasion, goes_at, late)


def _wanted(kind: str, wishes: Wishes) -> bool:
    return wishes.digest != "none" if kind == DIGEST else kind in wishes.kinds


def goes(occasion: Occasion, person: Person) -> datetime | None:
    """When it goes. None where there is no day for it: it became known on the day itself, or all days are quiet; what
    catches up then comes too late instead, so that it is not lost."""
    last = last_day_before(occasion.until, person.zone)
    if occasion.first > last:
        return None
    wanted = occasion.day - timedelta(days=_offset(occasion, person.wishes))
    day = day_for(person.wishes, wanted, first=occasion.first, last=last)
    if day is None or (day > last and not occasion.catch_up):
        return None
    return moment_on(day, person.zone)


def _offset(occasion: Occasion, wishes: Wishes) -> int:
    """Days before its day; negative ones are days after."""
    return wishes.days_before if occasion.after is None else -occasion.after


def key_of(occasion: Occasion, wishes: Wishes) -> str:
    """kind:object:day:offset:user, unique in the outbox."""
    kind, about, day, user = occasion.stem
    return f"{kind}:{about}:{day.isoformat()}:{_offset(occasion, wishes)}:{user}"


def stem_of(key: str) -> Stem | None:
    """What a key names, its offset aside; None for a key of something else."""
    try:
        front, day, _, user = key.rsplit(":", 3)
        kind, about = front.split(":", 1)
        return kind, about, date.fromisoformat(day), int(user)
    except ValueError:
        return None


def digests(person: Person, *, now: datetime, since: datetime) -> list[Occasion]:
    """The summaries of every week or month that began since then, and of the one that runs: what a person wishes."""
    if person.wishes.digest not in ("weekly", "monthly"):
        return []
    weekly = person.wishes.digest == "weekly"
    return _every(DIGEST, "week" if weekly else "month", person, now=now, since=since, weekly=weekly)


def every_week(kind: str, about: str, person: Person, *, now: datetime, since: datetime) -> list[Occasion]:
    """What is said together on a Monday, not one by one."""
    return _every(kind, about, person, now=now, since=since, weekly=True)


def every_month(kind: str, about: str, person: Person, *, now: datetime, since: datetime) -> list[Occasion]:
    """What is said on the first of a month."""
    return _every(kind, about, person, now=now, since=since, weekly=False)


def _every(kind: str, about: str, person: Person, *, now, since, weekly: bool) -> list[Occasion]:
    zone = ZoneInfo(person.zone)
    begins = _begin_of_week if weekly else _begin_of_month
    start, earliest = begins(now.astimezone(zone).date()), begins(since.astimezone(zone).date())
    found = []
    while start >= earliest and len(found) < MOST_PERIODS:
        until = start_of(begins(start + timedelta(days=7 if weekly else 31)), person.zone)
        found.append(Occasion(kind, about, start, person.id, until, start, 0, catch_up=False))
        start = begins(start - DAY)
    return found


def _begin_of_week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _begin_of_month(day: date) -> date:
    return day.replace(day=1)
