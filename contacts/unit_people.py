"""What the page about the people of one unit shows: every responsibility with who holds it, the owners of what the
unit has, who comes later and who was there before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q

from contacts.functions import OF_THINGS, OF_UNITS
from contacts.holding import EXPECTED, Holder, Holders, people_of
from contacts.models import Assignment, Function
from units import tree
from units.models import Asset, Process

MOST_BEFORE = 100
MOST_UNOWNED = 30


@dataclass(frozen=True)
class Line:
    """One responsibility for the unit as a whole. `expected`: it is missed where nobody holds it."""

    function: Function
    holders: list[Holder]
    inherited_from: str
    expected: bool
    nameable: bool

    @property
    def nobody(self) -> bool:
        return not any(not holder.gone for holder in self.holders)


@dataclass
class UnitPeople:
    """Everything about the people of one unit as one reader sees it."""

    unit: object
    on: date
    lines: list[Line]
    owners: list[Holder]
    unowned: list[tuple[str, object]]
    unowned_total: int
    later: list[Assignment]
    before: list[Assignment]
    left_behind: list[Holder]
    holders: Holders
    nameable: set[int] = field(default_factory=set)

    @property
    def named(self) -> int:
        return len({h.contact.pk for h in self.holders.everybody if not h.inherited_from and not h.gone})

    @property
    def missing(self) -> list[str]:
        return [line.function.name.lower() for line in self.lines if line.expected and line.nobody]


def path_ids(unit) -> tuple[list[int], list[int]]:
    """Ids from the unit upward, the nearest first: of everything above, and of whoever answers for it."""
    both = tree.ancestors_and_answering([unit.pk])
    above, answering = ([unit.pk, *(pk for pk, _, _ in reversed(paths[unit.pk]))] for paths in both)
    return above, answering


def unit_people(unit, *, user, nameable: set[int], on: date, answering=None) -> UnitPeople:
    """`nameable`: ids of the responsibilities the reader may name people for; none for who only reads."""
    holders = people_of(unit, answering or path_ids(unit)[1], on=on)
    functions = Function.objects.visible_to(user).order_by("position", "name")
    terms = _other_terms(unit, on=on)
    unowned = _unowned(unit, user, {holder.thing for holder in holders.of_things})
    return UnitPeople(
        unit=unit,
        on=on,
        lines=list(_lines(functions, holders, nameable)),
        owners=sorted(
            holders.of_things, key=lambda h: (h.thing.name.lower(), h.function.position, h.priority)
        ),
        unowned=unowned[:MOST_UNOWNED],
        unowned_total=len(unowned),
        later=sorted((one for one in terms if one.since and one.since > on), key=lambda one: one.since),
        before=[one for one in terms if one.until and one.until < on][:MOST_BEFORE],
        left_behind=[h for h in holders.left_behind if h not in holders.of(h.function.code).holders],
        holders=holders,
        nameable=nameable,
    )


def _lines(functions: Iterable[Function], holders: Holders, nameable: set[int]):
    for function in functions:
        holding = holders.of(function.code)
        if function.code in OF_THINGS and not holding.holders:
            continue
        usual = function.code in OF_UNITS and not function.retired
        if usual or holding.holders:
            yield Line(
                function,
                list(holding.holders),
                holding.inherited_from,
                function.code in EXPECTED,
                function.pk in nameable and not function.retired,
            )


def _other_terms(unit, *, on: date) -> list[Assignment]:
    """Terms that begin later, then those that are over, the latest first; of the past only so many."""
    rows = Assignment.objects.filter(Q(since__gt=on) | Q(until__lt=on), unit=unit)
    rows = rows.select_related("contact", "function", "asset", "process")
    return list(rows.order_by(F("until").desc(nulls_first=True), "since", "pk")[: 2 * MOST_BEFORE])


def _unowned(unit, user, owned: set) -> list[tuple[str, object]]:
    """(kind, thing) of each asset and process of the unit that nobody looks after, the most critical first."""
    assets = (
        Asset.objects.visible_to(user)
        .filter(unit=unit)
        .order_by(F("criticality").desc(nulls_last=True), "name")
    )
    processes = Process.objects.visible_to(user).filter(unit=unit).order_by("name")
    things = [("asset", one) for one in assets] + [("process", one) for one in processes]
    return [(kind, one) for kind, one in things if one not in owned]


def things_of(unit, user) -> list:
    """What somebody of the unit can look after, as choices of a list."""
    assets = Asset.objects.visible_to(user).filter(unit=unit).order_by("name").values_list("pk", "name")
    processes = Process.objects.visible_to(user).filter(unit=unit).order_by("name").values_list("pk", "name")
    groups = [
        ("Processes", [(f"process:{pk}", name) for pk, name in processes]),
        ("What it cannot lose", [(f"asset:{pk}", name) for pk, name in assets]),
    ]
    return [group for group in groups if group[1]]
