"""The list as a tree: whole where it is small, one level at a time where it is large."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.db.models import Count, Sum

from common import lists
from units import tree
from units.lists import UnitList
from units.models import Unit

WHOLE = 300  # up to so many departments the tree is shown at once


@dataclass
class Branch:
    """One row of the tree. `context` marks an ancestor that the filter itself left out."""

    unit: SimpleNamespace
    depth: int
    cells: str
    parts: int
    people: int | None
    context: bool = False

    @property
    def step(self) -> int:
        """Indentation 0–9; deeper looks like nine."""
        return min(self.depth, 9)


def whole_forest(listing: UnitList) -> list[Branch]:
    """Every matching department under its ancestors, in tree order by name, with the people of each branch."""
    ids = set(listing.matching.values_list("pk", flat=True))
    above = {unit_id for path in tree.ancestors(ids).values() for unit_id, _, _ in path} - ids
    if above:
        seen = Unit.objects.visible_to(listing.request.user).filter(pk__in=above)
        above = set(seen.values_list("pk", flat=True))
    units = {unit.pk: unit for unit in listing.load([*ids | above])}
    children: dict[int | None, list] = {}
    for unit in sorted(units.values(), key=lambda u: (u.name.lower(), u.pk)):
        children.setdefault(unit.parent_id if unit.parent_id in units else None, []).append(unit)
    return [
        Branch(unit, depth, _cells(listing, unit), len(children.get(unit.pk, ())), people, unit.pk not in ids)
        for unit, depth, people in _walk(children)
    ]


def _walk(children: dict[int | None, list]):
    """(unit, depth, people of the branch) in tree order; without recursion, so that depth has no limit."""
    order, stack = [], [(unit, 0) for unit in reversed(children.get(None, []))]
    while stack:
        unit, depth = stack.pop()
        order.append((unit, depth))
        stack.extend((child, depth + 1) for child in reversed(children.get(unit.pk, [])))
    people: dict[int, int] = {}
    for unit, _ in reversed(order):
        own = (unit.headcount or 0) + sum(people[child.pk] for child in children.get(unit.pk, []))
        people[unit.pk] = own
    return [(unit, depth, people[unit.pk] or None) for unit, depth in order]


def one_level(listing: UnitList) -> list[Branch]:
    """The page's departments, each with the number and the people of its direct parts."""
    units = listing.page.rows
    parts = {
        row["parent"]: row
        for row in Unit.objects.visible_to(listing.request.user)
        .filter(parent__in=[unit.pk for unit in units])
        .values("parent")
        .annotate(parts=Count("pk"), people=Sum("headcount"))
        .order_by()
    }
    found = []
    for unit in units:
        below = parts.get(unit.pk, {"parts": 0, "people": None})
        people = (unit.headcount or 0) + (below["people"] or 0)
        found.append(Branch(unit, 0, _cells(listing, unit), below["parts"], people or None))
    return found


def topmost(listing: UnitList) -> None:
    """Narrows an unfiltered large list to where the tree begins for this person."""
    user = listing.request.user
    if user.has_perm("units.view_every_unit"):
        listing.matching = listing.matching.filter(parent__isnull=True)
        return
    # Their tree begins with units they are named on, unless one above it is theirs as well.
    visible = Unit.objects.visible_to(user)
    listing.matching = listing.matching.filter(stewardships__user=user).exclude(parent__in=visible)


def _cells(listing: UnitList, unit) -> str:
    return lists.cells([column for column in listing.query.columns if column.name != "parent"], unit)
