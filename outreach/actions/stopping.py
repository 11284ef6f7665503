"""Mail that is not wanted any more, and mail that somebody asks to be tried again."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from outreach.actions.queueing import undeliverable
from outreach.models import Message, State
from outreach.waking import wake_once_certain

AGAIN = "{} asked for it to be sent again."
UNSAID = "There was nothing to say."


def cancel(
    *,
    about: str | None = None,
    keys: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    because: str,
    at: datetime,
) -> int:
    """Takes back what waits and fits all that is named; how many that were. What is just being sent is past that, but
    is asked once more whether it is wanted (`MailKind.refusal`) should it have to be tried again."""
    if about is None and keys is None and kinds is None:
        raise ValueError("Say which mail: by what it is about, by key or by kind.")
    waiting = Message.objects.filter(state=State.QUEUED)  # unscoped: the reason is gone, whoever waits for it
    for field, value in (("about", about), ("key__in", keys), ("kind__in", kinds)):
        if value is not None:
            waiting = waiting.filter(**{field: value})
    return waiting.update(state=State.CANCELLED, ended_at=at, outcome=because[:500])


def leave_unsaid(message: Message, *, at: datetime) -> None:
    """There is nothing to say on this occasion: no mail, and it is not looked at again."""
    message.state, message.ended_at, message.outcome = State.NOTHING, at, UNSAID
    message.subject, message.text, message.html = "–", "", ""
    message.save(update_fields=["state", "ended_at", "outcome", "subject", "text", "html"])


@transaction.atomic
def stop(message: Message, *, by, at: datetime) -> bool:
    """Somebody keeps it back by hand: the occasion is not free again. False where it was no longer waiting."""
    return bool(
        Message.objects.filter(pk=message.pk, state=State.QUEUED).update(
            state=State.CANCELLED, ended_at=at, handled_by=by, outcome=f"{by.name} kept it back."[:500]
        )
    )


@transaction.atomic
def retry(message: Message, *, by, at: datetime) -> str:
    """Lets it wait again, for the address that its person has today. Why that is not possible, or nothing."""
    mail = (
        Message.objects.select_for_update(of=("self",)).select_related("user", "contact").get(pk=message.pk)
    )
    if mail.state not in (State.FAILED, State.SKIPPED, State.CANCELLED):
        return "It is on its way or was sent; nothing was done."
    if not mail.text:
        return "Its text was removed after its time; it cannot be sent again."
    person = mail.contact or mail.user
    mail.address = getattr(person, "email", "") or mail.address
    if why := undeliverable(mail):
        return why
    mail.state, mail.attempts, mail.due_at, mail.ended_at = State.QUEUED, 0, at, None
    mail.useless_after, mail.handled_by, mail.outcome = None, by, AGAIN.format(by.name)[:500]
    mail.save()
    wake_once_certain()
    return ""
