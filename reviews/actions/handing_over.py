"""A department closes while it is being reviewed: nobody is asked about it any more."""

from datetime import datetime

from django.db import transaction

from common.history import recording
from reviews.choices import Outcome
from reviews.models import UnitReview
from units.models import Unit

NOTE = "The department closed before it answered."


@transaction.atomic
def settle_reviews(unit: Unit, *, by, at: datetime, reason: str) -> int:
    """Ends the open reviews of a closed department without an answer, and says why; how many."""
    rows = UnitReview.objects.select_for_update(of=("self",)).unanswered().filter(unit=unit).order_by("pk")
    waiting = list(rows.select_related("unit", "reviewer", "cycle"))
    for review in waiting:
        review.outcome, review.answered_at = Outcome.NO_ANSWER, at
        review.note = f"{review.note} {NOTE}".strip()[-500:]
    with recording(by=by, reason=reason):
        UnitReview.objects.bulk_update_with_history(waiting)
    return len(waiting)
