"""Two ways of delivering that look right and are not. The campaign must find them out, or it is blind."""

import time
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from outreach.courier import Courier, Later
from outreach.letters import Letter
from outreach.models import Message, State

BATCH = 20


def claim_many(*, seconds: float = 60, more=None) -> None:
    """Claims twenty at once, sends them, marks them: who is killed meanwhile leaves twenty to be sent again."""
    until = time.monotonic() + seconds
    with Courier() as courier:
        while time.monotonic() < until and (batch := _claim(BATCH)):
            _call_others(more)
            taken = [message.pk for message in batch if _hand_over(courier, message)]
            rows = Message.objects.filter(pk__in=[message.pk for message in batch])
            rows.filter(pk__in=taken).update(state=State.SENT, lease_until=None, ended_at=Now())
            rows.exclude(pk__in=taken).update(state=State.QUEUED, lease_until=None)


def mark_first(*, seconds: float = 60, more=None) -> None:
    """Marks the mail as sent and then sends it: who is killed in between has lost it."""
    until = time.monotonic() + seconds
    with Courier() as courier:
        while time.monotonic() < until and (found := _claim(1)):
            _call_others(more)
            row = Message.objects.filter(pk=found[0].pk)
            row.update(state=State.SENT, lease_until=None, ended_at=Now())
            if not _hand_over(courier, found[0]):
                row.update(state=State.QUEUED, ended_at=None)


def _claim(most: int) -> list[Message]:
    with transaction.atomic():
        rows = Message.objects.claimable(Now()).select_for_update(skip_locked=True)
        found = list(rows.order_by("due_at", "pk")[:most])
        Message.objects.filter(pk__in=[message.pk for message in found]).update(
            state=State.SENDING,
            attempts=F("attempts") + 1,
            lease_until=Now() + timedelta(seconds=settings.OUTREACH_LEASE),
        )
    return found


def _hand_over(courier: Courier, message: Message) -> bool:
    if not courier.is_ready:
        courier.open()
    try:
        courier.hand_over(Letter(message))
    except Later:
        return False
    return True


def _call_others(more) -> None:
    if more and Message.objects.claimable(Now()).exists():
        more()


DESIGNS = {"many": claim_many, "mark_first": mark_first}
