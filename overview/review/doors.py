"""The one door to the review of a department: by its cycle and code, within what a person may see."""

from django.http import Http404
from django.urls import reverse

from reviews.models import UnitReview
from units.doors import formerly, units_coded


def review_or_404(user, cycle: int, code: str) -> UnitReview:
    rows = UnitReview.objects.visible_to(user).filter(cycle=cycle)
    rows = rows.select_related("cycle", "unit", "reviewer__user", "answered_by")
    found = rows.filter(unit__in=units_coded(code)).first()
    if found is None and (unit := formerly(user, code)) is not None:
        found = rows.filter(unit=unit).first()
    if found is None:
        raise Http404("No such review of a department.")
    return found


def address_of(review: UnitReview, name: str = "review", *args) -> str:
    return reverse(name, args=[review.cycle_id, review.unit.code, *args])
