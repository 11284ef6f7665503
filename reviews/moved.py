"""What moved since the end of the last quarter, over all departments: two passes over what was judged, joined once.

Written as SQL, because a question per judgement for the one before took seconds where thousands of departments moved.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from reviews.levels import MIL
from reviews.maturity import DOWN, NEW, UP

WAYS = (UP, NEW, DOWN)
_MOVED = """
WITH latest AS (
    SELECT DISTINCT ON (unit_id, practice_id) id, unit_id, practice_id, level, assessed_on
    FROM reviews_maturityassessment
    WHERE scale = %s AND assessor = %s AND practice_id = ANY(%s)
        AND assessed_on > %s AND assessed_on <= %s AND unit_id IN ({units})
    ORDER BY unit_id, practice_id, assessed_on DESC, id DESC
), past AS (
    SELECT DISTINCT ON (unit_id, practice_id) unit_id, practice_id, level
    FROM reviews_maturityassessment
    WHERE scale = %s AND assessor = %s AND practice_id = ANY(%s) AND assessed_on <= %s
    ORDER BY unit_id, practice_id, assessed_on DESC, id DESC
), moved AS (
    SELECT latest.id, latest.assessed_on, past.level AS before,
        CASE WHEN past.level IS NULL THEN 1 WHEN latest.level > past.level THEN 0 ELSE 2 END AS way
    FROM latest LEFT JOIN past USING (unit_id, practice_id)
    WHERE past.level IS DISTINCT FROM latest.level
)
"""


@dataclass(frozen=True)
class Moved:
    """`units` may be seen by whoever asks; `side` is whose view, on the scale of C2M2 alone."""

    units: QuerySet
    practices: list[int]
    side: str
    since: date
    until: date

    def ways(self) -> dict[str, int]:
        """How many moved which way."""
        rows = self._ask("SELECT way, count(*) FROM moved GROUP BY way", [])
        return {way: dict(rows).get(place, 0) for place, way in enumerate(WAYS)}

    def part(self, start: int, size: int) -> list[tuple[int, int | None, str]]:
        """(judgement, level before, way): up first, then newly judged, then back; the latest first in each."""
        order = "SELECT id, before, way FROM moved ORDER BY way, assessed_on DESC, id DESC LIMIT %s OFFSET %s"
        return [(pk, before, WAYS[way]) for pk, before, way in self._ask(order, [size, start])]

    def _ask(self, what: str, params: list) -> list[tuple]:
        units, unit_params = self.units.values("pk").order_by().query.sql_with_params()
        same = [MIL.value, str(self.side), self.practices]
        sql = _MOVED.format(units=units) + what
        with connection.cursor() as cursor:
            cursor.execute(sql, [*same, self.since, self.until, *unit_params, *same, self.since, *params])
            return cursor.fetchall()
