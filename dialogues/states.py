"""Which step of a talk is open when: policies apart from permissions. Pure; who may take a step say roles and rows.

States are those of `dialogues.choices.SessionState`. After the first closing there are five days in which a talk can be
opened again to correct it; `closed_at` keeps the moment of that first closing, so that opening again wins no time.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

CORRECTION = timedelta(days=5)

PLANNED, HELD, CLOSED, CANCELLED, MISSED = "planned", "held", "closed", "cancelled", "missed"


class Step(StrEnum):
    """What can be done with a talk."""

    CHANGE = "change"  # move it, another length, other people
    CALL_OFF = "call_off"  # cancel or skip it
    MISS = "miss"  # say that it did not take place
    OPEN = "open"  # freeze the agenda and begin
    WRITE = "write"  # notes, attendance, points of the agenda
    CLOSE = "close"  # account for every point, keep what came of it
    CORRECT = "correct"  # open it again after closing
    SEND_MINUTES = "send_minutes"


# (state, step) -> the state afterwards. What is not here cannot be done.
TRANSITIONS: Mapping[tuple[str, Step], str] = {
    (PLANNED, Step.CHANGE): PLANNED,
    (PLANNED, Step.CALL_OFF): CANCELLED,
    (PLANNED, Step.MISS): MISSED,
    (PLANNED, Step.OPEN): HELD,
    (MISSED, Step.OPEN): HELD,
    (HELD, Step.WRITE): HELD,
    (HELD, Step.CLOSE): CLOSED,
    (CLOSED, Step.CORRECT): HELD,
    (CLOSED, Step.SEND_MINUTES): CLOSED,
}

WHY_NOT: Mapping[str, str] = {
    PLANNED: "This talk has not begun yet.",
    HELD: "This talk is being held; its notes are open.",
    CLOSED: "This talk is closed.",
    CANCELLED: "This talk was cancelled.",
    MISSED: "This talk did not take place.",
}

TOO_LATE = "The five days to correct this talk are over; it can only be read."


def correctable_until(closed_at: datetime) -> datetime:
    """The moment from which a talk first closed then can only be read."""
    return closed_at + CORRECTION


def correctable(closed_at: datetime | None, at: datetime) -> bool:
    """Whether what was written may still change; before the first closing it always may."""
    return closed_at is None or at < correctable_until(closed_at)


def refusal(step: Step, state: str, *, at: datetime, closed_at: datetime | None = None) -> str:
    """Why the step cannot be taken now, as a sentence; nothing where it can. A talk opened again can always be closed,
    also after the five days."""
    if (state, step) not in TRANSITIONS:
        return WHY_NOT[state]
    if step in (Step.WRITE, Step.CORRECT) and not correctable(closed_at, at):
        return TOO_LATE
    return ""


def may(step: Step, state: str, *, at: datetime, closed_at: datetime | None = None) -> bool:
    return not refusal(step, state, at=at, closed_at=closed_at)


def after(step: Step, state: str) -> str:
    """The state that the step leads to. KeyError where there is no such step."""
    return TRANSITIONS[state, step]
