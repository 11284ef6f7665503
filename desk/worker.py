"""The question to a worker, "are you there?", and its answer. All times are the database's, so that hosts need
not agree on the time.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from desk.models import Heartbeat
from desk.tasks import answer

PATIENCE = timedelta(seconds=20)


def ask() -> None:
    """Send the question. Raises kombu's OperationalError, and remembers nothing, when there is no broker."""
    with transaction.atomic():
        Heartbeat.objects.beat(Heartbeat.ASKED)
        answer.apply_async(retry=False)


def question() -> dict:
    """The last question and what became of it: `state` is never, waiting, answered or silent."""
    wanted = Heartbeat.objects.filter(name__in=[Heartbeat.ASKED, Heartbeat.ANSWER])
    beats = {beat.name: beat for beat in wanted.annotate(age=Now() - F("beat_at"))}
    asked, answered = beats.get(Heartbeat.ASKED), beats.get(Heartbeat.ANSWER)
    if asked is None:
        return {"state": "never"}
    if answered and answered.beat_at >= asked.beat_at:
        took = (answered.beat_at - asked.beat_at).total_seconds()
        return {"state": "answered", "asked": asked, "answered": answered, "took": took}
    return {"state": "waiting" if asked.age < PATIENCE else "silent", "asked": asked}
