"""Builds the demo organisation by letting its eighteen months happen, in the order of their time."""

from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from overview.demo import (
    absences,
    afterwards,
    appointments,
    calls,
    engagement,
    files,
    first_talks,
    holding,
    in_passing,
    joining,
    looking,
    mail,
    needs,
    opening,
    pathways,
    planning,
    practices,
    reviews,
    settling,
    todays_talk,
    turns,
    twice,
    valuables,
)
from overview.demo.people import PEOPLE, SIGN_INS
from overview.demo.stage import Event, Moment, Stage, play
from units.models import Unit

CHAPTERS = (
    opening, files, first_talks, turns,
    joining, appointments, absences, pathways, engagement, twice,
    valuables, needs, afterwards, settling, calls, in_passing, mail,
)  # fmt: skip
# Told along the calendar: which day a talk recurs on depends on the day the demo is built.
BY_CALENDAR = (planning, holding, practices, reviews)
LOOKED_AT = (540, 515, 460, 330, 150)
LAST_VISIT = 6  # days since everybody last signed in


def is_built() -> bool:
    return User.objects.filter(email=SIGN_INS[0].address).exists()


def has_room() -> bool:
    """Whether the installation is still empty: a real organisation is never mixed with an invented one."""
    return not Unit.objects.exists() and not User.objects.exists()


@transaction.atomic
def build(*, on: date, at: datetime | None = None) -> Stage:
    """Everything or nothing; the same story for every day it is built on. One talk is being held at that moment (`at`,
    noon where nothing is said)."""
    stage = Stage(today=on)
    events = [event for chapter in CHAPTERS for event in chapter.events()]
    events += [event for chapter in BY_CALENDAR for event in chapter.events(on)]
    events += [Event(days, 5, None, "The database looks at its tables", look_at_tables) for days in LOOKED_AT]
    appointments.forget_responsibilities()
    play(stage, events)
    todays_talk.hold(stage, at=at or timezone.make_aware(datetime.combine(on, time(12))))
    mail.deliver(stage)
    looking.keep_views(stage)
    _sign_everybody_in(stage)
    return stage


def look_at_tables(now: Moment) -> None:
    """Within one transaction nobody else tells the planner how large the tables have become: eighteen months of
    questions to tables it takes for empty cost minutes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _sign_everybody_in(stage: Stage) -> None:
    """ "Since your last visit" begins where these sign-ins ended."""
    for number, person in enumerate(PEOPLE):
        if person.left is None:
            user = stage.people[person.key]
            at = datetime.combine(stage.day(LAST_VISIT), time(8, 10 + number))
            user.last_login = timezone.make_aware(at)
            user.previous_sign_in_at = user.last_login - timedelta(days=7)
            user.save()
