"""What the pack holds: of every open department whom to call and who is hit next. Fields of the widest audience only,
so that one pack is right for everybody who may take it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Lower

from contacts.call_finding import called
from contacts.cards import Counterpart, FirstCall, Line, first_calls, with_numbers
from contacts.choices import Purpose
from overview.impact.facts import SAYS
from overview.impact.reach import MOST_SHOWN, wave_of
from units.choices import Status
from units.graph import Graph, Link
from units.models import Dependency, Unit

LINES = 6
BATCH = 500
# Beyond so many departments only those directly hit are named: everybody's whole chain would take too long.
MOST_CHAINS = 1500
MOST_NEXT = 40


@dataclass(frozen=True)
class Next:
    """A department that is hit after this one: when, why, and its first number."""

    code: str
    name: str
    wave: str
    says: str
    fallback: str
    person: str = ""
    phone: str = ""
    number: str = ""


@dataclass(frozen=True)
class Leaf:
    """One department in the pack."""

    code: str
    name: str
    kind: str
    lines: list[Line]
    ours: Counterpart | None
    next: list[Next]
    more: int


@dataclass(frozen=True)
class Content:
    leaves: list[Leaf]

    @property
    def holds(self) -> dict[str, int]:
        people = {line.contact.pk: line.number for leaf in self.leaves for line in leaf.lines}
        return {
            "units": len(self.leaves),
            "people": len(people),
            "numbers": len({number for number in people.values() if number}),
        }


def silently(*_) -> None:
    """For whoever need not know how far it is."""


def content(*, on: date, progress: Callable = silently) -> Content:
    progress(0, 0, "Reading whom to call")
    units = list(called(Unit.objects.exclude(status=Status.CLOSED)).order_by(Lower("name"), "pk"))
    calls: dict[int, FirstCall] = {}
    for start in range(0, len(units), BATCH):
        for call in first_calls(units[start : start + BATCH], Purpose.INCIDENT, on=on, most=LINES):
            calls[call.unit.pk] = call
    ours = with_numbers([call.counterpart for call in calls.values() if call.counterpart], on=on)
    links = _links(set(calls))
    graph = Graph(link for link, _, _ in links.values())
    whole = len(units) <= MOST_CHAINS
    leaves = []
    for unit in units:
        progress(len(leaves), len(units), "Working out who is hit next")
        leaves.append(_leaf(calls[unit.pk], calls, ours, graph, links, whole=whole))
    return Content(leaves)


def _links(known: set[int]) -> dict[tuple[int, int], tuple[Link, str, str]]:
    """The most critical dependency of each pair, with its kind and what is fallen back on."""
    rows = Dependency.objects.filter(provider__isnull=False).order_by("pk")
    found: dict[tuple[int, int], tuple[Link, str, str]] = {}
    for consumer, provider, criticality, kind, fallback in rows.values_list(
        "consumer_id", "provider_id", "criticality", "kind", "fallback"
    ):
        pair, link = (consumer, provider), Link(consumer, provider, criticality)
        if (
            consumer in known
            and provider in known
            and (pair not in found or found[pair][0].weight < link.weight)
        ):
            found[pair] = link, kind, fallback
    return found


def _leaf(call: FirstCall, calls, ours, graph: Graph, links, *, whole: bool) -> Leaf:
    unit = call.unit
    answers = call.counterpart and ours.get(call.counterpart.user.pk, call.counterpart)
    following = _chain(unit.pk, graph) if whole else _direct(unit.pk, graph)
    return Leaf(
        unit.code,
        unit.name,
        unit.get_kind_display() if unit.kind else "",
        [call.line, *call.others] if call.line else [],
        answers or None,
        [_next(unit.pk, after, link, calls, links) for after, link in following[:MOST_NEXT]],
        max(len(following) - MOST_NEXT, 0),
    )


def _chain(unit: int, graph: Graph) -> list[tuple[int, Link]]:
    reached = sorted(
        graph.hit_by(unit).values(), key=lambda one: (one.after, -one.strength, one.steps, one.unit)
    )
    return [(one.after, one.via) for one in reached[:MOST_SHOWN]]


def _direct(unit: int, graph: Graph) -> list[tuple[int, Link]]:
    found = [(link.holds, link) for link in graph.needed_by.get(unit, ())]
    return sorted(found, key=lambda one: (one[0], one[1].consumer))


def _next(start: int, after: int, link: Link, calls, links) -> Next:
    _, kind, fallback = links[(link.consumer, link.provider)]
    of_it, of_other = SAYS[kind]
    says = of_it if link.provider == start else of_other.format(calls[link.provider].unit.name)
    call = calls[link.consumer]
    line = call.line
    return Next(
        call.unit.code, call.unit.name, wave_of(after), says, fallback,
        line.contact.name if line else "", line.contact.phone if line else "", line.number if line else "",
    )  # fmt: skip
