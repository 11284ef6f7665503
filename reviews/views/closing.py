"""Closing a review after a look at what would be frozen; the summary afterwards."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from reviews import planning, summary
from reviews.actions.closing import close_cycle
from reviews.board import totals
from reviews.choices import CycleState
from reviews.doors import cycle_or_404
from reviews.models import CycleSummary, UnitReview

MOST = 100


@requires("reviews.run_cycle")
def cycle_close(request, pk: int):
    cycle = cycle_or_404(request.user, pk)
    if cycle.state != CycleState.OPEN:
        return redirect("reviews:cycle", pk)
    if request.method == "POST":
        return _close(request, cycle)
    today = timezone.localdate()
    reviews = UnitReview.objects.visible_to(request.user).filter(cycle=cycle)
    waiting = reviews.unanswered().select_related("unit", "reviewer")
    context = {
        "cycle": cycle,
        "totals": totals(reviews),
        "waiting": list(waiting.order_by("unit__name", "pk")[:MOST]),
        "not_mine": list(reviews.filter(outcome="not_mine").select_related("unit", "reviewer")[:MOST]),
        "early": today < cycle.due_on,
        "next_on": planning.next_opening(
            cycle.opens_on, interval=cycle.interval, counts_from=cycle.counts_from, closed_on=today
        ),
    }
    return render(request, "reviews/close.html", context)


def _close(request, cycle):
    try:
        closed = close_cycle(cycle, by=request.user, at=timezone.now())
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, f"“{closed}” is closed; its summary is kept.")
    return redirect("reviews:cycle", cycle.pk)


@requires("units.compare_units")
@require_safe
def summary_pdf(request, pk: int):
    found = _summary_or_404(request, pk)
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="review-{pk}.pdf"'
    return response


@requires("units.compare_units")
@require_safe
def summary_json(request, pk: int):
    """The bytes whose SHA-256 stands on the paper."""
    found = _summary_or_404(request, pk)
    response = HttpResponse(summary.canonical(found.content), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="review-{pk}.json"'
    return response


def _summary_or_404(request, pk: int) -> CycleSummary:
    found = CycleSummary.objects.filter(cycle=cycle_or_404(request.user, pk)).first()
    if found is None:
        raise Http404("It is not closed yet.")
    return found
