"""Asking somebody of a department how a promise of theirs stands: by hand, after a look at the mail, once a day."""

from datetime import date, datetime

from common.addresses import address
from common.words import day
from dialogues.choices import PromiseState, Side
from dialogues.models import Commitment
from outreach import kinds
from outreach.actions import queue
from outreach.mailing import Written, link, write
from outreach.models import Message

KIND = "promise_asked"
SETTLED, THEIRS = "It was settled meanwhile.", "Only what a department owes is asked for."
NOBODY = "Nobody is named for it yet. Name somebody first, then ask."
GONE = "{} is not here any more. Give it to somebody else, then ask."


def register() -> None:
    kinds.register(
        kinds.MailKind(
            KIND,
            "Somebody is asked for a promise",
            "when one of ours asks how it stands",
            refusal,
            reminder=False,
        )
    )


def refusal(message: Message) -> str:
    promise = Commitment.objects.filter(pk=int(message.about.split(":")[1])).first()
    return "" if promise and promise.state == PromiseState.OPEN else SETTLED


def why_not(promise: Commitment, *, today: date) -> str:
    """Why nobody can be asked for it now, as a sentence; nothing where one can."""
    if promise.side != Side.THEY:
        return THEIRS
    if promise.state != PromiseState.OPEN:
        return SETTLED
    if promise.contact_id is None:
        return NOBODY
    return "" if promise.contact.is_here(today) else GONE.format(promise.contact)


def written(promise: Commitment, *, by, today: date) -> Written:
    """The mail as it would leave. Somebody who does not sign in answers whoever asks."""
    return write(
        f"overview/mail/{KIND}",
        {
            "name": promise.contact.name,
            "text": promise.text,
            "made": day(promise.made_on, today=today),
            "due": day(promise.due_on, today=today) if promise.due_on else "",
            "by": by.name,
            "address": by.email,
            "link": link(address("promise", promise.pk)) if promise.contact.user_id else "",
        },
    )


def ask(promise: Commitment, *, by, at: datetime, today: date) -> Message | None:
    """Queues it. None where they were asked today already."""
    mail = written(promise, by=by, today=today)
    key = f"{KIND}:commitment:{promise.pk}:{today.isoformat()}:contact:{promise.contact_id}"
    return queue(
        kind=KIND, key=key, about=f"commitment:{promise.pk}", contact=promise.contact, subject=mail.subject,
        text=mail.text, html=mail.html, due_at=at, at=at,
    )  # fmt: skip
