"""What came of the demo organisation's talks: lines of notes become what was heard and promised, and promises are kept,
wait, or are dropped."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from dialogues import people
from dialogues.actions import promises
from dialogues.actions.closing import Kept
from dialogues.choices import PromiseState
from dialogues.lines import PROMISE, Line, kept, parse
from dialogues.models import Commitment, Session
from overview.demo.people import PEOPLE
from overview.demo.stage import Event, Moment
from overview.demo.telling import Fate, Told
from units.models import Unit

TICKET = "There is a ticket for it"
UNSETTLED = (PromiseState.PROPOSED, PromiseState.OPEN)
SIGNING_IN = {person.name.split()[0].lower(): person for person in PEOPLE if person.left is None}


def events(on: date, plan) -> Iterator[Event]:
    """What becomes of the promises of one talk, as far as it has happened by today."""
    days = (on - plan.starts_at.date()).days
    for number, fate in plan.told.fates.items():
        line = (*plan.key, number)
        by = _whose(plan.told.notes.splitlines()[number - 1], days - fate.days) or plan.by
        if fate.link and days > 1:
            yield Event(days - 1, 12, plan.by, TICKET, partial(link, line=line, to=fate.link))
        if fate.kind == "kept" and days - fate.days >= 1:
            yield Event(days - fate.days, 16, by, "Promise kept", partial(keep, line=line))
        if fate.kind == "drop" and days - fate.days >= 1:
            yield Event(days - fate.days, 16, plan.by, fate.why, partial(drop, line=line))


def _whose(line: str, days: int) -> str | None:
    """The key of whoever promised it, if they had a sign-in by then."""
    person = SIGNING_IN.get(line[1:].split()[0].lower())
    return person.key if person and person.since >= days else None


def read(now: Moment, talk: Session, told: Told) -> tuple[list[Line], list[Kept]]:
    """The lines that become something, and what they become; shared notes first."""
    known = people.of_talk(talk, reader=now.by, on=now.day)
    lines = kept(parse(told.notes, known, now.day))
    ours = [line for line in kept(parse(told.team, known, now.day)) if line.kind != PROMISE]
    rows = [
        _kept(now, line, now.stage.units[told.units[line.number]], told.fates.get(line.number))
        for line in lines
    ]
    rows += [_kept(now, line, now.stage.units[told.key], None, team_only=True) for line in ours]
    return lines, rows


def read_passing(now: Moment, unit: Unit, text: str) -> list[Kept]:
    """Without a talk; nobody said yes in front of others."""
    known = people.of_unit(unit, reader=now.by, on=now.day)
    return [_kept(now, line, unit, None) for line in kept(parse(text, known, now.day))]


def _kept(now: Moment, line: Line, unit: Unit, fate: Fate | None, team_only: bool = False) -> Kept:
    if line.kind != PROMISE:
        return Kept(line.kind, line.text, unit, themes=line.themes, team_only=team_only)
    if line.who is None:
        raise LookupError(f"Nobody is meant in {line.raw!r}: {line.reading}")
    kind, pk = line.who.split(":")
    return Kept(
        PROMISE, line.text, unit, side=line.side, due_on=line.due, accepted=bool(fate and fate.kind != "proposed"),
        user=_of(now.stage.people.values(), pk) if kind == "user" else None,
        contact=_of(now.stage.contacts.values(), pk) if kind == "contact" else None,
    )  # fmt: skip


def _of(rows, pk: str):
    return next(row for row in rows if row.pk == int(pk))


def remember(now: Moment, told: Told, lines: Sequence[Line], made: Sequence[Commitment]) -> None:
    """Which promise came of which line, and when it is going to be kept."""
    numbers = [line.number for line in lines if line.kind == PROMISE]
    for number, promise in zip(numbers, made, strict=True):
        now.stage.promises[told.key, told.number, number] = promise
        fate = told.fates[number]
        if fate.kind == "kept":
            now.stage.kept_on[promise.pk] = now.day + timedelta(days=fate.days)


def keep(now: Moment, line: tuple) -> None:
    promise = _fresh(now, line)
    if promise.state in UNSETTLED:  # else it was kept in a talk meanwhile
        promises.keep(promise, by=now.by, at=now.at, reason=now.reason)


def drop(now: Moment, line: tuple) -> None:
    promise = _fresh(now, line)
    if promise.state in UNSETTLED:
        promises.drop(promise, because=now.reason, by=now.by, at=now.at, reason=now.reason)


def link(now: Moment, line: tuple, to: str) -> None:
    promise = _fresh(now, line)
    promise.link = to
    promises.change(promise, by=now.by, reason=now.reason)


def _fresh(now: Moment, line: tuple) -> Commitment:
    return Commitment.objects.select_related("contact").get(pk=now.stage.promises[line].pk)
