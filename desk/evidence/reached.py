"""What an authorised redaction changes of versions that are sealed: the digests of their lines before and after."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection
from contextlib import contextmanager

from django.db import connection

from desk.evidence import digests
from desk.models import EvidenceAnchor, EvidenceShape, RedactedVersion, Redaction


class Reached:
    """Wraps each write of a redaction to the record: `with reached(table, numbers): …`, and keeps what it saw."""

    def __init__(self):
        self._seen: dict[tuple[str, int], list[str]] = {}
        self._anchors = list(EvidenceAnchor.objects.order_by("up_to").values_list("up_to", "shape"))
        self._shapes = dict(EvidenceShape.objects.values_list("pk", "columns")) if self._anchors else {}

    @contextmanager
    def __call__(self, table: str, numbers: Collection[int]):
        columns = self._columns(table, numbers)
        before = self._digests(table, columns)
        yield
        after = self._digests(table, columns)
        for number in numbers:
            first = self._seen.get((table, number), [before.get(number, "")])[0]
            self._seen[table, number] = [first, after.get(number, "")]

    def __len__(self) -> int:
        return len(self._seen)

    def keep(self, entry: Redaction) -> None:
        RedactedVersion.objects.bulk_create(
            [
                RedactedVersion(redaction=entry, table=table, version=number, before=before, after=after)
                for (table, number), (before, after) in sorted(self._seen.items())
            ],
            batch_size=2_000,
        )

    def _columns(self, table: str, numbers: Collection[int]) -> dict[tuple[str, ...], list[int]]:
        """Columns of a line → numbers of the versions that were sealed so. What no anchor covers is left out."""
        found = defaultdict(list)
        if not self._anchors or not numbers:
            return found
        moments = [up_to for up_to, _ in self._anchors]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT history_id, history_date FROM {connection.ops.quote_name(table)} "  # noqa: S608
                "WHERE history_id = ANY(%s)",
                [list(numbers)],
            )
            for number, dated in cursor.fetchall():
                place = bisect_left(moments, dated)
                if place < len(moments):
                    found[tuple(self._shapes[self._anchors[place][1]].get(table, ()))].append(number)
        return found

    @staticmethod
    def _digests(table: str, columns: dict[tuple[str, ...], list[int]]) -> dict[int, str]:
        found = {}
        for names, numbers in columns.items():
            if names:
                found |= digests.of_versions(table, names, numbers)
        return found
