"""The map as tables: departments and dependencies, for whoever would rather read or cannot see the picture."""

from collections.abc import Callable
from dataclasses import dataclass

from common.addresses import address
from common.html import escaped, filled
from common.lists import Page, page_at
from overview.map.branches import Branches
from overview.map.folding import Picture
from overview.map.network import FACTS, Network
from overview.map.query import UNITS, MapQuery
from units.choices import DependencyKind, Harm, Kind
from units.columns import RISK_GLYPHS

KINDS, FLOWS = dict(Kind.choices), dict(DependencyKind.choices)
HARMS = dict(Harm.choices)
LABELS = {"risk": "Risk", "importance": "Importance", "impact": "Worst impact", "people": "People"}
BOTH, CONSUMER, PROVIDER, NOBODY = (
    "both sides",
    "only by who needs it",
    "only by who provides it",
    "nobody yet",
)
SAID = {
    "risk": lambda level: RISK_GLYPHS[level],
    "importance": lambda level: f"{level} of 5",
    "impact": lambda harm: HARMS[harm],
    "people": lambda people: f"{people:,}",
}
NUMERIC = {"people", "needs", "needed", "critical"}


@dataclass(frozen=True)
class Heading:
    """`sort` gives the value rows are ordered by; `cell` what stands in the cell."""

    name: str
    label: str
    sort: Callable
    cell: Callable
    main: bool = False

    @property
    def css(self) -> str:
        return " ".join(filter(None, ["" if self.main else "opt", "num" if self.name in NUMERIC else ""]))

    @property
    def falls(self) -> bool:
        return self.name in NUMERIC or self.name in FACTS


@dataclass(frozen=True)
class Table:
    headings: list[Heading]
    sort: str
    page: Page
    total: int

    @property
    def rows(self) -> list[list[tuple[str, str, str]]]:
        """Of each row its cells: (class, label, HTML)."""
        return [[(h.css, h.label, escaped(h.cell(row))) for h in self.headings] for row in self.page.rows]


def table(
    query: MapQuery, network: Network, view: str, *, whole: bool = False, picture: Picture | None = None
) -> Table:
    """Departments or dependencies, a page of them in the order asked for; `whole` for paper, in the usual order. With
    the `picture` branches can be opened and closed from here."""
    headings, rows = (_departments if view == UNITS else _dependencies)(network)
    if picture is not None and view == UNITS and (picture.frames or picture.folded):
        branches = Branches(query, picture)
        headings.append(Heading("branch", "In the picture", branches.rank, branches.cell))
    by_name = {heading.name: heading for heading in headings}
    asked = "" if whole else query.query.sort
    if asked.lstrip("-") not in by_name or asked.startswith("--"):
        if asked:
            query.query.problems.append(
                f"The table cannot be sorted by “{asked[:40]}”; it is sorted as usual."
            )
        asked = headings[0].name if view == UNITS else "-critical"
    value = by_name[asked.lstrip("-")].sort
    known = [row for row in rows if value(row) is not None]
    known.sort(key=value, reverse=asked.startswith("-"))
    rows = known + [row for row in rows if value(row) is None]
    page = page_at(query.query.page, len(rows), lambda start, end: rows if whole else rows[start:end])
    return Table(headings, asked, page, len(rows))


def _departments(network: Network):
    needs = dict.fromkeys(network.nodes, 0)
    needed = dict.fromkeys(network.nodes, 0)
    for link in network.links:
        needs[link.consumer] += 1
        needed[link.provider] += 1
    nodes = network.nodes

    def above(node):
        return nodes[node.parent].name if node.parent in nodes else None

    headings = [
        Heading("name", "Department", lambda n: n.name.lower(), _linked, main=True),
        Heading("kind", "Kind", lambda n: KINDS.get(n.kind), lambda n: KINDS.get(n.kind, "–")),
        Heading("parent", "Belongs to", above, lambda n: above(n) or "–"),
        *(_fact(at, name) for at, name in enumerate(network.facts)),
        Heading("needs", "Needs", lambda n: needs[n.id], lambda n: needs[n.id]),
        Heading("needed", "Is needed by", lambda n: needed[n.id], lambda n: needed[n.id], main=True),
    ]
    return headings, list(nodes.values())


def _fact(at: int, name: str) -> Heading:
    def value(node):
        return node.facts[at] if node.facts else None

    def cell(node):
        known = value(node)
        return "–" if known is None else SAID[name](known)

    return Heading(name, LABELS[name], value, cell, main=name == "risk")


def _dependencies(network: Network):
    nodes = network.nodes
    headings = [
        Heading("consumer", "Who needs it", lambda k: nodes[k.consumer].name.lower(),
                lambda k: _linked(nodes[k.consumer]), main=True),
        Heading("provider", "Who provides it", lambda k: nodes[k.provider].name.lower(),
                lambda k: _linked(nodes[k.provider]), main=True),
        Heading("kind", "Kind", lambda k: FLOWS[k.kind], lambda k: FLOWS[k.kind]),
        Heading("critical", "Critical, of 5", lambda k: k.criticality, lambda k: k.criticality or "–", main=True),
    ]  # fmt: skip
    if network.sides:
        headings.append(Heading("confirmed", "Confirmed by", _confirmed, _confirmed))
    return headings, network.links


def _confirmed(link) -> str:
    if link.by_consumer and link.by_provider:
        return BOTH
    return CONSUMER if link.by_consumer else PROVIDER if link.by_provider else NOBODY


def _linked(node):
    return filled('<a href="{}">{}</a>', address("map_panel", node.code), node.name)
