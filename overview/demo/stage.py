"""What the demo's story is told with: the cast, the units, and events that happen at a moment of their own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from common.history import recording
from contacts.models import Contact
from dialogues.models import Commitment, Series, Session
from units.models import Asset, Dependency, Process, Unit


@dataclass
class Stage:
    """`today` is the day the demo is built. Units are found by the code they had when they were created, contacts by
    their name as in an address, assets by (unit, name), dependencies by the unit that
    needs and the day they were told. `waiting` are uses of assets that are not written down yet."""

    today: date
    people: dict[str, User] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    assets: dict[tuple[str, str], Asset] = field(default_factory=dict)
    waiting: list[tuple[Process, tuple[str, str]]] = field(default_factory=list)
    dependencies: dict[tuple[str, int], list[Dependency]] = field(default_factory=dict)
    # Recurring talks by the key of their rhythm; talks by that key and their number; promises by those of the talk and
    # the number of the line that made them, and the day on which each of them will be kept.
    series: dict[str, Series] = field(default_factory=dict)
    talks: dict[tuple[str, int], Session] = field(default_factory=dict)
    promises: dict[tuple[str, int, int], Commitment] = field(default_factory=dict)
    kept_on: dict[int, date] = field(default_factory=dict)

    def day(self, days: int) -> date:
        return self.today - timedelta(days=days)


@dataclass(frozen=True)
class Moment:
    """Who acts on the stage right now, why, and on which day."""

    stage: Stage
    by: User | None
    reason: str
    day: date
    at: datetime

    @property
    def record(self) -> dict:
        """What every action wants to know."""
        return {"by": self.by, "reason": self.reason}


@dataclass(frozen=True)
class Event:
    """Something somebody did, `days` before the demo is built, at about that hour; with a `minute` it comes first in
    that hour."""

    days: int
    hour: int
    by: str | None
    reason: str
    do: Callable[[Moment], None]
    minute: int | None = None

    @property
    def order(self) -> tuple:
        return -self.days, self.hour, self.minute is None, self.minute or 0


def play(stage: Stage, events: Iterable[Event]) -> None:
    """Lets the events happen in the order of their time, each as one save of the record.

    Nobody works at weekends: those days move to the Friday before. An event never happens before the one that
    came first, because the record refuses to be written backwards.
    """
    clock = datetime.min.replace(tzinfo=timezone.get_current_timezone())
    for number, event in enumerate(sorted(events, key=lambda event: event.order)):
        day = working_day(stage.day(event.days))
        minute = (number * 17) % 60 if event.minute is None else event.minute
        at = timezone.make_aware(datetime.combine(day, time(event.hour, minute, (number * 7) % 60)))
        clock = max(at, clock + timedelta(minutes=2))
        by = stage.people[event.by] if event.by else None
        with recording(by=by, actor="" if by else "Installation", reason=event.reason, at=clock):
            event.do(Moment(stage, by, event.reason, timezone.localdate(clock), clock))


def working_day(day: date) -> date:
    """That day, or the Friday before."""
    return day - timedelta(days=max(0, day.weekday() - 4))
