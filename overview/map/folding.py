"""What of a network is visible: everything where it is small; where it is large, branches folded into one node, with
the dependencies of everything inside them summed. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from overview.map.network import Link, Network, Node
from units.choices import DependencyKind

MOST = 150  # so many nodes are shown before branches are folded
MOST_ON_PHONE = 30  # more could not be read there
EVERYTHING = "all"
UNSAID = 3  # how critical a dependency counts of which nobody has said it
BITS = {kind: 1 << place for place, kind in enumerate(DependencyKind.values)}
SUMMED = {"people"}  # what is added up over a folded branch; of the rest it shows the highest


@dataclass(slots=True)
class Shown:
    """One visible node. `frame` is the open branch it stands in, its own where it is open; `inside` how many
    departments are folded into it; `parts` how many stand directly below it."""

    node: Node
    frame: int | None
    inside: int = 0
    parts: int = 0
    facts: tuple = ()


@dataclass(slots=True)
class Line:
    """All dependencies of one visible node on another: what flows goes from `provider` to `consumer`. `kinds` holds
    a bit for each kind."""

    provider: int
    consumer: int
    number: int = 0
    critical: int = 0
    kinds: int = 0
    unsure: int = 0  # of these so many are not confirmed by both sides

    @property
    def weight(self) -> int:
        return self.critical or UNSAID


@dataclass
class Picture:
    """`frames`: open branches -> the branch around them. `folded` where something is folded that could be opened."""

    shown: dict[int, Shown]
    frames: dict[int, int | None]
    lines: list[Line]
    total: int

    @property
    def folded(self) -> bool:
        return any(one.inside for one in self.shown.values())


def fold(
    network: Network, *, opened: Collection[str] = (), shut: Collection[str] = (), most: int = MOST
) -> Picture:
    """`opened` and `shut` are codes of branches that somebody opened or shut; `all` opens everything."""
    nodes = network.nodes
    order, children, depth = _tree(nodes)
    until = len(nodes) if EVERYTHING in opened else _depth_shown(depth, most)
    wanted, unwanted = {code.lower() for code in opened}, {code.lower() for code in shut}
    stands_for: dict[int, int] = {}
    is_open: set[int] = set()
    for at in order:
        parent = nodes[at].parent
        visible = parent not in nodes or parent in is_open
        stands_for[at] = at if visible else stands_for[parent]
        code = nodes[at].code.lower()
        if visible and children[at] and (code in wanted or (depth[at] < until and code not in unwanted)):
            is_open.add(at)
    shown = _shown(network, order, children, stands_for, is_open)
    frames = {at: nodes[at].parent if nodes[at].parent in nodes else None for at in order if at in is_open}
    return Picture(shown, frames, _lines(network.links, stands_for), len(nodes))


def _tree(nodes: dict[int, Node]) -> tuple[list[int], dict[int, list[int]], dict[int, int]]:
    """Ids with parents first, the children of each, and how deep each lies."""
    children: dict[int, list[int]] = {at: [] for at in nodes}
    order = []
    for at, node in nodes.items():
        if node.parent in nodes:
            children[node.parent].append(at)
        else:
            order.append(at)
    depth = dict.fromkeys(order, 0)
    for at in order:  # grows while it is walked
        for child in children[at]:
            depth[child] = depth[at] + 1
            order.append(child)
    return order, children, depth


def _depth_shown(depth: dict[int, int], most: int) -> int:
    """The greatest depth down to which no more than `most` nodes lie; at least one at which there are two."""
    if len(depth) <= most:
        return len(depth)
    levels: dict[int, int] = {}
    for level in depth.values():
        levels[level] = levels.get(level, 0) + 1
    sum_, until = levels[0], 0
    while until + 1 in levels and (sum_ < 2 or sum_ + levels[until + 1] <= most):
        until += 1
        sum_ += levels[until]
    return until


def _shown(network, order, children, stands_for, is_open) -> dict[int, Shown]:
    nodes, found, inside = network.nodes, {}, {}
    for at in order:
        if (there := stands_for[at]) != at:
            inside.setdefault(there, []).append(at)
            continue
        parent = nodes[at].parent
        frame = at if at in is_open else parent if parent in nodes else None
        found[at] = Shown(nodes[at], frame, parts=len(children[at]), facts=nodes[at].facts)
    for at, within in inside.items():
        found[at].inside = len(within)
        found[at].facts = _together(network.facts, [nodes[one].facts for one in (at, *within)])
    return found


def _together(names: Iterable[str], rows: list[tuple]) -> tuple:
    columns = zip(*rows, strict=True)
    known = [[value for value in column if value is not None] for column in columns]
    return tuple(
        (sum(values) if name in SUMMED else max(values)) if values else None
        for name, values in zip(names, known, strict=True)
    )


def _lines(links: Iterable[Link], stands_for: dict[int, int]) -> list[Line]:
    found: dict[tuple[int, int], Line] = {}
    for provider, consumer, kind, criticality, by_consumer, by_provider in links:
        pair = stands_for[provider], stands_for[consumer]
        if pair[0] == pair[1]:
            continue
        if (line := found.get(pair)) is None:
            line = found[pair] = Line(*pair)
        line.number += 1
        line.kinds |= BITS[kind]
        if criticality and criticality > line.critical:
            line.critical = criticality
        if by_consumer is not None and not (by_consumer and by_provider):
            line.unsure += 1
    return list(found.values())


def least_critical(picture: Picture) -> int:
    """From which criticality lines are drawn at first, so that the picture can be read: fewer where they are dense."""
    bearable = max(MOST, 5 * len(picture.shown) // 2)
    for least in range(1, 5):
        if sum(line.weight >= least for line in picture.lines) <= bearable:
            return least
    return 5
