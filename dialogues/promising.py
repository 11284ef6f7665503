"""What can be done with a promise: which step is open when, and to whom. Pure.

A promise for somebody who was not asked is proposed until they say yes. What we owe is settled by the team; what a
department owes, by whoever may speak for it or by the team, who were told.
"""

from collections.abc import Mapping
from enum import StrEnum

PROPOSED, OPEN, KEPT, DROPPED, DECLINED = "proposed", "open", "kept", "dropped", "declined"
WE, THEY = "we", "they"


class Step(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    KEEP = "keep"
    DROP = "drop"
    CHANGE = "change"
    UNDO = "undo"


STEPS: Mapping[Step, frozenset[str]] = {
    Step.ACCEPT: frozenset({PROPOSED}),
    Step.DECLINE: frozenset({PROPOSED}),
    Step.KEEP: frozenset({PROPOSED, OPEN}),
    Step.DROP: frozenset({PROPOSED, OPEN}),
    Step.CHANGE: frozenset({PROPOSED, OPEN}),
    Step.UNDO: frozenset({OPEN, KEPT, DROPPED, DECLINED}),
}

SAID: Mapping[str, str] = {
    PROPOSED: "This promise waits for a yes.",
    OPEN: "This promise was accepted already.",
    KEPT: "This promise is kept already.",
    DROPPED: "This promise was dropped.",
    DECLINED: "This promise was declined.",
}
ANSWERING = (Step.ACCEPT, Step.DECLINE)


def refusal(step: Step, state: str) -> str:
    """Why the step cannot be taken in that state, as a sentence; nothing where it can."""
    return "" if state in STEPS[step] else SAID[state]


def before(state: str, *, accepted: bool) -> str:
    """The state that undoing leads back to. `accepted` says whether somebody had said yes before."""
    if state in (KEPT, DROPPED) and accepted:
        return OPEN
    return PROPOSED


def can_be_asked_for(promise, *, today) -> bool:
    """Whether there is somebody of the department to ask how it stands."""
    named = promise.side == THEY and promise.state == OPEN and promise.contact is not None
    return named and promise.contact.is_here(today)


def is_for(promise, user) -> bool:
    """Whether it is this very person who owes it."""
    contact = promise.contact
    return promise.user_id == user.pk or bool(contact and contact.user_id and contact.user_id == user.pk)


def may(step: Step, promise, user, *, team: bool) -> bool:
    """Whether `user`, who sees the promise and may answer promises at all, may take the step now. `team`: one of us."""
    if refusal(step, promise.state):
        return False
    if is_for(promise, user):
        return True
    if promise.side == THEY:
        return True
    # Nobody says yes for a colleague who is named.
    return team and (step not in ANSWERING or promise.user_id is None)
