"""Sending the minutes of a closed talk, once to each person for each time it was closed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from dialogues import states
from dialogues.minutes import KIND, Recipient, written_for
from dialogues.models import Session
from dialogues.states import Step
from outreach.actions.queueing import queue

USELESS_AFTER = timedelta(days=14)


@transaction.atomic
def send_minutes(
    session: Session, recipients: Iterable[Recipient], *, path: str, note: str, today, at: datetime
) -> list[Recipient]:
    """Those whose copy waits in the outbox now; who got this version before is left out. The talk itself does not
    change: the outbox keeps what was sent to whom."""
    found = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if said := states.refusal(Step.SEND_MINUTES, found.state, at=at):
        raise ValidationError(said)
    return [one for one in recipients if one.address and _queued(found, one, path, note, today, at)]


def _queued(session: Session, one: Recipient, path: str, note: str, today, at: datetime):
    mail = written_for(one, session, path=path, today=today, note=note)
    return queue(
        kind=KIND, key=f"{KIND}:session:{session.pk}:{session.revision}:{one.key}", about=f"session:{session.pk}",
        user=one.row.user, contact=one.row.contact, address=one.address, name=one.person.name,
        subject=mail.subject, text=mail.text, html=mail.html, due_at=at, useless_after=at + USELESS_AFTER, at=at,
    )  # fmt: skip
