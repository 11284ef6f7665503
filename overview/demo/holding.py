"""Talks are held: opened with their agenda, written down, and closed with every point accounted for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.utils import timezone

from contacts.functions import AMBASSADOR, DEPUTY, HEAD
from contacts.models import Function
from dialogues.actions import sessions
from dialogues.actions.closing import There, close_session
from dialogues.actions.room import open_session
from dialogues.models import Draft, Framework, Session
from overview.demo import agendas, first_talks, outcomes
from overview.demo.directory import roll
from overview.demo.rhythms import LONDON, RHYTHMS, Rhythm
from overview.demo.stage import Event, Moment
from overview.demo.telling import NAMES, Told, first_talk, talks_of

MOVED = "The other side asked for another day"


@dataclass(frozen=True)
class Plan:
    """One talk that was held: what was said, by whom of us, from when on; `day` is that of the rule."""

    told: Told
    by: str
    starts_at: datetime
    minutes: int
    day: date

    @property
    def key(self) -> tuple[str, int]:
        return self.told.key, self.told.number

    def event(self, on: date, at: datetime, reason: str, do) -> Event:
        """Something done by us at that moment."""
        at = at.astimezone(timezone.get_current_timezone())
        return Event((on - at.date()).days, at.hour, self.by, reason, do, minute=at.minute)


def events(on: date) -> Iterator[Event]:
    for rhythm in RHYTHMS:
        told = talks_of(rhythm.key)
        for talk, day in zip(told, rhythm.days(on, len(told) + rhythm.untold), strict=False):
            yield from _recurring(on, rhythm, talk, day)
    yield from _first(on)


def _recurring(on: date, rhythm: Rhythm, told: Told, day: date) -> Iterator[Event]:
    starts_at = _at(_later(day, told.moved), rhythm.hour, rhythm.minute, rhythm.zone)
    plan = Plan(told, rhythm.by, starts_at, rhythm.minutes, day)
    yield plan.event(on, starts_at - timedelta(hours=1), "On the way there", partial(take_along, plan=plan))
    if told.moved:
        asked = _at(day, rhythm.hour, rhythm.minute, rhythm.zone) - timedelta(days=1)
        yield plan.event(on, asked, MOVED, partial(move, plan=plan))
    if told.missed:
        noted = starts_at + timedelta(hours=2)
        yield plan.event(on, noted, told.missed, partial(miss, plan=plan))
    else:
        yield from _held(on, plan)


def _first(on: date) -> Iterator[Event]:
    for portrait, days, hour, by in first_talks.order():
        told = first_talk(portrait.code, f"{portrait.purpose}\n> {portrait.view}")
        if told:
            day = _working(on - timedelta(days=days))
            plan = Plan(told, by, _at(day, hour, 0, LONDON), 60, day)
            yield Event(
                days + 9, 16, by, f"First talk with {NAMES[told.key]}", partial(plan_first, plan=plan)
            )
            yield from _held(on, plan)


def _held(on: date, plan: Plan) -> Iterator[Event]:
    begins = plan.starts_at + timedelta(minutes=1 + roll(*plan.key) % 4)
    ends = plan.starts_at + timedelta(minutes=plan.minutes - 3)
    yield plan.event(on, begins, "The talk was opened", partial(begin, plan=plan))
    yield plan.event(on, ends, "The talk was closed", partial(close, plan=plan))
    yield from outcomes.events(on, plan)


def take_along(now: Moment, plan: Plan) -> None:
    """From here on the story knows the talk by its number."""
    series = now.stage.series[plan.told.key]
    now.stage.talks[plan.key] = Session.objects.get(series=series, planned_for=plan.day)


def move(now: Moment, plan: Plan) -> None:
    talk = Session.objects.get(series=now.stage.series[plan.told.key], planned_for=plan.day)
    sessions.move(talk, starts_at=plan.starts_at, at=now.at, **now.record)


def miss(now: Moment, plan: Plan) -> None:
    sessions.mark_missed(now.stage.talks[plan.key], because=now.reason, by=now.by, at=now.at)


def plan_first(now: Moment, plan: Plan) -> None:
    talk = Session(
        title=now.reason, starts_at=plan.starts_at, time_zone=LONDON, minutes=plan.minutes, liaison=now.by,
        framework=Framework.objects.get(code="first-talk"),
    )  # fmt: skip
    functions = Function.objects.filter(code__in=(HEAD, DEPUTY, AMBASSADOR))
    units = [now.stage.units[plan.told.key]]
    now.stage.talks[plan.key] = sessions.plan_session(
        talk, units=units, functions=functions, at=now.at, **now.record
    )


def begin(now: Moment, plan: Plan) -> None:
    talk = now.stage.talks[plan.key]
    points = agendas.points(talk, by=now.by, on=now.day, number=plan.told.number)
    open_session(talk, points, by=now.by, at=now.at)


def close(now: Moment, plan: Plan) -> None:
    talk, told = Session.objects.get(pk=now.stage.talks[plan.key].pk), plan.told
    type_notes(talk, told, by=now.by, at=now.at)
    lines, kept = outcomes.read(now, talk, told)
    outcome = close_session(
        talk,
        settled=agendas.settle(now, talk, told),
        kept=kept,
        by=now.by,
        at=now.at,
        there=who_came(talk, told),
    )
    outcomes.remember(now, told, lines, outcome.promises)


def type_notes(talk: Session, told: Told, *, by, at: datetime) -> None:
    for team, text in ((False, told.notes), (True, told.team)):
        if text:
            saves = 12 + roll(told.key, told.number, team) % 60
            Draft(session=talk, team=team, text=text, number=saves, saved_at=at, saved_by=by).save()


def who_came(talk: Session, told: Told) -> There:
    """The first of each department speaks for it; of the others one in six could not come."""
    attended, spoke, units = set(), set(), set()
    for row in talk.participations.select_related("contact").order_by("pk"):
        speaks = row.contact_id is not None and row.unit_id is not None and row.unit_id not in units
        if speaks:
            units.add(row.unit_id)
            spoke.add(row.pk)
        if speaks or row.user_id or roll(told.key, told.number, row.contact.name) % 6:
            attended.add(row.pk)
    return There(frozenset(attended), frozenset(spoke))


def _at(day: date, hour: int, minute: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo(zone))


def _later(day: date, days: int) -> date:
    """So many days later, never at a weekend."""
    later = day + timedelta(days=days)
    return later + timedelta(days=7 - later.weekday()) if later.weekday() > 4 else later


def _working(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
