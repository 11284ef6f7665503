"""Days from which one may want to compare: a while ago, the last review, those on which most was changed."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from common import words
from overview.comparing.asked import first_day
from overview.comparing.kinds import compared_models
from overview.record.days import days_of_changes
from reviews.choices import CycleState
from reviews.models import Cycle
from units.models import Unit

REACH = timedelta(days=183)
MOST = 10


@dataclass(frozen=True)
class Pick:
    """Two days to compare, as a link says them."""

    label: str
    first: date
    last: date
    changes: int = 0

    @property
    def query(self) -> str:
        return f"from={self.first}&to={self.last}"


def picks(user, *, today: date) -> list[Pick]:
    """The usual spans, as far as the record reaches back."""
    began = first_day(user)
    if began is None:
        return []
    spans = [
        ("The last week", today - timedelta(days=7)),
        ("The last month", today - relativedelta(months=1)),
        ("The last quarter", today - relativedelta(months=3)),
        ("The last year", today - relativedelta(years=1)),
    ]
    if (closed := _last_review(user)) and closed < today:
        spans.insert(0, (f"Since the review that was closed on {words.day(closed, today=today)}", closed))
    found = [Pick(label, first, today) for label, first in spans if first >= began]
    if began < today:
        found.append(Pick(f"Since the record began, {words.day(began, today=today)}", began, today))
    return found


def _last_review(user) -> date | None:
    closed = Cycle.objects.visible_to(user).filter(state=CycleState.CLOSED, closed_at__isnull=False)
    at = closed.order_by("-closed_at").values_list("closed_at", flat=True).first()
    return words.local_day(at) if at else None


def busy(user, *, today: date, unit: Unit | None = None) -> list[Pick]:
    """The days of half a year on which most was changed, the latest first; each beside the day before. Of one
    department where it is named."""
    kinds = {model._meta.label_lower for model in compared_models()}
    found = days_of_changes(
        user, since=today - REACH, most=MOST, subject=f"unit:{unit.pk}" if unit else "", kinds=kinds
    )
    began = first_day(user)
    return [
        Pick(words.day(day, today=today), day - timedelta(days=1), day, changes)
        for day, changes in found
        if began and day > began
    ]
