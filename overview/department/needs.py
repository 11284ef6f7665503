"""The section on who depends on whom: the picture, and the table that says the same."""

from dataclasses import dataclass

from django.utils.text import capfirst

from overview.department.ego import Neighbour, ego
from overview.department.facts import Department
from overview.record.addresses import department_page
from units import standing
from units.choices import Classification, DependencyKind
from units.dependency_rows import buttons
from units.models import Dependency
from units.models.dependency import CRITICAL

HOT = 4
CLASSES = {key: label.lower() for key, label in Classification.choices}
KINDS = {key: label.lower() for key, label in DependencyKind.choices}


@dataclass(frozen=True)
class Needed:
    """One dependency from the side of the department. `href` is empty where the reader may not open the other."""

    id: int
    name: str
    href: str
    flows: str
    critical: int | None
    confirmed: str
    button: str
    both: bool
    fallback: str
    tried_on: object
    in_words: bool
    hot: bool

    @property
    def neighbour(self) -> Neighbour:
        return Neighbour(self.name, (self.critical or 0) >= CRITICAL, not self.both, self.hot)


def dependencies(department: Department) -> dict:
    unit = department.unit
    found, totals = {"consumer": [], "provider": []}, {"consumer": 0, "provider": 0}
    for row in department.dependencies:
        mine = "consumer" if row.consumer_id == unit.pk else "provider"
        found[mine].append(_needed(department, row, mine))
        totals[mine] = row.total
    needs, needed = found["consumer"], found["provider"]
    total, needed_total = totals["consumer"], totals["provider"]
    return {
        "needs": needs,
        "needed_by": needed,
        "total": total,
        "needed_total": needed_total,
        "more": total + needed_total - len(needs) - len(needed),
        "ego": ego(unit.name, [n.neighbour for n in needs], [n.neighbour for n in needed])
        if needs or needed
        else None,
        "hot": any(one.hot for one in (*needs, *needed)),
        "change": department.reader.may("units.change_value"),
    }


def _needed(department: Department, row: Dependency, mine: str) -> Needed:
    theirs = "provider" if mine == "consumer" else "consumer"
    other = getattr(row, theirs)
    seen = other is not None and getattr(row, f"{theirs}_seen")
    by_us, by_them = getattr(row, f"{mine}_confirmed_at"), getattr(row, f"{theirs}_confirmed_at")
    return Needed(
        row.pk,
        other.name if other else row.provider_named,
        _href(department, other) if seen else "",
        _flows(row),
        row.criticality,
        standing.mark(row),
        _button(department, row, mine),
        bool(by_us and by_them),
        row.fallback,
        row.fallback_tested_on,
        other is None,
        # What the department may not read of its neighbours stays out of a page that is projected, too.
        bool(seen and not department.reader.share and (other.risk_on(department.reader.today) or 0) >= HOT),
    )


def _button(department: Department, row: Dependency, mine: str) -> str:
    """Confirms it for the department whose page this is."""
    reader = department.reader
    if not reader.may("units.confirm_dependency"):
        return ""
    return buttons(row, [mine], team=reader.user.has_perm("units.view_every_unit"))


def _href(department: Department, other) -> str:
    page = department_page(other.code)
    return f"{page}?share=1" if department.reader.share else page


def _flows(row: Dependency) -> str:
    parts = [row.flows or KINDS[row.kind], CLASSES.get(row.classification, "")]
    return capfirst(", ".join(part for part in parts if part))
