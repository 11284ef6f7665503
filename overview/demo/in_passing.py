"""What was said in passing, and what somebody wants to talk about next time."""

from collections.abc import Iterator
from functools import partial

from dialogues.actions import topics
from dialogues.actions.touches import log_touch
from overview.demo import outcomes
from overview.demo.stage import Event, Moment
from overview.demo.told.passing import PASSING, TOPICS, WITHDRAWN


def events() -> Iterator[Event]:
    for days, by, unit, contact, how, text in PASSING:
        yield Event(
            days, 12, by, "Logged in passing", partial(log, unit=unit, contact=contact, how=how, text=text)
        )
    for days, by, unit, text in TOPICS:
        yield Event(days, 11, by, "Something to talk about", partial(propose, unit=unit, text=text))
    days, until, by, unit, text = WITHDRAWN
    yield Event(days, 11, by, "Something to talk about", partial(propose, unit=unit, text=text))
    yield Event(until, 11, by, "Settled without a talk", partial(withdraw, unit=unit, text=text))


def log(now: Moment, unit: str, contact: str, how: str, text: str) -> None:
    stage = now.stage
    kept = outcomes.read_passing(now, stage.units[unit], text)
    people = [stage.contacts[contact]]
    log_touch(
        unit=stage.units[unit],
        text=text,
        kept=kept,
        how=how,
        people=people,
        liaison=now.by,
        at=now.at,
        **now.record,
    )


def propose(now: Moment, unit: str, text: str) -> None:
    topics.propose(unit=now.stage.units[unit], text=text, at=now.at, **now.record)


def withdraw(now: Moment, unit: str, text: str) -> None:
    topic = now.stage.units[unit].topics.get(text=text)
    topics.withdraw(topic, at=now.at, **now.record)
