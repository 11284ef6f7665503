"""The list of dependencies, from which many are confirmed at once."""

from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import choosing, lists
from common.html import filled
from common.kept_views import keeps_views
from common.past import past_days
from units.dependency_list import DependencyList
from units.dependency_rows import box, buttons
from units.models import Dependency
from units.together_value import DEPENDENCIES_TOGETHER
from units.value_facts import offers
from units.views.confirming import sides_of
from units.views.value_lists import list_context

OFFERS_SHOWN = 12
VIEWS = (
    ("Everything", ""),
    ("Critical", "critical=1"),
    ("Critical, one side only", "critical=1&unconfirmed=one"),
    ("Not yet confirmed by us", "unconfirmed=us"),
    ("Nothing agreed if it fails", "no_fallback=1"),
    ("Not tried for a year", "untried=1"),
    ("Named in words only", "in_words=1"),
)
# The team speaks for no side of its own.
TEAM_VIEWS = tuple(
    ("Not yet confirmed by anybody", "unconfirmed=anybody") if query == "unconfirmed=us" else (label, query)
    for label, query in VIEWS
)


@require_safe
@requires("units.view_unit")
@keeps_views("Dependencies")
@past_days
def dependencies(request):
    listing, user = DependencyList(request), request.user
    team = user.has_perm("units.view_every_unit")
    context = list_context(request, listing, TEAM_VIEWS if team else VIEWS)
    suggested = offers(user) if user.has_perm("units.change_value") else []
    context |= {
        "team": team,
        "confirms": user.has_perm("units.confirm_dependency"),
        "query": lists.without(request.GET).removeprefix("?"),
        "together": choosing.offer(request, listing, DEPENDENCIES_TOGETHER),
        "rows": _rows(user, listing, team=team),
        "offers": suggested[:OFFERS_SHOWN],
        "offers_total": len(suggested),
        "unseen": team and len(suggested) > OFFERS_SHOWN,
    }
    return render(request, "units/dependencies.html", context)


def _rows(user, listing: DependencyList, *, team: bool) -> list[tuple[Dependency, SafeString]]:
    """Each row and its cells; with a box and buttons for whoever confirms."""
    if not user.has_perm("units.confirm_dependency"):
        return listing.rows
    sides = sides_of(user, listing.page.rows)
    return [
        (row, filled("{}{}<td>{}</td>", box(row), cells, buttons(row, sides[row.pk], team=team)))
        for row, cells in listing.rows
    ]
