"""Who is reached through whom: closures, circles and single points of failure over dependencies.

Pure: numbers of units in, numbers of units out; no database, no clock. Sizes: n units, m dependencies.
Sources: strongly connected components and articulation points as igraph computes them; arrival by Dijkstra's
shortest path; the strength of a connection as the widest path, the path whose weakest link is strongest.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import igraph

# Hours from a provider's failure until its consumer feels it, by how critical the dependency is (1–5).
# Where nobody has said how critical, a day is assumed, as for the middle of the scale.
HOLDS = {5: 0, 4: 4, 3: 24, 2: 72, 1: 168}
UNSAID = 3


@dataclass(frozen=True)
class Link:
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


@dataclass(frozen=True)
class Reached:
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

    def hit_by(self, unit: int) -> dict[int, Reached]:
        """Everybody who feels it when `unit` fails: its consumers, theirs, and so on. Without itself."""
        return _reach(unit, lambda at: self.needed_by.get(at, ()), lambda link: link.consumer)

    def leans_on(self, unit: int) -> dict[int, Reached]:
        """Everybody whose failure `unit` would feel: its providers, theirs, and so on. Without itself."""
        return _reach(unit, lambda at: self.needs.get(at, ()), lambda link: link.provider)

    def circles(self, *, least: int = 1) -> list[list[int]]:
        """Groups of units that depend on one another in a circle, over links of at least that criticality; each group
        in ascending order, the largest first."""
        chosen = [link for link in self.links if link.weight >= least]
        components = self._drawn(chosen, directed=True).connected_components(mode="strong")
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


def _reach(start: int, links: Callable, end: Callable) -> dict[int, Reached]:
    steps = _steps(start, links, end)
    strengths = _strengths(start, links, end)
    found: dict[int, Reached] = {}
    done: set[int] = set()
    # (hours, steps, unit, link it came by); the fewest hours first, then the fewest steps, then the lower number.
    queue: list[tuple] = [(0, 0, start, 0, None)]
    order = 0
    while queue:
        after, far, at, _, via = heapq.heappop(queue)
        if at in done:
            continue
        done.add(at)
        if via is not None:
            found[at] = Reached(at, steps[at], after, strengths[at], via)
        for link in links(at):
            if (unit := end(link)) not in done:
                order += 1
                heapq.heappush(queue, (after + link.holds, far + 1, unit, order, link))
    return found


def _steps(start: int, links: Callable, end: Callable) -> dict[int, int]:
    steps, level, far = {start: 0}, [start], 0
    while level:
        far += 1
        following = []
        for at in level:
            for link in links(at):
                if (unit := end(link)) not in steps:
                    steps[unit] = far
                    following.append(unit)
        level = following
    return steps


def _strengths(start: int, links: Callable, end: Callable) -> dict[int, int]:
    """The widest path to each unit, level by level: there are only five."""
    strengths: dict[int, int] = {}
    reached = {start}
    for strength in sorted(HOLDS, reverse=True):
        stack = list(reached)
        while stack:
            for link in links(stack.pop()):
                unit = end(link)
                if link.weight >= strength and unit not in reached:
                    reached.add(unit)
                    strengths[unit] = strength
                    stack.append(unit)
    return strengths
