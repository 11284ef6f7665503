"""Deciding about gaps: somebody takes care of them, they may stay for a while, they are taken up again."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from common.history import recording
from overview.gaps.facts import Gap
from overview.models import GapAssignment, GapDismissal

LONGEST = 366  # days a gap may stay


@transaction.atomic
def assign(gaps: Iterable[Gap], *, assignee, note: str = "", by) -> int:
    """`assignee` of the security team takes care of them from now on; None for nobody. Gives the number changed."""
    if assignee is not None and not (assignee.is_active and assignee.has_perm("overview.settle_gaps")):
        raise ValidationError("Only somebody of the security team can take care of this.")
    gaps = list(gaps)
    _lock()
    present = {one.key: one for one in GapAssignment.objects.filter(key__in=[gap.key for gap in gaps])}
    changed = 0
    with recording(by=by, reason=note or "Decided on the board"):
        for gap in gaps:
            changed += _assign(gap, present.get(gap.key), assignee, note)
    return changed


def _assign(gap: Gap, present: GapAssignment | None, assignee, note: str) -> bool:
    if assignee is None:
        if present is not None:
            present.delete()
        return present is not None
    if present is not None and (present.assignee_id, present.note) == (assignee.pk, note):
        return False
    row = present or GapAssignment(key=gap.key, unit_id=gap.unit)
    row.assignee, row.note = assignee, note
    row.save()
    return True


@transaction.atomic
def dismiss(gaps: Iterable[Gap], *, why: str, until: date, on: date, by) -> int:
    """They may stay until that day, the last one included, and why. Then they are back by themselves."""
    if not why.strip():
        raise ValidationError("Say why it may stay.")
    if not on < until <= date.fromordinal(on.toordinal() + LONGEST):
        raise ValidationError("Choose a day after today, within a year; then it is looked at again.")
    gaps = list(gaps)
    _lock()
    present = {one.key: one for one in GapDismissal.objects.filter(key__in=[gap.key for gap in gaps])}
    with recording(by=by, reason=why):
        for gap in gaps:
            row = present.get(gap.key) or GapDismissal(key=gap.key, unit_id=gap.unit)
            row.reason, row.expires_on = why, until
            row.save()
    return len(gaps)


@transaction.atomic
def take_up_again(keys: Iterable[str], *, by) -> int:
    """What was said to stay for a while is to settle again."""
    _lock()
    rows = list(GapDismissal.objects.filter(key__in=list(keys)))
    with recording(by=by, reason="Taken up again on the board"):
        for row in rows:
            row.delete()
    return len(rows)


def _lock() -> None:
    """Two people who decide about the same gap at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('srrm.gaps', 0))")
