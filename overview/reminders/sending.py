"""Turning what is due into mail of the outbox. Running it twice queues nothing twice: every reminder has its key."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from desk import chores
from desk.models import Heartbeat
from outreach.actions import Unsendable, leave_unsaid, queue
from outreach.mailing import Unwritable
from outreach.models import Message
from overview.reminders import due, facts, kinds
from overview.reminders.due import Reminder
from overview.reminders.writing import written

log = logging.getLogger(__name__)

NAME, TASK = "reminders", "overview.tasks.remind"
EVERY = timedelta(minutes=15)
# Looked back further than to the last time, so that clocks that differ lose nothing; what was said is known by its key.
SLACK = timedelta(days=1)
UNSAID = "–"
KINDS = (
    facts.SESSION_AHEAD, facts.NOTES_MISSING, facts.PROMISE_DUE, facts.PROMISE_WAITING, facts.DIALOGUE_DUE,
    facts.RECORD_ANCHOR, due.DIGEST,
)  # fmt: skip


def register() -> None:
    kinds.register()
    chores.regularly(NAME, TASK, every=EVERY)


def last_time(*, at: datetime) -> datetime:
    """Since when something may have fallen due that nobody was reminded of."""
    beat = Heartbeat.objects.filter(name=NAME).values_list("beat_at", flat=True).first()
    return min(beat or at, at) - SLACK


def remind(*, at: datetime, since: datetime) -> list[Message]:
    """Queues every reminder that is due and was not said; what is late by now goes along, to be noted as such."""
    everybody = facts.everybody(today=timezone.localdate(at))
    found = facts.occasions(everybody.people, now=at, since=since)
    ready = due.due(found, everybody.people, (), now=at, since=since)
    said = _said(ready)
    queued = [
        _queue(one, everybody.users[one.occasion.user], at) for one in ready if one.occasion.stem not in said
    ]
    return [message for message in queued if message is not None]


def _said(ready: list[Reminder]) -> set[due.Stem]:
    """What of these was queued before, under whatever wishes. One query."""
    about = {_about(one) for one in ready}
    if not about:
        return set()
    keys = Message.objects.filter(kind__in=KINDS, about__in=about).values_list("key", flat=True)
    return {stem for key in keys if (stem := due.stem_of(key)) is not None}


def _about(reminder: Reminder) -> str:
    """The subject of the record it is about; what tells of several things is about the person."""
    occasion = reminder.occasion
    if ":" not in occasion.about:
        return f"user:{occasion.user}"
    return ":".join(occasion.about.split(":")[:2])


def _queue(reminder: Reminder, user, at: datetime) -> Message | None:
    """None where the person may not know of it, or its words cannot be written now: then it is tried again."""
    occasion = reminder.occasion
    try:
        with transaction.atomic():
            mail = written(reminder, user, at=at)
            if mail is None and ":" in occasion.about:
                return None
            message = queue(
                kind=occasion.kind, key=reminder.key, about=_about(reminder), user=user,
                subject=mail.subject if mail else UNSAID, text=mail.text if mail else UNSAID,
                html=mail.html if mail else "", due_at=reminder.goes_at, useless_after=occasion.until, at=at,
            )  # fmt: skip
            if mail is None and message is not None:
                leave_unsaid(message, at=at)
                return None
            return message
    except (Unwritable, Unsendable):
        log.exception("A reminder could not be written: %s", reminder.key)
        return None
