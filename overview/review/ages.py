"""How old what we know of each part is: when it was last confirmed in a review, and when it was last changed.

Two queries, however long the record is.
"""

# ruff: noqa: S608  the pieces of SQL joined here are written here; every value is a parameter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from contacts.models import Assignment
from reviews.choices import Outcome, Part
from reviews.models import PartReview, UnitReview
from units.models import Asset, Dependency, Impact, Process, Unit, UnitObligation

# Which fields of the department itself belong to which part; what is no part is not asked about.
FIELDS = {
    Part.AIMS: ("purpose", "security_view", "risk_appetite"),
    Part.VALUE: ("hurts_after",),
    Part.SHAPE: ("headcount", "work_mode", "annual_revenue", "exposure", "incident_history"),
    Part.RULES: ("compliance_burden",),
}
ROWS = (
    (Assignment, Part.PEOPLE, "TRUE"),
    (Asset, Part.VALUE, "TRUE"),
    (Process, Part.VALUE, "TRUE"),
    (Impact, Part.VALUE, "TRUE"),
    # That one side said yes is no news of the other.
    (Dependency, Part.NEEDS, "(history_type <> '~' OR history_changes - %s::text[] <> '{}'::jsonb)"),
    (UnitObligation, Part.RULES, "TRUE"),
)
CONFIRMING = [f"{side}_confirmed_{what}" for side in ("consumer", "provider") for what in ("at", "by")]
# Stands for the department in SQL that is put together once.
SUBJECT = object()
SETTLED = (Outcome.CONFIRMED, Outcome.CHANGED)


@dataclass(frozen=True)
class Age:
    """`confirmed`: when a review last had an answer about it; `changed`: when the record last changed; `by_reader`:
    when the reader last changed it, counted from the beginning of this review."""

    confirmed: datetime | None = None
    changed: datetime | None = None
    by_reader: datetime | None = None

    @property
    def confirmed_on(self) -> date | None:
        return self.confirmed and timezone.localdate(self.confirmed)

    @property
    def changed_on(self) -> date | None:
        return self.changed and timezone.localdate(self.changed)


def ages_of(review: UnitReview, *, user, since: datetime) -> dict[str, Age]:
    """Part → its age. The review itself does not count: what it says is being asked."""
    confirmed = _confirmed(review)
    changed = _changed(review.unit_id, user.pk, since)
    return {part: Age(confirmed.get(part), *changed.get(part, (None, None))) for part in Part}


def _confirmed(review: UnitReview) -> dict[str, datetime]:
    rows = PartReview.objects.filter(review__unit=review.unit_id, review__outcome__in=SETTLED)
    rows = rows.exclude(review=review.pk).order_by()
    return dict(rows.values_list("part").annotate(at=Max("review__answered_at")))


def _changed(unit: int, user: int, since: datetime) -> dict[str, tuple]:
    sql, params = _sql()
    subject = [f"unit:{unit}"]
    filled = [subject if param is SUBJECT else param for param in params]
    with connection.cursor() as cursor:
        cursor.execute(sql, [user, since, *filled])
        return {part: (at, mine) for part, at, mine in cursor.fetchall()}


@cache
def _sql() -> tuple[str, list]:
    """One branch a table; and which parameters it takes, in their order."""
    branches, params = [], []
    columns = "history_date AS at, history_user_id AS who"
    subject = "history_subjects @> %s::varchar[]"
    table = Unit.history.model._meta.db_table
    for part, fields in FIELDS.items():
        kept = "(history_type <> '~' OR history_changes ?| %s::text[])"
        branches.append(f"SELECT '{part.value}' AS part, {columns} FROM {table} WHERE {subject} AND {kept}")
        params += [SUBJECT, list(fields)]
    for model, part, condition in ROWS:
        table = model.history.model._meta.db_table
        branches.append(
            f"SELECT '{part.value}' AS part, {columns} FROM {table} WHERE {subject} AND {condition}"
        )
        params += [SUBJECT, CONFIRMING] if "%s" in condition else [SUBJECT]
    union = " UNION ALL ".join(branches)
    return (
        f"SELECT part, max(at), max(at) FILTER (WHERE who = %s AND at >= %s) FROM ({union}) found GROUP BY part",
        params,
    )
