"""The lists of assets and of processes."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import choosing, filtered, lists
from common.kept_views import keeps_views
from common.past import past_days
from units.asset_list import AssetList
from units.process_list import ProcessList
from units.together_value import ASSETS_TOGETHER

ASSET_VIEWS = (
    ("Everything", ""),
    ("Cannot lose", "criticality=5"),
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
@keeps_views("Assets")
@past_days
def assets(request):
    listing = AssetList(request)
    context = list_context(request, listing, ASSET_VIEWS)
    context |= choosing.chosen_together(context, listing, ASSETS_TOGETHER)
    return render(request, "units/assets.html", context)


@require_safe
@requires("units.view_unit")
@keeps_views("Processes")
@past_days
def processes(request):
    context = list_context(request, ProcessList(request), PROCESS_VIEWS)
    return render(request, "units/processes.html", context)


def list_context(request, listing, views) -> dict:
    """What the template of a list of value needs."""
    here = lists.without(request.GET, "view", "columns", "filters").removeprefix("?")
    return filtered.list_context(listing) | {"views": lists.links(views, here=here)}
