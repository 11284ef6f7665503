"""Who is reached through whom: closures, circles and single points of failure over dependencies.

Pure: numbers of units in, numbers of units out; no database, no clock. Sizes: n units, m dependencies.
Sources: strongly connected components and articulation points as igraph computes them; arrival by Dijkstra's
shortest path; the strength of a connection as the widest path, the path whose weakest link is strongest.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from math import inf
from operator import attrgetter
from typing import NamedTuple

import igraph

# Hours from a provider's failure until its consumer feels it, by how critical the dependency is (1–5).
# Where nobody has said how critical, a day is assumed, as for the middle of the scale.
HOLDS = {5: 0, 4: 4, 3: 24, 2: 72, 1: 168}
UNSAID = 3
# Costs of ways are whole numbers: so much for an hour, one for a step.
HOUR = 2**20
_consumer, _provider = attrgetter("consumer"), attrgetter("provider")


class Link(NamedTuple):
    """`consumer` needs what `provider` gives. Criticality 1–5, None where nobody said."""

    consumer: int
    provider: int
    criticality: int | None = None

    @property
    def weight(self) -> int:
        return self.criticality or UNSAID

    @property
    def holds(self) -> int:
        """Hours the consumer can do without."""
        return HOLDS[self.weight]


class Reached(NamedTuple):
    """How one unit is reached. `steps`: dependencies on the shortest way; `after`: hours until it is felt there, at
    the earliest; `strength`: 1–5, the weakest link of the strongest way; `via`: the link by which it is felt first."""

    unit: int
    steps: int
    after: int
    strength: int
    via: Link


class Graph:
    """The dependencies among some units. Links of a unit on itself are left out; several between two units count as
    the strongest of them."""

    def __init__(self, links: Iterable[Link]):
        strongest: dict[tuple[int, int], Link] = {}
        for link in links:
            if link.consumer == link.provider:
                continue
            pair = link.consumer, link.provider
            if pair not in strongest or strongest[pair].weight < link.weight:
                strongest[pair] = link
        self.links = list(strongest.values())
        self.needs: dict[int, list[Link]] = defaultdict(list)
        self.needed_by: dict[int, list[Link]] = defaultdict(list)
        for link in self.links:
            self.needs[link.consumer].append(link)
            self.needed_by[link.provider].append(link)
        self.units = sorted(self.needs.keys() | self.needed_by.keys())

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {unit: number for number, unit in enumerate(self.units)}

    def _drawn(self, links: Iterable[Link], *, directed: bool) -> igraph.Graph:
        numbers = self._numbers
        pairs = [(numbers[link.provider], numbers[link.consumer]) for link in links]
        return igraph.Graph(len(self.units), pairs, directed=directed)

    @cached_property
    def _whole(self) -> igraph.Graph:
        drawn = self._drawn(self.links, directed=True)
        # Of ways that are felt equally soon the one with the fewest steps: a step weighs less than any hour.
        drawn.es["cost"] = [link.holds * HOUR + 1 for link in self.links]
        return drawn

    def hit_by(self, unit: int) -> dict[int, Reached]:
        """Everybody who feels it when `unit` fails: its consumers, theirs, and so on. Without itself; who feels it
        first stands first."""
        return self._reach(unit, "out", _consumer, self.needed_by, _provider, self.needs)

    def leans_on(self, unit: int) -> dict[int, Reached]:
        """Everybody whose failure `unit` would feel: its providers, theirs, and so on. Without itself."""
        return self._reach(unit, "in", _provider, self.needs, _consumer, self.needed_by)

    def _reach(self, start: int, mode: str, end, onward, back, inward) -> dict[int, Reached]:
        if start not in self._numbers:
            return {}
        at = self._numbers[start]
        costs = self._whole.distances(at, weights="cost", mode=mode)[0]
        steps = self._whole.distances(at, mode=mode)[0]
        cost = {unit: int(far) for unit, far in zip(self.units, costs, strict=True) if far != inf}
        strengths = _strengths(start, end, onward)
        numbers = self._numbers
        found = {}
        for unit in sorted(cost, key=cost.__getitem__):
            if unit != start:
                link = _first_felt(unit, cost, inward[unit], back)
                found[unit] = Reached(
                    unit, int(steps[numbers[unit]]), cost[unit] // HOUR, strengths[unit], link
                )
        return found

    def circles(self, *, least: int = 1) -> list[list[int]]:
        """Groups of units that depend on one another in a circle, over links of at least that criticality; each group
        in ascending order, the largest first."""
        chosen = [link for link in self.links if link.weight >= least]
        drawn = self._whole if len(chosen) == len(self.links) else self._drawn(chosen, directed=True)
        components = drawn.connected_components(mode="strong")
        found = [sorted(self.units[number] for number in group) for group in components if len(group) > 1]
        return sorted(found, key=lambda group: (-len(group), group))

    def bridges(self, *, least: int = 1) -> set[int]:
        """Units without which others would no longer be connected at all: articulation points of the links of at
        least that criticality, taken without direction."""
        chosen = [link for link in self.links if link.weight >= least]
        return {self.units[number] for number in self._drawn(chosen, directed=False).articulation_points()}

    def consumers(self, *, least: int = 1) -> dict[int, int]:
        """{provider: number of units that need it}, over links of at least that criticality."""
        return {
            unit: number
            for unit, links in self.needed_by.items()
            if (number := sum(link.weight >= least for link in links))
        }


def _first_felt(unit: int, cost: dict[int, int], links: list[Link], back: Callable) -> Link:
    """The link by which it is felt first: the one whose other end costs least by exactly what the link does."""
    wanted, absent = cost[unit], inf
    for link in links:
        if cost.get(back(link), absent) + link.holds * HOUR + 1 == wanted:
            return link
    raise ValueError(f"{unit} is reached by no link.")


def _strengths(start: int, end: Callable, onward: dict[int, list[Link]]) -> dict[int, int]:
    """The widest path to each unit, level by level: there are only five."""
    strengths: dict[int, int] = {}
    waiting: dict[int, list[int]] = {level: [] for level in HOLDS}
    waiting[max(HOLDS)].append(start)
    for level in sorted(HOLDS, reverse=True):
        stack = waiting[level]  # grows while it is worked off
        while stack:
            unit = stack.pop()
            if unit in strengths:
                continue
            strengths[unit] = level
            for link in onward.get(unit, ()):
                waiting[min(level, link.weight)].append(end(link))
    return strengths
