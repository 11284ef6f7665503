"""Whom to call about a unit, in which order, and why each of them. Pure.

The order follows from who holds what, or from steps that somebody wrote down. Whoever is away has their cover in their
place, whoever cannot be called stands last, and nobody stands there twice.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from contacts.functions import AMBASSADOR, DEPUTY, HEAD, LIAISON

INCIDENT, DECISION, ROUTINE = "incident", "decision", "routine"
# For an incident each responsibility says its own place among those called.
ORDERS = {DECISION: (HEAD, DEPUTY), ROUTINE: (AMBASSADOR, LIAISON, DEPUTY, HEAD)}
# Of the owners of single assets and processes so many stand on a card; it fits on one page.
MOST_OWNERS = 5
# Of those above who are asked only when nobody nearer answers.
MOST_BEYOND = 4

# Where an entry stands: to be called now; when nobody of those answers; hard to reach (no number, or away uncovered).
NOW, BEYOND, HARD = range(3)


@dataclass(frozen=True)
class Person:
    """Somebody as the order needs them. `phone`: there is a number. `away_until`: the last day of an absence that runs
    now, `cover` who stands in."""

    key: Hashable
    name: str
    phone: bool = True
    left: bool = False
    away_until: date | None = None
    cover: Hashable | None = None


@dataclass(frozen=True)
class Held:
    """One responsibility of one person. `step`: how far above the unit it is held, `of` the name of the unit there.
    `thing`: it is for one asset or process."""

    person: Hashable
    function: str
    word: str
    priority: int = 1
    call_order: int | None = None
    inherits: bool = True
    step: int = 0
    of: str = ""
    thing: bool = False

    @property
    def reason(self) -> str:
        return f"{self.word}, for {self.of} above" if self.step else self.word


@dataclass(frozen=True)
class Step:
    """One step that somebody wrote down: a person, or whoever holds a responsibility at the time."""

    person: Hashable | None = None
    function: str = ""
    word: str = ""
    channel: str = ""
    note: str = ""


@dataclass
class Entry:
    """One call. `reasons`: (what, whom they cover in it), the name empty where they hold it themselves. `covers`:
    those who are away and in whose place this person stands."""

    person: Hashable
    group: int
    reasons: list[tuple[str, str]] = field(default_factory=list)
    covers: list[Hashable] = field(default_factory=list)
    channel: str = ""
    note: str = ""

    @property
    def why(self) -> str:
        """Each person they cover is named once, with everything they do in that place."""
        covered: dict[str, list[str]] = {}
        for what, name in self.reasons:
            covered.setdefault(name, []).append(_lower(what))
        said = [
            f"covers for {name} ({', '.join(whats)})" if name else "; ".join(whats)
            for name, whats in covered.items()
        ]
        joined = "; ".join(said)
        return joined[:1].upper() + joined[1:]


@dataclass(frozen=True)
class Calling:
    """The whole order. `left_out`: steps that lead to nobody, as sentences. `more`: owners there was no room for."""

    entries: Sequence[Entry] = ()
    left_out: Sequence[str] = ()
    more: int = 0

    def of(self, group: int) -> list[Entry]:
        return [entry for entry in self.entries if entry.group == group]


@dataclass(frozen=True)
class _Call:
    """Somebody to call before anybody was put in order. `by_hand`: somebody wrote this step down."""

    person: Hashable
    reason: str
    beyond: bool = False
    by_hand: bool = False
    step: Step = Step()


def order(
    purpose: str,
    held: Iterable[Held],
    people: Mapping[Hashable, Person],
    steps: Sequence[Step] | None = None,
) -> Calling:
    """The order for a purpose. `people` knows everybody who is named, covers included. `steps` are those written down
    for it, None where it follows from responsibilities."""
    here = [one for one in held if not people[one.person].left]
    usual, more = _usual(purpose, here, people)
    if steps is None:
        return Calling(_entries(usual, people), (), more)
    written, left_out = _written(steps, here, people)
    # In an incident nobody may be missed because somebody wrote a shorter list.
    rest = [_Call(call.person, call.reason, beyond=True) for call in usual] if purpose == INCIDENT else []
    return Calling(_entries(written + rest, people), left_out, more if rest else 0)


def _place(purpose: str, one: Held) -> int | None:
    """The place of the responsibility among those called for this purpose; None where it is not."""
    if purpose == INCIDENT:
        return one.call_order
    codes = ORDERS[purpose]
    return codes.index(one.function) if one.function in codes and not one.thing else None


def _nearest(held: Iterable[Held]) -> dict[str, int]:
    """Responsibility → how far above it is held next."""
    found: dict[str, int] = {}
    for one in held:
        if not one.thing:
            found[one.function] = min(one.step, found.get(one.function, one.step))
    return found


def _usual(purpose: str, here: list[Held], people) -> tuple[list[_Call], int]:
    """Nearest unit first; in it by responsibility, then by priority. Those of units further above come last."""
    nearest = _nearest(here)
    rows = []
    for one in here:
        place = _place(purpose, one)
        if place is None or (one.step and (one.thing or not one.inherits)):
            continue
        beyond = not one.thing and one.step > nearest[one.function]
        name = people[one.person].name.lower()
        rows.append(((beyond, one.step, place, one.thing, one.priority, name, str(one.person)), one))
    rows.sort(key=lambda row: row[0])
    owners = [one for _, one in rows if one.thing]
    beyond = [one for key, one in rows if key[0]]
    dropped = {id(one) for one in owners[MOST_OWNERS:] + beyond[MOST_BEYOND:]}
    calls = [_Call(one.person, one.reason, key[0]) for key, one in rows if id(one) not in dropped]
    known = {call.person for call in calls}
    return calls, len({one.person for one in owners[MOST_OWNERS:]} - known)


def _written(steps: Sequence[Step], here: list[Held], people) -> tuple[list[_Call], list[str]]:
    """Whom the steps lead to, and a sentence for each that leads to nobody."""
    nearest = _nearest(here)
    calls, left_out = [], []
    for number, step in enumerate(steps, start=1):
        if step.person is not None:
            who = people[step.person]
            if who.left:
                left_out.append(f"{who.name} (step {number}) has left; the step is passed over.")
            else:
                calls.append(_Call(step.person, _known_as(step.person, here), by_hand=True, step=step))
            continue
        holders = [one for one in here if one.function == step.function and not one.thing]
        holders = [one for one in holders if one.step == nearest[one.function]]
        holders.sort(key=lambda one: (one.priority, people[one.person].name.lower(), str(one.person)))
        calls += [_Call(one.person, one.reason, by_hand=True, step=step) for one in holders]
        if not holders:
            left_out.append(f"{step.word} (step {number}): nobody named yet; the step is passed over.")
    return calls, left_out


def _known_as(person: Hashable, here: list[Held]) -> str:
    """What somebody named in person is for this unit, where they are anything."""
    own = [one.reason for one in here if one.person == person and not one.thing]
    return own[0] if own else "Named for this department"


def _standing_in(who: Person, people) -> tuple[Person, list[Person]]:
    """Who answers in place of somebody, and for whom they do; the person alone where nobody covers."""
    passed, found = [], who
    while found.away_until and found.cover is not None and found.cover in people:
        passed.append(found)
        found = people[found.cover]
        if found in passed:
            return who, []
    return (who, []) if found.left or found.away_until else (found, passed)


def _group(who: Person, call: _Call) -> int:
    by_other_means = call.by_hand and call.step.channel not in ("", "phone")
    if who.away_until or not (who.phone or by_other_means):
        return HARD
    return BEYOND if call.beyond else NOW


def _entries(calls: Iterable[_Call], people) -> tuple[Entry, ...]:
    found: dict[Hashable, Entry] = {}
    for call in calls:
        who, covered = _standing_in(people[call.person], people)
        entry = found.get(who.key)
        if entry is None:
            entry = Entry(who.key, _group(who, call), channel=call.step.channel, note=call.step.note)
            found[who.key] = entry
        elif call.beyond and not covered:
            continue  # They stand there already, for something nearer.
        # A chain of covers is said from its first, who holds the responsibility.
        reason = call.reason, covered[0].name if covered else ""
        if reason not in entry.reasons:
            entry.reasons.append(reason)
        entry.covers += [one.key for one in covered if one.key not in entry.covers]
    return tuple(
        sorted(found.values(), key=lambda one: (one.group, one.group == HARD and not _dials(one, people)))
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _dials(entry: Entry, people) -> bool:
    return people[entry.person].phone
