"""Closing a review: what was not answered is said to be so, the summary is frozen, the next one planned."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from common.history import recording
from reviews import freshness, planning, summary, wording
from reviews.choices import CycleState, Outcome
from reviews.models import Cycle, CycleSummary, UnitReview

CLOSED = "The review was closed"


@transaction.atomic
def close_cycle(cycle: Cycle, *, by, at: datetime, reason: str = CLOSED) -> Cycle:
    """One that is closed already stays as it is. Raises ValidationError where it was never opened."""
    found = (
        Cycle.objects.select_for_update(of=("self",)).select_related("run_by", "opened_by").get(pk=cycle.pk)
    )
    if found.state == CycleState.CLOSED:
        return found
    today = timezone.localdate(at)
    if found.state == CycleState.PLANNED:
        raise ValidationError(wording.not_open(found, today=today))
    with recording(by=by, reason=reason):
        _leave_unanswered(found, at)
        found.state, found.closed_at, found.closed_by = CycleState.CLOSED, at, by
        found.save()
        freeze(found, at=at)
        plan_next(found, on=today, by=by)
    return found


def _leave_unanswered(cycle: Cycle, at: datetime) -> None:
    # Waits for an answer that is just being given: it counts.
    rows = UnitReview.objects.select_for_update(of=("self",)).filter(cycle=cycle, outcome="").order_by("pk")
    waiting = list(rows.select_related("unit", "reviewer", "cycle"))
    for review in waiting:
        review.outcome, review.answered_at = Outcome.NO_ANSWER, at
    UnitReview.objects.bulk_update_with_history(waiting)


def freeze(cycle: Cycle, *, at: datetime) -> CycleSummary:
    content = summary.content(cycle)
    return CycleSummary.objects.create(
        cycle=cycle, frozen_at=at, content=content, sha256=summary.digest(content),
        record_hash=content["record"]["hash"], pdf=summary.paper(content),
    )  # fmt: skip


def plan_next(cycle: Cycle, *, on: date, by) -> Cycle | None:
    """The review after this one, where it repeats and nobody planned one yet. It opens by its plan like any other,
    once nothing stands in the way."""
    opens_on = planning.next_opening(
        cycle.opens_on, interval=cycle.interval, counts_from=cycle.counts_from, closed_on=on
    )
    if opens_on is None or Cycle.objects.filter(follows=cycle).exists():
        return None
    taken = {name.lower() for name in Cycle.objects.values_list("name", flat=True)}
    runs = cycle.run_by if cycle.run_by.is_active and cycle.run_by.has_perm("reviews.run_cycle") else by
    following = Cycle(
        name=planning.next_name(cycle.name, opens_on, taken=taken), follows=cycle, run_by=runs,
        interval=cycle.interval, counts_from=cycle.counts_from, scope=cycle.scope, note=cycle.note,
        opens_on=opens_on, due_on=opens_on + (cycle.due_on - cycle.opens_on), remind_days=cycle.remind_days,
        in_depth=freshness.next_in_depth(cycle.in_depth),
    )  # fmt: skip
    following.full_clean()
    following.save()
    return following
