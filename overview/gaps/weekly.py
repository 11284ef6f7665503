"""The reading by which a trend is told: once a week, what stands open is noted."""

from datetime import date, timedelta

from django.db import connection

from desk import chores
from overview.gaps.decided import monday
from overview.gaps.reading import read_gaps
from overview.models import GapDismissal, GapReading

NAME, TASK = "gaps", "overview.tasks.look_for_gaps"
BATCH = 5000


def register() -> None:
    """So often that pages which do not wait for it are never far behind; after an outage the week is read on the
    first day there is."""
    chores.regularly(NAME, TASK, every=timedelta(minutes=10))


def read_the_week(*, on: date) -> int:
    """Notes what stands open, unless this week was read already; gives how much it was. What may stay for now is not
    noted: it is not to settle, and when its time is over it is new."""
    if not _alone() or GapReading.objects.filter(taken_on__gte=monday(on)).exists():
        return 0
    staying = set(GapDismissal.objects.holding(on=on).values_list("key", flat=True))
    rows = [
        GapReading(taken_on=on, key=gap.key, rule=gap.rule, severity=gap.severity, unit_id=gap.unit)
        for gap in read_gaps(on=on)
        if gap.key not in staying
    ]
    GapReading.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('srrm.gaps.week', 0))")
        return cursor.fetchone()[0]
