"""Builds the demo organisation by letting its eighteen months happen, in the order of their time."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from overview.demo import (
    absences,
    afterwards,
    appointments,
    calls,
    engagement,
    files,
    joining,
    needs,
    opening,
    pathways,
    settling,
    talks,
    turns,
    twice,
    valuables,
)
from overview.demo.people import PEOPLE, SIGN_INS
from overview.demo.stage import Stage, play
from units.models import Unit

CHAPTERS = (
    opening, files, talks, turns,
    joining, appointments, absences, pathways, engagement, twice,
    valuables, needs, afterwards, settling, calls,
)  # fmt: skip
LAST_VISIT = 6  # days since everybody last signed in


def is_built() -> bool:
    return User.objects.filter(email=SIGN_INS[0].address).exists()


def has_room() -> bool:
    """Whether the installation is still empty: a real organisation is never mixed with an invented one."""
    return not Unit.objects.exists() and not User.objects.exists()


@transaction.atomic
def build(*, on: date) -> Stage:
    """Everything or nothing; the same story for every day it is built on."""
    stage = Stage(today=on)
    play(stage, [event for chapter in CHAPTERS for event in chapter.events()])
    _sign_everybody_in(stage)
    return stage


def _sign_everybody_in(stage: Stage) -> None:
    """ "Since your last visit" begins where these sign-ins ended."""
    for number, person in enumerate(PEOPLE):
        if person.left is None:
            user = stage.people[person.key]
            at = datetime.combine(stage.day(LAST_VISIT), time(8, 10 + number))
            user.last_login = timezone.make_aware(at)
            user.previous_sign_in_at = user.last_login - timedelta(days=7)
            user.save()
