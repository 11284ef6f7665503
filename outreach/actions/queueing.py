"""Writing a mail into the outbox, in the transaction of whatever causes it: both happen, or neither.

Everything is frozen here, Message-ID and Date included. What cannot be a mail at all (a subject of two lines) is the
caller's mistake and refused; an address that is missing or none is a fact about a person: the mail stands in the
outbox as failed, where somebody sees it and can try again once the address is known.
"""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from outreach.models import Message, State
from outreach.waking import wake_once_certain

BATCH = 500
METHODS = ("REQUEST", "CANCEL", "PUBLISH", "REPLY")
NOWHERE = "No e-mail address of {} is known."
NO_ADDRESS = "“{}” is no address that mail can go to."


class Unsendable(ValueError):
    """No mail can be made of this; the message says why."""


@transaction.atomic
def queue(*, at: datetime, **mail) -> Message | None:
    """The mail that now waits; None where one with this key was queued before, however often one asks.

    `mail` is what `made` takes. `key` names the occasion; one that was cancelled before anybody tried to send it is
    free again.
    """
    message = made(at=at, **mail)
    kept = _insert(message) or _revive(message)
    if kept and kept.state == State.QUEUED and kept.due_at <= at:
        wake_once_certain()
    return kept


@transaction.atomic
def queue_all(mails: Iterable[dict], *, at: datetime) -> int:
    """The same for many at once, in few statements; how many now wait or have failed for want of an address."""
    messages = [made(at=at, **mail) for mail in mails]
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=BATCH)
    ids = [message.message_id for message in messages]
    kept = set(Message.objects.filter(message_id__in=ids).values_list("message_id", flat=True))
    free_again = [one for one in messages if one.message_id not in kept and _revive(one)]
    if any(one.state == State.QUEUED and one.due_at <= at for one in messages):
        wake_once_certain()
    return len(kept) + len(free_again)


def made(
    *,
    kind: str,
    key: str,
    about: str = "",
    user=None,
    contact=None,
    address: str = "",
    name: str = "",
    subject: str,
    text: str,
    html: str = "",
    calendar: str = "",
    calendar_method: str = "",
    due_at: datetime,
    useless_after: datetime | None = None,
    at: datetime,
) -> Message:
    """A mail that is not written yet. Without `address` it goes to that of the contact or of the user."""
    _refuse(kind=kind, key=key, subject=subject, name=name, text=text, html=html)
    _refuse_calendar(calendar, calendar_method)
    person = contact or user
    message = Message(
        key=key,
        kind=kind,
        about=about,
        user=user,
        contact=contact,
        address=(address or getattr(person, "email", "") or "").strip(),
        name=_short(name or " ".join(getattr(person, "name", "").split()), 150),
        subject=_short(subject.strip(), 200),
        text=text,
        html=html,
        calendar=calendar,
        calendar_method=calendar_method,
        message_id=make_msgid(domain=_domain()),
        dated_at=at,
        queued_at=at,
        due_at=due_at,
        useless_after=useless_after,
    )
    if why := undeliverable(message):
        message.state, message.ended_at, message.outcome = State.FAILED, at, why
        message.address = ""
    return message


def undeliverable(message: Message) -> str:
    """Why nothing can be sent to the address of the mail, as a sentence; nothing where it can."""
    if not message.address:
        return NOWHERE.format(message.name or "them")
    try:
        validate_email(message.address)
    except ValidationError:
        return NO_ADDRESS.format(message.address[:200])
    return ""


def _insert(message: Message) -> Message | None:
    # Waits for another transaction that is queueing the same key, and writes nothing where that one committed.
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.filter(message_id=message.message_id).first()


def _revive(message: Message) -> Message | None:
    fields = {
        field.attname: getattr(message, field.attname)
        for field in Message._meta.concrete_fields
        if not field.primary_key
    }
    cancelled = Message.objects.filter(
        key=message.key, state=State.CANCELLED, attempts=0, handled_by__isnull=True
    )
    return Message.objects.get(key=message.key) if cancelled.update(**fields) else None


def _refuse(*, kind: str, key: str, subject: str, name: str, text: str, html: str) -> None:
    if not kind or not key or len(key) > 200:
        raise Unsendable("A mail needs a kind, and a key of at most 200 characters.")
    if not subject.strip() or not text.strip():
        raise Unsendable("A mail needs a subject and a text.")
    for what, value in (("subject", subject), ("name", name)):
        if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in value):
            raise Unsendable(f"The {what} of a mail is one line without control characters: {value!r}")
    if "\0" in text or "\0" in html:
        raise Unsendable("The text of a mail holds a NUL character.")


def _refuse_calendar(calendar: str, method: str) -> None:
    if bool(calendar) != bool(method) or (method and method not in METHODS):
        raise Unsendable("An invitation needs its calendar object and the method it names, such as REQUEST.")
    if "\0" in calendar:
        raise Unsendable("The calendar object holds a NUL character.")


def _short(value: str, most: int) -> str:
    return value if len(value) <= most else value[: most - 1] + "…"


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
