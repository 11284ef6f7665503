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
    return _list(request, AssetList(request), ASSET_VIEWS, "units/assets.html")


@require_safe
@requires("units.view_unit")
def processes(request):
    return _list(request, ProcessList(request), PROCESS_VIEWS, "units/processes.html")


def _list(request, listing, views, template: str):
    here = lists.without(request.GET, "view", "columns", "filters").removeprefix("?")
    context = {
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
    return render(request, template, context)
