"""The kinds of reminders, and why one of them is not wanted any more when it is about to leave."""

from collections.abc import Callable
from datetime import date

from dialogues.choices import PromiseState, SessionState
from dialogues.models import Commitment, Session
from outreach import kinds
from outreach.models import Message
from overview.reminders import facts
from overview.reminders.due import DIGEST, stem_of

RIGHT = "{} may not read talks any more."
NO_AUDITOR = "{} does not audit the record any more."
UNWANTED = "{} does not want to be reminded of this any more."
SETTLED, MOVED, OVER = "It is settled.", "It was moved to another day.", "It is planned no more."
ANSWERED, NOTED = "It was answered.", "Its notes are there."


READ, LOG, ANSWER, PLAN = (f"dialogues.{what}" for what in ("view_talk", "log_talk", "promise", "plan_talk"))
WORDS = (
    (facts.SESSION_AHEAD, "A talk is ahead", "some days before a talk you take part in", READ),
    (
        facts.NOTES_MISSING,
        "Notes are missing",
        "the day after a talk of which nobody said what came of it",
        LOG,
    ),
    (facts.PROMISE_DUE, "A promise is due", "some days before something you promised is due", ANSWER),
    (
        facts.PROMISE_WAITING,
        "Somebody waits for a promise",
        "the day after it was due, or when it has waited for your yes for some days",
        ANSWER,
    ),
    (facts.DIALOGUE_DUE, "Talks are due", "on a Monday, with which of your departments a talk is due", PLAN),
    (
        facts.RECORD_ANCHOR,
        "Anchor of the record",
        "on the first of a month, the hash that proves the record up to then",
        "desk.receive_anchor",
    ),
    (DIGEST, "Summary", "what is open between your departments and the security team", READ),
)


def register() -> None:
    for key, label, says, permission in WORDS:
        kinds.register(kinds.MailKind(key, label, says, refusal, permission=permission))


def refusal(message: Message) -> str:
    """The sentence why it is not wanted any more; nothing where it is."""
    user, stem = message.user, stem_of(message.key)
    if user is None or stem is None or not user.has_perm("dialogues.view_talk"):
        return RIGHT.format(message.name)
    kind, about, day, _ = stem
    person = facts.person_of(user)
    wanted = person.wishes.digest != "none" if kind == DIGEST else kind in person.wishes.kinds
    if not wanted:
        return UNWANTED.format(user.name)
    check = CHECKS.get(kind)
    return check(user, about, day, person) if check else ""


def session_of(user, about: str) -> Session | None:
    rows = Session.objects.visible_to(user).select_related("liaison")
    return rows.filter(pk=number_of(about)).first()


def promise_of(user, about: str) -> Commitment | None:
    rows = Commitment.objects.visible_to(user).select_related("unit", "user", "contact")
    return rows.filter(pk=number_of(about)).first()


def number_of(about: str) -> int:
    """7, of `session:7` or `commitment:7:yes`."""
    return int(about.split(":")[1])


def _ahead(user, about: str, day: date, person) -> str:
    talk = session_of(user, about)
    if talk is None or talk.state != SessionState.PLANNED:
        return OVER
    return "" if facts.local_day(talk.starts_at, person) == day else MOVED


def _notes(user, about: str, day: date, person) -> str:
    talk = session_of(user, about)
    open_still = talk is not None and talk.state in (SessionState.PLANNED, SessionState.HELD)
    return "" if open_still else NOTED


def _promise(user, about: str, day: date, person) -> str:
    promise = promise_of(user, about)
    if about.endswith(":yes"):
        return "" if promise and promise.state == PromiseState.PROPOSED else ANSWERED
    if promise is None or promise.state != PromiseState.OPEN:
        return SETTLED
    return "" if promise.due_on == day else MOVED


def _anchor(user, about: str, day: date, person) -> str:
    return "" if user.has_perm("desk.receive_anchor") else NO_AUDITOR.format(user.name)


CHECKS: dict[str, Callable[..., str]] = {
    facts.SESSION_AHEAD: _ahead,
    facts.NOTES_MISSING: _notes,
    facts.PROMISE_DUE: _promise,
    facts.PROMISE_WAITING: _promise,
    facts.RECORD_ANCHOR: _anchor,
}
