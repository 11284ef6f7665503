"""What was on the table in a talk of the demo organisation, and what became of each point."""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import cycle, islice

from dialogues.actions.closing import Settled
from dialogues.agenda_plan import Point
from dialogues.choices import ItemKind, ItemState
from dialogues.models import Session
from overview.demo.directory import roll
from overview.demo.stage import Moment
from overview.demo.telling import Told
from overview.room.proposals import Talk, agenda_of

PARTS = (
    "carried",
    "promises",
    "topics",
    "questions",
)  # of the record and the board of gaps the story says enough
QUESTIONS = 5
SOON = timedelta(days=12)
DROPPED = (
    "Answered in writing before the talk",
    "Does not fit this department",
    "Covered by what was said before",
    "Joined with the question above it",
)


def points(
    talk: Session, *, by, on: date, number: int, parts: Collection[str] = PARTS, most: int = QUESTIONS
) -> list[Point]:
    """The agenda as the room proposes it, with a handful of questions, other ones each time."""
    found = agenda_of(Talk(talk, by, on), parts=parts).points
    questions = [point for point in found if point.kind == ItemKind.QUESTION and not point.came_from]
    start = number * QUESTIONS % max(1, len(questions))
    asked = {point.key for point in islice(cycle(questions), start, start + most)}
    return [point for point in found if point not in questions or point.key in asked]


def settle(now: Moment, talk: Session, told: Told) -> dict[int, Settled]:
    """By the ids of points. What is left out is carried."""
    found = {}
    for item in talk.agenda.select_related("commitment"):
        chance = roll(told.key, told.number, item.text) % 10
        if item.commitment_id:
            kept = now.stage.kept_on.get(item.commitment_id)
            if kept and kept <= now.day + SOON:
                found[item.pk] = Settled(ItemState.DONE)
        elif item.kind != ItemKind.QUESTION or item.carried or chance < 7:
            found[item.pk] = Settled(ItemState.DONE)
        elif chance < 8:
            found[item.pk] = Settled(ItemState.DROPPED, DROPPED[item.position // 10 % len(DROPPED)])
    return found
