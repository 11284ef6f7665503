"""What the rules about gaps look at, and what they say. Pure: no database, no clock.

Severities: 3 pressing, 2 to settle, 1 when there is time. Days are dates; units and people are their ids.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from units.depth import DEPTHS, LIGHT
from units.graph import Graph, Link

PRESSING, TO_SETTLE, SOMEDAY = 3, 2, 1
SEVERITIES = {PRESSING: "Pressing", TO_SETTLE: "To settle", SOMEDAY: "When there is time"}

CRITICAL = 4  # a dependency of at least this criticality
IMPORTANT = 4  # importance of a unit
HIGH = 4  # risk level
STALE = timedelta(days=365)
NAMES_SHOWN = 3


@dataclass(frozen=True)
class UnitFact:
    """One open unit. `named`: codes of the functions somebody holds for it; `answered`: those answered from above as
    well; `callable`: somebody with a number stands on its card; `linked`: it, or something below it, depends on
    others. Scales 1–5, None for not known."""

    id: int
    code: str
    name: str
    depth: str = LIGHT
    importance: int | None = None
    risk: int | None = None
    begun: bool = True
    named: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    callable: bool = False
    linked: bool = False
    known: int = 0
    asked: int = 0

    def asks(self, depth: str) -> bool:
        """Whether its record is at least so deep."""
        return DEPTHS.index(self.depth) >= DEPTHS.index(depth)


class LinkFact(NamedTuple):
    """One dependency between two open units."""

    id: int
    consumer: int
    provider: int
    criticality: int | None = None
    classification: str = ""
    consumer_confirmed: bool = False
    provider_confirmed: bool = False
    fallback: str = ""
    tested_on: date | None = None

    @property
    def critical(self) -> bool:
        return (self.criticality or 0) >= CRITICAL


@dataclass(frozen=True)
class PersonFact:
    """Somebody with responsibilities. `critical`: names of the critical ones that nobody else holds; `called_for`:
    units on whose card their number stands."""

    id: int
    name: str
    critical: tuple[str, ...] = ()
    called_for: tuple[int, ...] = ()
    phone: str = ""
    phone_confirmed_on: date | None = None


@dataclass(frozen=True)
class AccessFact:
    """Where responsibility and the right to act for a unit do not agree: a sentence for each person."""

    unit: int
    sentences: tuple[str, ...]


@dataclass
class Facts:
    """Everything the rules look at, as of one day."""

    today: date
    units: Mapping[int, UnitFact]
    links: Iterable[LinkFact] = ()
    people: Iterable[PersonFact] = ()
    access: Iterable[AccessFact] = ()

    def __post_init__(self):
        self.links = [
            link for link in self.links if link.consumer in self.units and link.provider in self.units
        ]

    @cached_property
    def graph(self) -> Graph:
        return Graph(Link(link.consumer, link.provider, link.criticality) for link in self.links)

    @cached_property
    def needed_by(self) -> dict[int, list[LinkFact]]:
        found = defaultdict(list)
        for link in self.links:
            found[link.provider].append(link)
        return found

    @cached_property
    def connected(self) -> set[int]:
        return {unit for link in self.links for unit in (link.consumer, link.provider)}

    def begun(self, depth: str = LIGHT) -> Iterator[UnitFact]:
        """Units somebody looks after, with a record of at least that depth."""
        return (unit for unit in self.units.values() if unit.begun and unit.asks(depth))

    def name(self, unit: int) -> str:
        return self.units[unit].name


@dataclass(frozen=True)
class Gap:
    """`key` stays the same for as long as it is the same gap. `because` begins with “Because”; `evidence` lists what it
    rests on; `step` is what closes it, done on the page `to` of `ref`. `unit` is None for what is about many."""

    key: str
    rule: str
    severity: int
    unit: int | None
    what: str
    because: str
    step: str
    to: str
    ref: str
    evidence: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Rule:
    """`label` names the rule on the board."""

    code: str
    label: str
    find: Callable[[Facts], Iterable[Gap]]


def listed(names: tuple[str, ...]) -> str:
    shown, more = list(names[:NAMES_SHOWN]), len(names) - NAMES_SHOWN
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def either(words: list[str]) -> str:
    """“head, deputy or ambassador”."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def lowered(words: tuple[str, ...]) -> tuple[str, ...]:
    """As they stand within a sentence."""
    return tuple(word[:1].lower() + word[1:] for word in words)
