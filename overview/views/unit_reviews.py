"""All reviews of one department, the latest first."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.lists import page_at, page_number
from common.past import past_days
from reviews import wording
from reviews.models import UnitReview
from units.doors import unit_or_404


@require_safe
@requires("reviews.view_review")
@past_days
def unit_reviews(request, code: str):
    unit, today = unit_or_404(request.user, code), asof.day()
    rows = UnitReview.objects.visible_to(request.user).filter(unit=unit)
    rows = rows.select_related("cycle", "answered_by", "reviewer").defer("shown")
    rows = rows.order_by("-cycle__opens_on", "-pk")
    page = page_at(page_number(request.GET, []), rows.count(), lambda start, end: list(rows[start:end]))
    for one in page.rows:
        one.line = wording.answered_line(one, today=today)
    return render(request, "overview/review/unit_reviews.html", {"unit": unit, "page": page})
