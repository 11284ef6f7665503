"""The versions that a reader may choose from, and the ones that a seed chooses.

Every version draws a ticket, SHA-256 of `seed:model:number`; the lowest tickets are the sample. So the same seed over
the same population gives the same sample, in whatever order and on whatever machine it is drawn.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BinaryField, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from accounts.audiences import readable_versions
from common.history import TrackedModel
from common.history.undoing import tracked_models
from desk.evidence.lines import Lines

CHUNK = 500


@dataclass(frozen=True)
class Population:
    """What `user` may read of the record: of the `kinds` named, dated in that time, about one of the `subjects` where
    some are named."""

    user: object
    until: datetime
    since: datetime | None = None
    kinds: Sequence[str] = ()
    subjects: Sequence[str] | None = None

    def models(self) -> list[type[TrackedModel]]:
        return [
            model for model in tracked_models() if not self.kinds or model._meta.label_lower in self.kinds
        ]

    def of(self, model) -> QuerySet:
        """The versions of one model, in the order of the file."""
        rows = readable_versions(self.user, model).filter(history_date__lte=self.until)
        if self.since:
            rows = rows.filter(history_date__gte=self.since)
        if self.subjects is not None:
            rows = rows.filter(history_subjects__overlap=list(self.subjects))
        return rows.order_by("history_date", "history_id")

    def counts(self) -> dict[str, int]:
        """Kind → how many versions; only kinds of which there are any."""
        counted = {model._meta.label_lower: self.of(model).count() for model in self.models()}
        return {label: number for label, number in counted.items() if number}

    def lines(self, chosen: dict[str, list[int]] | None = None) -> Iterator[dict]:
        """What the reader may read of every version, or of the chosen ones (kind → numbers)."""
        for model in self.models():
            rows = self.of(model)
            if chosen is not None:
                rows = rows.filter(history_id__in=chosen.get(model._meta.label_lower, []))
            yield from read(Lines(model, self.user), rows)

    def sample(self, seed: str, size: int) -> dict[str, list[int]]:
        """Kind → numbers of the versions that the seed chooses, `size` of them at most."""
        drawn = heapq.nsmallest(size, self._tickets(seed, size))
        found: dict[str, list[int]] = {}
        for _, label, number in drawn:
            found.setdefault(label, []).append(number)
        return found

    def _tickets(self, seed: str, size: int) -> Iterator[tuple[bytes, str, int]]:
        for model in self.models():
            label = model._meta.label_lower
            rows = self.of(model).annotate(ticket=_ticket(seed, label)).order_by("ticket")
            for ticket, number in rows.values_list("ticket", "history_id")[:size]:
                yield bytes(ticket), label, number


def read(lines: Lines, rows: QuerySet, kind: str = "version") -> Iterator[dict]:
    """The lines of the rows, some at a time."""
    batch = []
    for version in rows.iterator(chunk_size=CHUNK):
        batch.append(version)
        if len(batch) == CHUNK:
            yield from lines.of(batch, kind)
            batch = []
    if batch:
        yield from lines.of(batch, kind)


def _ticket(seed: str, label: str) -> Func:
    text = Concat(Value(f"{seed}:{label}:"), Cast("history_id", TextField()), output_field=TextField())
    utf8 = Func(text, Value("UTF8"), function="convert_to", output_field=BinaryField())
    return Func(utf8, function="sha256", output_field=BinaryField())
