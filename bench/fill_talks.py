"""Fills the calendar: two thousand talks in this month, and as many spread over the year before."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from common.history import recording
from dialogues.choices import SessionState
from dialogues.models import Session, SessionUnit
from units.models import Unit

THIS_MONTH = 2_000
BEFORE = 2_000
ZONE = "Europe/London"


def add_talks(units: list[Unit], team: list, chance, *, at) -> None:
    now = timezone.now()
    first = timezone.localdate(now).replace(day=1)
    length = (first + timedelta(days=32)).replace(day=1) - first
    days = [first + timedelta(chance.randrange(length.days)) for _ in range(THIS_MONTH)]
    days += [first - timedelta(1 + chance.randrange(365)) for _ in range(BEFORE)]
    with recording(actor="bench", reason="Planned", at=at):
        with_whom = [chance.choice(units) for _ in days]
        talks = Session.objects.bulk_create_with_history(
            [a_talk(day, unit, team, chance, now) for day, unit in zip(days, with_whom, strict=True)]
        )
        SessionUnit.objects.bulk_create_with_history(
            [SessionUnit(session=talk, unit=unit) for talk, unit in zip(talks, with_whom, strict=True)]
        )


def a_talk(day, unit: Unit, team: list, chance, now: datetime) -> Session:
    starts = timezone.make_aware(datetime.combine(day, time(8 + chance.randrange(9), chance.choice((0, 30)))))
    over = starts < now
    return Session(
        title=f"Security talk with {unit.name}"[:200],
        state=SessionState.CLOSED if over else SessionState.PLANNED,
        starts_at=starts,
        time_zone=ZONE,
        liaison=chance.choice(team),
        opened_at=starts if over else None,
        closed_at=starts + timedelta(hours=1) if over else None,
    )
