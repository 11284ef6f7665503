"""Reviews: all of them, one with its departments, the same as a file."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof, downloads
from common.filtered import list_context
from common.kept_views import keeps_views
from common.lists import links, without
from common.past import past_days
from reviews import sheet
from reviews.board import Board, Totals, totals_by_cycle
from reviews.choices import CycleState
from reviews.doors import cycle_or_404
from reviews.models import Cycle, UnitReview

MOST, MOST_WAITING = 200, 50
VIEWS = (
    ("All", ""), ("No answer yet", "state=waiting"), ("Confirmed", "state=confirmed"), ("Changed", "state=changed"),
    ("No longer theirs", "state=not_mine"), ("By phone or on behalf", "how=phone&how=on_behalf"),
)  # fmt: skip


@requires("reviews.view_review")
@require_safe
@past_days
def cycles(request):
    user = request.user
    seen = UnitReview.objects.visible_to(user)
    found = (
        Cycle.objects.visible_to(user)
        .select_related("run_by", "closed_by")
        .order_by("-opens_on", "-pk")[:MOST]
    )
    numbers = totals_by_cycle(seen)
    rows = []
    for one in found:
        one.totals = numbers.get(one.pk, Totals())
        rows.append(one)
    team = user.has_perm("units.view_every_unit")
    waiting = (
        seen.unanswered().filter(cycle__state=CycleState.OPEN).select_related("unit", "cycle", "reviewer")
    )
    context = {
        "groups": [
            (label, [one for one in rows if one.state == state])
            for state, label in (
                (CycleState.OPEN, "Open"), (CycleState.PLANNED, "Planned"), (CycleState.CLOSED, "Closed"),
            )
        ],
        "rows": rows,
        "waiting": [] if team else waiting.order_by("unit__name", "pk")[:MOST_WAITING],
        "team": team,
    }  # fmt: skip
    return render(request, "reviews/list.html", context)


@requires("reviews.view_review")
@require_safe
@keeps_views("Reviews")
@past_days
def cycle(request, pk: int):
    found = cycle_or_404(request.user, pk)
    if found.state == CycleState.PLANNED and request.user.has_perm("reviews.run_cycle"):
        return redirect("reviews:rehearsal", pk)
    listing = Board(request, found)
    here = without(request.GET, "columns", "filters").removeprefix("?")
    context = list_context(listing) | {
        "cycle": found,
        "totals": listing.totals,
        "views": links(VIEWS, here=here),
        "team": request.user.has_perm("units.compare_units"),
        "runs": found.state == CycleState.OPEN and request.user.has_perm("reviews.run_cycle"),
        "left_out": found.arrangements.visible_to(request.user).filter(reviewer__isnull=True).count(),
        "today": asof.day(),
    }
    return render(request, "reviews/cycle.html", context)


@requires("reviews.view_review")
@require_safe
@past_days
def cycle_export(request, pk: int, ending: str):
    """The departments that the board shows, in its order; written while it is read."""
    found = cycle_or_404(request.user, pk)
    listing, name = Board(request, found), f"review-{found.pk}"
    if downloads.wants_shown(request):
        return downloads.shown(listing, ending, name=name, title="Review")
    rows = sheet.rows_of(listing.ordered)
    return downloads.answer(downloads.Table(name, "Review", sheet.HEADERS, rows), ending)
