"""Who gets what, as the page asks it: one list for each department, one for each kind of thing, one for each thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from overview.reorganising.holdings import Group, holdings
from overview.reorganising.plan import NOBODY, STAY, Plan, Share
from overview.reorganising.preview import names_of
from units.models import Unit
from units.shares import Thing

# Browsers send every list, chosen or not, and a form may hold two thousand fields.
MOST_LISTS = 1200


@dataclass(frozen=True)
class Choice:
    """One list to choose from; an empty value leaves it to the list above."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    group: Group
    choice: Choice
    singles: list[Choice]

    @property
    def said_singly(self) -> bool:
        return any(one.value for one in self.singles)


@dataclass(frozen=True)
class Table:
    """Everything one department has, with who gets it."""

    unit: Unit
    rest: Choice
    rows: list[Row]


class Sharing:
    """Reads what was sent, or what the plan says so far; `tables` is what the page shows."""

    def __init__(self, plan: Plan, data: Mapping | None, *, on: date, at: datetime):
        self.plan, self.data = plan, data if data is not None and "shared" in data else None
        self.names = names_of(plan)
        units = Unit.objects.filter(pk__in=plan.units).select_related("parent").order_by("name", "pk")
        held = [(unit, holdings(unit, on=on, at=at)) for unit in units]
        self._named = _nameable(held)
        self.tables = [self._table(unit, groups) for unit, groups in held]
        self.tables = [table for table in self.tables if table.rows]
        self.missing = [table.unit.name for table in self.tables if not table.rest.value]

    def _table(self, unit: Unit, groups: list[Group]) -> Table:
        kept = self.plan.shares.get(unit.pk, Share())
        places = [(place, self.names[place]) for place in self.plan.places]
        if self.plan.stays:
            places.append((STAY, f"Stays with {unit.name}"))
        default = STAY if self.plan.stays else places[0][0] if len(places) == 1 else ""
        rest = self._choice(
            f"rest-{unit.pk}", f"Everything of {unit.name}", kept.rest or default, places, "Choose…"
        )
        return Table(unit, rest, [self._row(unit, group, kept, places) for group in groups])

    def _row(self, unit: Unit, group: Group, kept: Share, places: list[tuple[str, str]]) -> Row:
        nobody = [] if self.plan.stays else [(NOBODY, f"Nobody: {group.kind.ends}")]
        own = f"{unit.pk}-{group.thing}"
        choice = self._choice(
            f"all-{own}", f"{group.kind.heading} of {unit.name}", kept.by_thing.get(group.thing, ""),
            places + nobody, "As everything",
        )  # fmt: skip
        singles = [
            self._choice(
                f"one-{own}-{pk}",
                text,
                kept.singly.get(f"{group.thing}:{pk}", ""),
                places + nobody,
                "As above",
            )
            for pk, text in (group.items if (unit.pk, group.thing) in self._named else [])
        ]
        return Row(group, choice, singles if len(singles) > 1 else [])

    def _choice(self, name: str, label: str, kept: str, options: list, empty: str) -> Choice:
        value = self.data.get(name, "") if self.data is not None else kept
        options = [("", empty), *options]
        return Choice(name, label, value if value in dict(options) else "", options)

    def shares(self) -> dict[int, Share]:
        return {table.unit.pk: _share(table) for table in self.tables}

    def hidden(self) -> list[tuple[str, str]]:
        """(name, value) to carry along while the page shows something else."""
        found = [("shared", "1")]
        for table in self.tables:
            choices = [table.rest, *(row.choice for row in table.rows)]
            choices += [one for row in table.rows for one in row.singles]
            found += [(one.name, one.value) for one in choices if one.value]
        return found


def _nameable(held: list[tuple[Unit, list[Group]]]) -> set[tuple[int, Thing]]:
    """Of which kinds each thing has a list of its own, the small ones first: a form holds only so many."""
    groups = [(len(group.items), unit.pk, group.thing) for unit, groups in held for group in groups]
    named, left = set(), MOST_LISTS
    for size, unit, thing in sorted(groups):
        left -= size
        if left >= 0:
            named.add((unit, thing))
    return named


def _share(table: Table) -> Share:
    share = Share(table.rest.value)
    for row in table.rows:
        thing = str(row.group.thing)
        if row.choice.value:
            share.by_thing[thing] = row.choice.value
        for one in row.singles:
            if one.value:
                share.singly[f"{thing}:{one.name.rpartition('-')[2]}"] = one.value
    return share
