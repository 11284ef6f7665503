"""The lists of assets and of processes."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import lists
from units.asset_list import AssetList
from units.process_list import ProcessList

ASSET_VIEWS = (
    ("Everything", ""),
    ("Crown jewels", "criticality=5"),
    ("Shared", "shared=1"),
    ("Suppliers", "kind=supplier"),
    ("Not classified yet", "unclassified=1"),
    ("Nobody named", "unowned=1"),
)
PROCESS_VIEWS = (
    ("Everything", ""),
    ("Severe within a month", "severe=1"),
    ("Times contradict", "contradicts=1"),
    ("A time is missing", "untimed=1"),
    ("Nobody named", "unowned=1"),
)


@require_safe
@requires("units.view_unit")
def assets(request):
    return render(request, "units/assets.html", list_context(request, AssetList(request), ASSET_VIEWS))


@require_safe
@requires("units.view_unit")
def processes(request):
    context = list_context(request, ProcessList(request), PROCESS_VIEWS)
    return render(request, "units/processes.html", context)


def list_context(request, listing, views) -> dict:
    """What the template of a list of value needs."""
    here = lists.without(request.GET, "view", "columns", "filters").removeprefix("?")
    return {
        "listing": listing,
        "columns": listing.query.columns,
        "rows": listing.rows,
        "page": listing.page,
        "sums": listing.sums,
        "keep": lists.kept(request.GET, *listing.filter.filters),
        "views": [{"label": label, "href": f"?{query}", "current": here == query} for label, query in views],
        "column_choices": [
            {"name": c.name, "label": c.label, "shown": c in listing.query.columns} for c in listing.columns
        ],
        "columns_keep": lists.kept(request.GET, "columns"),
        "narrowed": listing.chips or request.GET.get("q"),
    }
