"""Invitations and cancellations for calendars (RFC 5546), through the outbox.

Only where a talk says so (`invite`). What goes out names no department and no subject: calendars are read by many.
A person is invited once for each version of the talk (`sequence`); who no longer takes part is told that it is off.
Whoever was invited is kept up to date, also where the talk invites nobody new any more.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from contacts.models import Contact
from dialogues.calendars import CANCEL, REQUEST, invitation, local
from dialogues.choices import SessionState
from dialogues.models import Participation, Session
from outreach import kinds
from outreach.actions.queueing import queue
from outreach.actions.stopping import cancel
from outreach.mailing import write
from outreach.models import Message
from outreach.models.message import State

KIND = "invitation"
NEVER_WENT = (State.CANCELLED, State.SKIPPED)


def bring_up_to_date(talk: Session, *, at: datetime) -> int:
    """Queues what those who take part do not know yet; how many mails. Part of the caller's transaction."""
    if talk.starts_at <= at:
        return 0
    known = _known(talk)
    wanted = _wanted(talk, known) if talk.invite or known else {}
    if not wanted and not known:
        return 0
    if any(who in wanted and mail.calendar_method == CANCEL for who, mail in known.items()):
        # A calendar takes back what was cancelled only for a newer version.
        talk.sequence += 1
        talk.save()
    stale = [
        mail.key for mail in known.values() if mail.state == State.QUEUED and not _current(mail, talk, wanted)
    ]
    if stale:
        cancel(keys=stale, because="The talk changed before this went out.", at=at)
        known = {who: mail for who, mail in known.items() if mail.key not in stale} | _earlier(talk, stale)
    queued = 0
    for who, row in wanted.items():
        if who not in known or not _current(known[who], talk, wanted):
            queued += _send(talk, _person(row), REQUEST, at=at)
    for who, mail in known.items():
        if who not in wanted and mail.calendar_method == REQUEST:
            queued += _send(talk, mail.contact or mail.user, CANCEL, at=at)
    return queued


def without_address(talk: Session) -> list[str]:
    """Names of those who take part and cannot be invited, because no e-mail address of theirs is known."""
    rows = talk.participations.select_related("contact", "user").order_by("pk")
    return [str(_person(row)) for row in rows if not _person(row).email]


def _wanted(talk: Session, known: dict[str, Message]) -> dict[str, Participation]:
    """Whose calendar is to have the talk. Once a talk invites nobody any more: who has an invitation of it."""
    if talk.state != SessionState.PLANNED:
        return {}
    rows = talk.participations.select_related("contact", "user").order_by("pk")
    hold = {who for who, mail in known.items() if mail.calendar_method == REQUEST}
    return {_key(row): row for row in rows if _person(row).email and (talk.invite or _key(row) in hold)}


def _known(talk: Session) -> dict[str, Message]:
    """The last invitation or cancellation that each person got or is about to get."""
    return _last(_mails(talk).exclude(state__in=NEVER_WENT))


def _earlier(talk: Session, keys: list[str]) -> dict[str, Message]:
    """What went out before the mails of these keys, to the people they were for."""
    rows = _mails(talk).exclude(state__in=NEVER_WENT)
    who = {_key(mail) for mail in _mails(talk).filter(key__in=keys)}
    return {key: mail for key, mail in _last(rows).items() if key in who}


def _mails(talk: Session):
    return Message.objects.filter(kind=KIND, about=f"session:{talk.pk}").select_related("contact", "user")


def _last(rows) -> dict[str, Message]:
    return {_key(mail): mail for mail in rows.order_by("queued_at", "pk")}


def _current(mail: Message, talk: Session, wanted: dict) -> bool:
    """Whether that mail says how the talk is now."""
    who = _key(mail)
    method = REQUEST if who in wanted else CANCEL
    return mail.key == _mail_key(talk, who, method)


def _mail_key(talk: Session, who: str, method: str) -> str:
    return f"{KIND}:{talk.pk}:{talk.sequence}:{method.lower()}:{who}"


def _key(row) -> str:
    return f"contact:{row.contact_id}" if row.contact_id else f"user:{row.user_id}"


def _person(row: Participation):
    return row.contact or row.user


def _send(talk: Session, person, method: str, *, at: datetime) -> int:
    contact = person if isinstance(person, Contact) else None
    user = None if contact else person
    who = f"contact:{person.pk}" if contact else f"user:{person.pk}"
    said = write(f"dialogues/mail/invitation_{method.lower()}", _facts(talk, person))
    mail = queue(
        kind=KIND,
        key=_mail_key(talk, who, method),
        about=f"session:{talk.pk}",
        user=user,
        contact=contact,
        subject=said.subject,
        text=said.text,
        html=said.html,
        calendar=invitation(talk, person, method=method, at=at),
        calendar_method=method,
        due_at=at,
        useless_after=talk.starts_at + timedelta(minutes=talk.minutes),
        at=at,
    )
    return int(mail is not None)


def _facts(talk: Session, person) -> dict:
    starts = local(talk)
    return {
        "name": person.name,
        "day": f"{starts:%A}, {starts.day} {starts:%B %Y}",
        "hour": f"{starts:%H:%M} ({talk.time_zone})",
        "minutes": talk.minutes,
        "place": talk.place,
        "host": talk.liaison.name if talk.liaison else "",
    }


def refusal(message: Message) -> str:
    """Why an invitation that waits is not wanted any more; asked just before it goes."""
    pk = message.about.partition(":")[2]
    talk = Session.objects.filter(pk=int(pk)).first() if pk.isdigit() else None
    if talk is None:
        return "The talk is no longer there."
    if message.calendar_method != REQUEST:
        return ""
    if talk.state != SessionState.PLANNED:
        return "The talk is no longer planned."
    who = Q(contact=message.contact_id) if message.contact_id else Q(user=message.user_id)
    if not talk.participations.filter(who).exists():
        return "They no longer take part."
    if message.user and not Session.objects.visible_to(message.user).filter(pk=talk.pk).exists():
        return f"{message.user.name} may not read this talk any more."
    if f":{talk.sequence}:" not in message.key:
        return "The talk changed in between; a newer invitation says how."
    return ""


def register() -> None:
    kinds.register(
        kinds.MailKind(
            KIND,
            "Invitation",
            "An invitation to a talk for the calendar, or that it is off; where the recurring talk says so.",
            refusal,
            reminder=False,
        )
    )
