"""The days on which most was changed, as far as a person may read the record."""

# ruff: noqa: S608  the pieces of SQL joined here are written here; every value is a parameter
from collections.abc import Iterable
from datetime import date

from django.conf import settings

from common import asof
from overview.record.branches import Condition, branches_for, joined, rows


def days_of_changes(
    user, *, since: date, most: int, before: date | None = None, subject: str = "",
    kinds: Iterable[str] = (), latest: bool = False,
) -> list[tuple[date, int]]:  # fmt: skip
    """(day, versions written on it), the latest first: at most `most`, those with most versions or, with `latest`,
    the newest. From `since` on, `before` excluded; of one `subject` of the record (`unit:7`) and of some kinds where
    they are named."""
    if not (branches := branches_for(user, kinds)):
        return []
    conditions = [Condition("history_date >= %s", (asof.start_of(since),))]
    if before is not None:
        conditions.append(Condition("history_date < %s", (asof.start_of(before),)))
    if subject:
        conditions.append(Condition("history_subjects @> %s::varchar[]", ([subject],)))
    sql, params = joined(branches, "history_date", conditions)
    order = "1 DESC" if latest else "2 DESC, 1 DESC"
    found = rows(
        f"""SELECT (history_date AT TIME ZONE %s)::date AS day, count(*) FROM ({sql}) found
        GROUP BY 1 ORDER BY {order} LIMIT {int(most)}""",
        [settings.TIME_ZONE, *params],
    )
    return sorted(found, reverse=True)
