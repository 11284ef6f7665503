"""While a review is open: asking again, and giving departments to somebody else to answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from common.words import count
from reviews import reviewers, standing
from reviews.actions import asking
from reviews.choices import CycleState
from reviews.doors import cycle_or_404
from reviews.forms.asking import GiveForm
from reviews.models import Cycle, UnitReview

MOST_AT_ONCE = 500


@requires("reviews.run_cycle")
@require_POST
def nudge(request, pk: int):
    """Those that were chosen; everybody who has not answered where `all` is asked for."""
    cycle = cycle_or_404(request.user, pk)
    rows = _reviews(request, cycle).unanswered()
    reviews = rows if request.POST.get("all") == "1" else rows.filter(pk__in=_chosen(request.POST))
    try:
        number = asking.nudge(reviews, by=request.user, at=timezone.now())
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        if number:
            messages.success(
                request, f"Asked again: {count(number, 'department')}. Each person gets one mail."
            )
        else:
            messages.info(request, "They were asked today already, or have answered.")
    return _back(request, pk)


@requires("reviews.run_cycle")
def reassign(request, pk: int):
    cycle = cycle_or_404(request.user, pk)
    if cycle.state != CycleState.OPEN:
        return redirect("reviews:cycle", pk)
    sent = request.POST if request.method == "POST" else request.GET
    rows = _reviews(request, cycle).filter(pk__in=_chosen(sent)).select_related("unit", "reviewer", "cycle")
    reviews = list(rows.order_by("unit__name", "pk"))
    if not reviews:
        messages.info(request, "Choose the departments first.")
        return redirect("reviews:cycle", pk)
    giving = request.method == "POST" and request.POST.get("step") == "give"
    form = GiveForm(request.POST if giving else None, user=request.user, near=_near(reviews))
    if giving and form.is_valid():
        said = form.cleaned_data
        try:
            given = asking.reassign(
                reviews, to=said["who"], note=said["note"], by=request.user, at=timezone.now()
            )
        except ValidationError as refused:
            form.add_error("who", refused.messages)
        else:
            number = count(len(given), "department")
            messages.success(request, f"{said['who'].name} answers for {number} and was told.")
            return redirect("reviews:cycle", pk)
    context = {"cycle": cycle, "reviews": reviews, "form": form}
    return render(request, "reviews/reassign.html", context, status=422 if form.errors else 200)


def _reviews(request, cycle: Cycle):
    return UnitReview.objects.visible_to(request.user).filter(cycle=cycle)


def _chosen(sent: QueryDict) -> list[int]:
    numbers = sent.getlist("review")[:MOST_AT_ONCE]
    return [int(one) for one in numbers if one.isascii() and one.isdigit() and len(one) < 19]


def _near(reviews: list[UnitReview]) -> list:
    today = timezone.localdate()
    units = [review.unit for review in reviews[:10]]
    ground = standing.read(units, on=today, until=max(today, reviews[0].cycle.due_on))
    people = {held.contact.pk: held.contact for unit in units for held in reviewers.able(unit, ground)}
    return sorted(people.values(), key=lambda one: one.name.lower())


def _back(request, pk: int):
    """The board as it was narrowed."""
    query = QueryDict(request.POST.get("query", "")[:2000]).urlencode()
    return redirect(reverse("reviews:cycle", args=[pk]) + (f"?{query}" if query else ""))
