"""When the record of a department was last confirmed, and whether a review asks about it now."""

from dataclasses import dataclass

from common.words import day
from overview.department.facts import Department
from reviews import wording
from reviews.choices import CycleState, Outcome
from reviews.models import UnitReview

SETTLED = (Outcome.CONFIRMED, Outcome.CHANGED)
LOOKED_AT = 6


@dataclass(frozen=True)
class Latest:
    """The review that is open now, and the last one that was answered; either may be missing."""

    now: UnitReview | None
    last: UnitReview | None


def reviews(department: Department) -> dict | None:
    """One query. None for who reads no reviews."""
    reader = department.reader
    if not department.unit.has_reviews or not reader.user.has_perm("reviews.view_review"):
        return None
    rows = UnitReview.objects.visible_to(reader.user).filter(unit=department.unit)
    rows = rows.select_related("cycle", "answered_by", "reviewer").defer("shown", "remarks")
    found = list(rows.order_by("-cycle__opens_on", "-pk")[:LOOKED_AT])
    now = next((one for one in found if not one.outcome and one.cycle.state == CycleState.OPEN), None)
    last = next((one for one in found if one.outcome in SETTLED), None)
    if not found:
        return None
    return {
        "now": now,
        "last": last,
        "line": wording.answered_line(last, today=reader.today) if last else "",
        "due": day(now.cycle.due_on, today=reader.today) if now else "",
        "answers": bool(now) and reader.may("reviews.answer_review"),
        "number": len(found),
    }
