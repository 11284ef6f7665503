"""The map of departments: the page, its data, the picture drawn on the server, and what one says of a department."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof, lists
from common.htmx import vary_on_htmx, wants_part
from common.past import past_days
from overview.map.controls import controls, shapes
from overview.map.latest import told
from overview.map.panel import Panel
from overview.map.picture import Map
from overview.map.query import LINES, PICTURE, UNITS, MapQuery
from overview.map.svg import drawn
from overview.map.table import table

MOST_ON_PAPER = 300


@require_safe
@requires("overview.view_map")
@past_days
def map_page(request):
    seen = Map(MapQuery(request))
    query, view = seen.query, seen.query.query.view
    context = {
        "map": seen,
        "listing": query,
        "wish": query.query,
        "total": len(seen.network.nodes),
        "links": len(seen.network.links),
        "shapes": shapes(query),
        "keep": lists.kept(request.GET, *query.filter.filters, "filters"),
        "keep_for_controls": lists.kept(
            request.GET, "layout", "colour", "size", "least", "flow", "find", "filters"
        ),
        "keep_for_find": lists.kept(request.GET, "find", "view", "sort", "filters"),
        "filters_open": request.GET.get("filters") == "open",
        "open_filters": lists.without(request.GET, filters="open"),
        "close_filters": lists.without(request.GET, "filters"),
        "unfiltered": lists.without(request.GET, *query.filter.filters, "filters"),
        "data_query": request.GET.urlencode(),
    }
    return render(request, "overview/map/map.html", context | _shown(seen, view))


def _shown(seen: Map, view: str) -> dict:
    if not seen.network.nodes:
        return {}
    if view != PICTURE:
        return {"table": table(seen.query, seen.network, view, picture=seen.picture)}
    paper = []
    if len(seen.network.nodes) <= MOST_ON_PAPER and len(seen.network.links) <= MOST_ON_PAPER:
        paper = [
            (label, table(seen.query, seen.network, name, whole=True))
            for name, label in ((UNITS, "Departments"), (LINES, "Dependencies"))
        ]
    return {"controls": controls(seen.query, seen.least), "paper": paper}


@require_safe
@requires("overview.view_map")
@past_days
def map_data(request):
    return HttpResponse(told(request, on=asof.day()), content_type="application/json")


@require_safe
@requires("overview.view_map")
@past_days
def map_svg(request):
    return HttpResponse(drawn(Map(MapQuery(request))), content_type="image/svg+xml")


@require_safe
@vary_on_htmx
@requires("overview.view_map")
@past_days
def map_panel(request, code: str):
    """Beside the map, or as a page of its own."""
    context = {"panel": Panel(request.user, code, on=asof.day())}
    part = wants_part(request, "map-panel")
    return render(request, "overview/map/_panel.html" if part else "overview/map/panel.html", context)
