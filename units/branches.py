"""The list as a tree: whole where it is small, with the sums of each branch; one level at a time where it is large."""

from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

from django.db.models import Count

from common import choosing, lists
from common.html import filled
from units import tree
from units.lists import UnitList
from units.models import Unit

WHOLE = 300  # up to so many departments the tree is shown at once
# Shown for the whole branch instead, unless somebody asks for them.
SUMMED = {"headcount", "annual_revenue"}
SUM_HEADINGS = ("Departments", "People", "Revenue, m")
TWIST = (
    '<th scope="row"><button class="twist needs-script" type="button" aria-expanded="{}" data-twist'
    ' aria-label="Parts of {}"></button>'
)
NO_TWIST = '<th scope="row"><span class="twist"></span>'


@dataclass
class Sums:
    """Over a department and everything below it, of what the filter lets through. None says that nothing is known."""

    departments: int = 0
    people: int | None = None
    revenue: Decimal | None = None

    def add(self, other: "Sums") -> None:
        self.departments += other.departments
        self.people = _plus(self.people, other.people)
        self.revenue = _plus(self.revenue, other.revenue)


@dataclass
class Branch:
    """One row of the tree. `context` marks an ancestor that the filter itself left out; `sums` is None where they are
    asked for once the page is shown."""

    unit: SimpleNamespace
    depth: int
    cells: str
    parts: int
    sums: Sums | None = None
    context: bool = False

    @property
    def step(self) -> int:
        """Indentation 0–9; deeper looks like nine."""
        return min(self.depth, 9)


def columns_of(listing: UnitList) -> list[lists.Column]:
    """The columns of the tree: it shows by itself where something belongs, and sums."""
    left_out = {"parent"} | (SUMMED if not listing.request.GET.getlist("columns") else set())
    return [column for column in listing.query.columns if column.name not in left_out]


def whole_forest(listing: UnitList, *, boxes: bool = False) -> list[Branch]:
    """Every matching department under its ancestors, in tree order by name, with the sums of each branch."""
    ids = set(listing.matching.values_list("pk", flat=True))
    above = {unit_id for path in tree.ancestors(ids).values() for unit_id, _, _ in path} - ids
    if above:
        seen = Unit.objects.visible_to(listing.request.user).filter(pk__in=above)
        above = set(seen.values_list("pk", flat=True))
    units = {unit.pk: unit for unit in listing.load([*ids | above])}
    children: dict[int | None, list] = {}
    for unit in sorted(units.values(), key=lambda u: (u.name.lower(), u.pk)):
        children.setdefault(unit.parent_id if unit.parent_id in units else None, []).append(unit)
    columns, found = columns_of(listing), []
    for unit, depth, sums in _walk(children, ids):
        parts, context = len(children.get(unit.pk, ())), unit.pk not in ids
        cells = _cells(columns, unit, folds=bool(parts), box=boxes, empty=context)
        found.append(Branch(unit, depth, cells, parts, sums, context))
    return found


def _walk(children: dict[int | None, list], counted: set[int]):
    """(unit, depth, sums of the branch) in tree order; without recursion, so that depth has no limit."""
    order, stack = [], [(unit, 0) for unit in reversed(children.get(None, []))]
    while stack:
        unit, depth = stack.pop()
        order.append((unit, depth))
        stack.extend((child, depth + 1) for child in reversed(children.get(unit.pk, [])))
    sums: dict[int, Sums] = {}
    for unit, _ in reversed(order):
        own = Sums(1, unit.headcount, unit.annual_revenue) if unit.pk in counted else Sums()
        for child in children.get(unit.pk, []):
            own.add(sums[child.pk])
        sums[unit.pk] = own
    return [(unit, depth, sums[unit.pk]) for unit, depth in order]


def _plus(one, other):
    return other if one is None else one if other is None else one + other


def one_level(listing: UnitList, *, boxes: bool = False) -> list[Branch]:
    """The page's departments, each with the number of its direct parts."""
    units = listing.page.rows
    parts = dict(
        Unit.objects.visible_to(listing.request.user)
        .filter(parent__in=[unit.pk for unit in units])
        .values_list("parent")
        .annotate(parts=Count("pk"))
        .order_by()
    )
    columns = columns_of(listing)
    return [
        Branch(
            unit,
            0,
            _cells(columns, unit, folds=unit.pk in parts, opened=False, box=boxes),
            parts.get(unit.pk, 0),
        )
        for unit in units
    ]


def topmost(listing: UnitList) -> None:
    """Narrows an unfiltered large list to where the tree begins for this person."""
    user = listing.request.user
    if user.has_perm("units.view_every_unit"):
        listing.matching = listing.matching.filter(parent__isnull=True)
        return
    # Their tree begins with units they are named on, unless one above it is theirs as well.
    visible = Unit.objects.visible_to(user)
    listing.matching = listing.matching.filter(stewardships__user=user).exclude(parent__in=visible)


def _cells(columns, unit, *, folds: bool, opened: bool = True, box: bool = False, empty: bool = False):
    """The cells of one row, with what folds its parts away before its name. `empty` leaves the box out."""
    cells = lists.cells(columns, unit)
    twist = filled(TWIST, "true" if opened else "false", unit.name) if folds else filled(NO_TWIST)
    twisted = type(cells)(cells.replace('<th scope="row">', twist, 1))
    if not box:
        return twisted
    return filled(
        "{}{}", filled('<td class="pick"></td>') if empty else choosing.box(unit.pk, unit.name), twisted
    )
