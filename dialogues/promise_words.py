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


def mark(promise, *, today: date) -> SafeString:
    """How it stands, with the day that matters."""
    if promise.state in _SETTLED:
        kind, said = _SETTLED[PromiseState(promise.state)]
        when = f" {words.day(promise.settled_at, today=today, short=True)}" if promise.settled_at else ""
        return filled('<span class="mk {}">{}{}</span>', kind, said, when)
    if promise.state == PromiseState.PROPOSED:
        return filled('<span class="mk mk-half">proposed, waits for a yes</span>')
    if promise.due_on is None:
        return filled('<span class="mk">no day named</span>')
    day = words.day(promise.due_on, today=today, short=True)
    if promise.due_on < today:
        return filled('<span class="mk mk-wait">waiting since {}</span>', day)
    return filled('<span class="mk">by {}</span>', day)


def carried(promise) -> str:
    """“carried 3×”, where talks carried it on."""
    return f"carried {promise.carried}×" if promise.carried else ""


def is_waiting(promise, *, today: date) -> bool:
    return bool(promise.state == promising.OPEN and promise.due_on and promise.due_on < today)
