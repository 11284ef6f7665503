"""What went out by mail: reminders of the last weeks, minutes, invitations; most of it arrived."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from django.db.models import F
from django.utils import timezone

from common.addresses import address
from dialogues.actions.minutes import send_minutes
from dialogues.minutes import recipients
from dialogues.models import Session
from outreach.models import Message, State
from overview.demo.stage import Event, Moment, Stage
from overview.reminders.sending import remind

PRIYA, TOMAS = "priya.nair", "tomas.reyes"
REMINDED = (9, 6, 2)
MINUTES_OF = ((9, PRIYA, ("FIN", 2)), (10, PRIYA, ("COR-FAC", 1)), (30, TOMAS, ("ECM", 3)))
BOUNCED = "550 5.1.1 The address is not known there any more"
TOO_LATE = "The mail server was away for two days; by then the talk was over."


def events() -> Iterator[Event]:
    for days in REMINDED:
        yield Event(days, 7, None, "Reminders", remind_everybody)
    for days, by, talk in MINUTES_OF:
        yield Event(days, 17, by, "Minutes sent", partial(send, talk=talk))


def remind_everybody(now: Moment) -> None:
    remind(at=now.at, since=now.at - timedelta(days=1))


def send(now: Moment, talk: tuple[str, int]) -> None:
    found = Session.objects.get(pk=now.stage.talks[talk].pk)
    path = address("session", found.pk)
    send_minutes(found, recipients(found), path=path, note="", today=now.day, at=now.at)


def deliver(stage: Stage) -> None:
    """What was due before today has gone; one address is not known any more, one mail came too late."""
    midnight = timezone.make_aware(datetime.combine(stage.today, time()))
    due = Message.objects.filter(state=State.QUEUED, due_at__lt=midnight)
    old = list(due.order_by("due_at", "key").values_list("pk", flat=True))
    due.update(state=State.SENT, attempts=1, ended_at=F("due_at") + timedelta(seconds=4))
    for pk, state, outcome in zip(old[-3:], (State.FAILED, State.SKIPPED), (BOUNCED, TOO_LATE), strict=False):
        Message.objects.filter(pk=pk).update(state=state, outcome=outcome)
