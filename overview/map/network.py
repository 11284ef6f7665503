"""What the map is made of: open departments and the dependencies between them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

# What a node can be coloured and sized by: name -> (field that decides who may read it, what is asked for).
FACTS = {
    "risk": ("risk_level", "risk"),
    "importance": ("strategic_importance", "strategic_importance"),
    "impact": ("worst_impact", "worst_impact"),
    "people": ("headcount", "headcount"),
}


class Node(NamedTuple):
    """`facts` in the order of the network's; empty for a neighbour of whom one may only know the name and the kind."""

    id: int
    code: str
    name: str
    kind: str
    parent: int | None
    facts: tuple = ()
    foreign: bool = False


class Link(NamedTuple):
    """`consumer` needs what `provider` gives. The two sides say whether they have confirmed it; None where the reader
    may not know."""

    provider: int
    consumer: int
    kind: str
    criticality: int | None = None
    by_consumer: bool | None = None
    by_provider: bool | None = None


@dataclass(frozen=True)
class Network:
    """Nodes in the order of their names. `facts`: which of FACTS the reader may see; `sides`: whether they may see who
    has confirmed."""

    nodes: dict[int, Node]
    links: list[Link]
    facts: tuple[str, ...]
    sides: bool


def readable(hidden: Iterable[str]) -> tuple[str, ...]:
    """Names of the facts that somebody to whom those fields are hidden may still see."""
    return tuple(name for name, (field, _) in FACTS.items() if field not in hidden)
