"""How a promise is said on screen: who owes it, by when, and how it stands. Towards a department never “overdue”."""

from datetime import date

from django.utils.safestring import SafeString

from common import words
from common.html import filled
from dialogues import promising
from dialogues.choices import PromiseState, Side

SIDES = {
    True: {Side.WE: "We owe", Side.THEY: "They owe"},
    False: {Side.WE: "We owe you", Side.THEY: "You owe"},
}
PROPOSED = "proposed, waits for a yes"
_SETTLED = {
    PromiseState.KEPT: ("mk-kept", "kept"),
    PromiseState.DROPPED: ("", "dropped"),
    PromiseState.DECLINED: ("", "declined"),
}


def side(promise, *, team: bool) -> str:
    """“We owe” as the reader hears it. `team` for one of us, else for somebody of a department."""
    return SIDES[team][Side(promise.side)]


def who(promise) -> str:
    """Who owes it, by name; nobody named yet is said."""
    return str(promise.user or promise.contact or "nobody named yet")


def stands(promise, *, today: date) -> tuple[str, str]:
    """How it stands in words, the same wherever a promise shows, and the mark before them."""
    if promise.state in _SETTLED:
        kind, said = _SETTLED[PromiseState(promise.state)]
        when = f" {words.day(promise.settled_at, today=today, short=True)}" if promise.settled_at else ""
        return f"{said}{when}", kind
    if promise.state == PromiseState.PROPOSED:
        return PROPOSED, "mk-half"
    if promise.due_on is None:
        return "no day named", ""
    day = words.day(promise.due_on, today=today, short=True)
    if promise.due_on < today:
        return f"waiting since {day}", "mk-wait"
    return f"by {day}", ""


def mark(promise, *, today: date) -> SafeString:
    said, css = stands(promise, today=today)
    return filled('<span class="mk {}">{}</span>', css, said)


def wanted(promise, *, today: date) -> str:
    """The day a promise is meant for that nobody said yes to yet; how it stands does not name it."""
    if promise.state != PromiseState.PROPOSED or promise.due_on is None:
        return ""
    return f"by {words.day(promise.due_on, today=today, short=True)}"


def carried(promise) -> str:
    """“carried 3×”, where talks carried it on."""
    return f"carried {promise.carried}×" if promise.carried else ""


def is_waiting(promise, *, today: date) -> bool:
    return bool(promise.state == promising.OPEN and promise.due_on and promise.due_on < today)
