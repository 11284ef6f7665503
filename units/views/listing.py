"""The list of departments as table, tree, matrix and charts."""

from django.shortcuts import render
from django.urls import reverse

from accounts.access import requires
from common import choosing, lists
from common.filtered import narrowing
from common.kept_views import keeps_views, whole
from common.lists import Link
from common.past import past_days
from units import branches
from units.charts import charts
from units.lists import CHARTS, MATRIX, TABLE, TREE, UnitList
from units.matrix import STEPS, matrix
from units.together import UNITS_TOGETHER

VIEWS = (
    ("Everything", ""),
    ("Active", "status=active"),
    ("I look after", "mine=1"),
    ("High risk", "status=active&risk=4&risk=5"),
    ("Records to complete", "incomplete=1"),
    ("Nobody owns it", "status=active&owner=none"),
    ("Partners outside", "kind=external_partner"),
    ("Closed", "status=closed&sort=-closed_on"),
)


@requires("units.view_unit")
@keeps_views("Departments")
@past_days
def list_units(request):
    listing = UnitList(request)
    context = narrowing(listing) | {
        "views": _views(request),
        "shapes": _shapes(request),
        "unfiltered": whole(request) if not request.GET.get("view") else f"?view={listing.query.view}",
    }
    context["no_columns"] = listing.query.view in (MATRIX, CHARTS)
    context |= SHAPES[listing.query.view](listing)
    return render(request, "units/list.html", context)


def _table(listing: UnitList) -> dict:
    together = _together(listing)
    rows = choosing.with_boxes(listing.rows) if together else listing.rows
    return {"rows": rows, "page": listing.page, "together": together}


def _tree(listing: UnitList) -> dict:
    together = _together(listing)
    columns = branches.columns_of(listing)
    context = {"columns": columns, "together": together, "sum_headings": branches.SUM_HEADINGS}
    # The script that unfolds a branch of a large tree asks for the level below.
    level = listing.request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if listing.sums["count"] <= branches.WHOLE and not level:
        return context | {"branches": branches.whole_forest(listing, boxes=bool(together)), "whole": True}
    if not listing.chips and not listing.request.GET.get("q"):
        context["total"] = listing.sums
        branches.topmost(listing)
        listing.__dict__.pop("sums")
    return context | {"branches": branches.one_level(listing, boxes=bool(together)), "page": listing.page}


def _matrix(listing: UnitList) -> dict:
    return {"matrix": matrix(listing), "steps": STEPS}


def _charts(listing: UnitList) -> dict:
    if not listing.sums["count"]:
        return {}
    return {"charts": charts(listing, compare=listing.user.has_perm("units.compare_units"))}


def _together(listing: UnitList) -> choosing.Together | None:
    return choosing.offer(listing.request, listing, UNITS_TOGETHER)


SHAPES = {TABLE: _table, TREE: _tree, MATRIX: _matrix, CHARTS: _charts}


def _views(request) -> list[Link]:
    here = lists.without(request.GET, "view", "columns", "filters").removeprefix("?")
    return lists.links(VIEWS, here=here, address=reverse("units:list"))


def _shapes(request) -> list[Link]:
    shapes = [("Table", TABLE), ("Tree", TREE)]
    if request.user.has_perm("units.compare_units"):
        shapes.append(("Matrix", MATRIX))
    shapes.append(("Charts", CHARTS))
    here = request.GET.get("view") or TABLE
    return [
        Link(
            label,
            whole(request, lists.without(request.GET, "view", **({} if name == TABLE else {"view": name}))),
            here == name,
        )
        for label, name in shapes
    ]
