"""All reviews of one department, the latest first."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.past import past_days
from reviews import wording
from reviews.models import UnitReview
from units.doors import unit_or_404

PAGE = 50


@require_safe
@requires("reviews.view_review")
@past_days
def unit_reviews(request, code: str):
    unit, today = unit_or_404(request.user, code), asof.day()
    rows = UnitReview.objects.visible_to(request.user).filter(unit=unit)
    rows = rows.select_related("cycle", "answered_by", "reviewer").defer("shown")
    page = Paginator(rows.order_by("-cycle__opens_on", "-pk"), PAGE).get_page(request.GET.get("page"))
    for one in page:
        one.line = wording.answered_line(one, today=today)
    return render(request, "overview/review/unit_reviews.html", {"unit": unit, "page": page})
