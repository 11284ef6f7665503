"""Opening a review: everybody is asked, once, whoever opens it how often."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from common.history import recording
from reviews import letters, wording
from reviews.choices import CycleState
from reviews.models import Cycle, UnitReview
from reviews.rehearsal import Rehearsal, Row, rehearse

OPENED = "The review was opened"
BATCH = 2_000
NOTE = 500


@transaction.atomic
def open_cycle(
    cycle: Cycle, *, by, at: datetime, due_at: datetime | None = None, reason: str = OPENED
) -> Cycle:
    """Asks every department of the review. One that is open already stays as it is: two people, or two workers, open
    it once. Raises ValidationError, with nothing written, while something is to be settled first.

    `by` None: it opens by its plan. `due_at`: when the mail leaves, at once unless said.
    """
    _one_at_a_time()
    found = Cycle.objects.select_for_update(of=("self",)).select_related("run_by").get(pk=cycle.pk)
    if found.state == CycleState.OPEN:
        return found
    today = timezone.localdate(at)
    if found.state == CycleState.CLOSED:
        raise ValidationError(wording.not_open(found, today=today))
    rehearsal = rehearse(found, on=today)
    if rehearsal.refusals:
        raise ValidationError(rehearsal.refusals)
    if found.due_on < today:
        raise ValidationError("The day by which to answer is over. Choose a later one first.")
    with recording(by=by, actor="" if by else "SRRM", reason=reason):
        found.state, found.opened_at, found.opened_by = CycleState.OPEN, at, by
        found.save()
        reviews = _ask(rehearsal, at=at)
    letters.ask(found, reviews, kind=letters.ASKED, at=at, due_at=due_at or at)
    return found


def _ask(rehearsal: Rehearsal, *, at: datetime) -> list[UnitReview]:
    reviews = [_review(rehearsal.cycle, row, at) for row in rehearsal.asked]
    for start in range(0, len(reviews), BATCH):
        UnitReview.objects.bulk_create_with_history(reviews[start : start + BATCH])
    return reviews


def _review(cycle: Cycle, row: Row, at: datetime) -> UnitReview:
    note = row.arrangement.reason if row.arrangement else row.chosen.note
    return UnitReview(
        cycle=cycle, unit=row.unit, reviewer=row.chosen.contact, by_right=row.chosen.right, note=note[:NOTE],
        asked_at=at,
    )  # fmt: skip


def _one_at_a_time() -> None:
    """Two reviews that ask the same department cannot both find it free."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('srrm.reviews.opening', 0))")
