"""What the roof does in the background."""

from celery import Task, shared_task
from django.utils import timezone

from common import asof
from desk import chores
from overview.gaps import shelf, weekly
from overview.offline import daily
from overview.reminders import sending
from overview.reorganising import daily as reorganising


@shared_task
def look_for_gaps() -> None:
    """Work out what is left to settle, and note it once a week."""
    today = asof.today()
    shelf.fresh(on=today)
    weekly.read_the_week(on=today)
    chores.done(weekly.NAME)


@shared_task
def build_offline_pack() -> None:
    """Once a day the pack of all call sheets, encrypted."""
    daily.build_if_due(at=timezone.now())
    chores.done(daily.NAME)


@shared_task
def remind() -> None:
    """Queue what people are to be reminded of by now. What fell due since the last time goes along, or is late."""
    now = timezone.now()
    sending.remind(at=now, since=sending.last_time(at=now))
    chores.done(sending.NAME)


@shared_task(base=Task)
def reorganise() -> None:
    """Carry out the reorganisations whose day has come. Each is a transaction of its own; a second run does nothing
    more."""
    now = timezone.now()
    reorganising.do_what_is_due(on=asof.today(), at=now)
    chores.done(reorganising.NAME)
