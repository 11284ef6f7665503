"""Reviews of a department that are over or answered: the last one, and the list of all of them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from reviews import wording
from reviews.choices import Outcome
from reviews.models import UnitReview

SETTLED = (Outcome.CONFIRMED, Outcome.CHANGED)


@dataclass(frozen=True)
class Past:
    """One answered review; `recorded_at` is the instant of the save that kept the answer."""

    review: UnitReview
    recorded_at: datetime

    @property
    def on(self) -> date:
        return timezone.localdate(self.review.answered_at)


def settled(unit_id: int):
    """Answered reviews of a department, the latest first."""
    rows = UnitReview.objects.filter(unit=unit_id, outcome__in=SETTLED)
    return rows.select_related("cycle", "answered_by").order_by("-answered_at", "-pk")


def last_before(review: UnitReview) -> Past | None:
    """The last answered review of the department beside this one."""
    saves = UnitReview.history.model.objects.filter(id=OuterRef("pk")).order_by("-history_date")
    rows = settled(review.unit_id).exclude(pk=review.pk)
    found = rows.annotate(saved=Subquery(saves.values("history_date")[:1])).defer("shown").first()
    return Past(found, max(found.saved, found.answered_at)) if found else None


def line(review: UnitReview, *, today: date) -> str:
    return wording.answered_line(review, today=today)
