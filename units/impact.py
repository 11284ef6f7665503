"""How bad it gets, and when, once a process stands still: business impact as ISO 22317 tells it. Pure.

A row says: process, kind of harm (`ImpactCategory`), hours down (`Bucket`), severity 0–4 (`Harm`). Times are whole
hours; MTD, RTO and RPO are those of ISO 22301: the longest one can do without, when it is to run again, and how much
data may be lost. What was said for one time holds until the next time something is said for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from units.choices import Bucket, Harm, ImpactCategory
from units.hours import say_hours

BUCKETS = tuple(Bucket.values)
CATEGORIES = tuple(ImpactCategory.values)
SEVERE = Harm.SEVERE.value
WORDS = {level: label.partition(" ")[2] for level, label in Harm.choices}
HARMS = {
    category: label.lower() if category == ImpactCategory.HARM else f"{label.lower()} harm"
    for category, label in ImpactCategory.choices
}


class Row(NamedTuple):
    """One answer: how bad it is for `process`, in this kind of harm, after so many hours."""

    process: str
    category: str
    bucket: int
    severity: int


@dataclass(frozen=True)
class Worst:
    """The highest severity of all rows and the earliest time it is reached; None where nothing is said or it is 0."""

    severity: int | None
    bucket: int | None
    because: str


@dataclass(frozen=True)
class Cell:
    """One time of a strip. `severity` None before anything is said; `fresh` where it differs from the time before;
    `limit` where the longest one can do without ends."""

    bucket: int
    severity: int | None
    fresh: bool
    limit: bool = False

    @property
    def word(self) -> str:
        return "" if self.severity is None else WORDS[self.severity]

    @property
    def css(self) -> str:
        shade = f"s{self.severity}" if self.severity else ""
        return f"{shade} limit".strip() if self.limit else shade


def worst(rows: Iterable[tuple]) -> Worst:
    """The worst of all rows: severest first, then soonest, then by name, with the sentence that says why."""
    known = sorted((Row(*row) for row in rows), key=lambda r: (-r.severity, r.bucket, r.process.lower()))
    if not known:
        return Worst(None, None, "Nobody has said yet how bad it gets.")
    first = known[0]
    if first.severity == 0:
        return Worst(0, first.bucket, "Nothing that stands still does harm within a month.")
    said = f"{first.process}: {HARMS[first.category]} {WORDS[first.severity]} after {say_hours(first.bucket)}"
    return Worst(first.severity, first.bucket, said)


def levels(rows: Iterable[tuple]) -> dict[int, int | None]:
    """{bucket: highest severity of any kind of harm}, each carried on until something else is said."""
    said: dict[str, dict[int, int]] = {}
    for row in rows:
        _, category, bucket, severity = row
        said.setdefault(category, {})[bucket] = severity
    found: dict[int, int | None] = {}
    now: dict[str, int] = {}
    for bucket in BUCKETS:
        now |= {category: at[bucket] for category, at in said.items() if bucket in at}
        found[bucket] = max(now.values(), default=None)
    return found


def strip(rows: Iterable[tuple], limits: dict[str, int | None] | None = None) -> dict[str, list[Cell]]:
    """Per process the highest severity at each of the six times. `limits` gives the hours it can be down at most."""
    by_process: dict[str, list[tuple]] = {}
    for row in rows:
        by_process.setdefault(row[0], []).append(row)
    return {process: cells_of(levels(of), (limits or {}).get(process)) for process, of in by_process.items()}


def cells_of(at: dict[int, int | None], limit: int | None = None) -> list[Cell]:
    """The cells of one strip; the edge stands before the first time that lies beyond `limit` hours."""
    beyond = next((bucket for bucket in BUCKETS if limit is not None and bucket > limit), None)
    cells, before = [], None
    for bucket in BUCKETS:
        severity = at.get(bucket)
        cells.append(Cell(bucket, severity, severity is not None and severity != before, bucket == beyond))
        before = severity
    return cells


def severe_from(rows: Iterable[tuple]) -> int | None:
    """The earliest time at which any kind of harm is severe."""
    return min((row[2] for row in rows if row[3] >= SEVERE), default=None)


def contradictions(mtd: int | None, rto: int | None, rpo: int | None, severe: int | None) -> list[str]:
    """Sentences on what does not agree between the three times and the hour from which the harm is severe."""
    found = []
    if mtd is not None and rto is not None and rto >= mtd:
        found.append(
            f"It is to run again within {say_hours(rto)}, but cannot be down longer than {say_hours(mtd)}: "
            "the first should be shorter."
        )
    if mtd is not None and rpo is not None and rpo > mtd:
        found.append(
            f"Up to {say_hours(rpo)} of data may be lost, more than the {say_hours(mtd)} it can be down."
        )
    if severe is not None and mtd is not None and mtd > severe:
        found.append(
            f"It is said to bear {say_hours(mtd)} of standstill, but the harm is severe after {say_hours(severe)}."
        )
    elif severe is not None and rto is not None and rto > severe:
        found.append(
            f"The harm is severe after {say_hours(severe)}, before it is to run again ({say_hours(rto)})."
        )
    return found


def falls(rows: Iterable[tuple]) -> list[str]:
    """Kinds of harm that become less bad with time, in the order of the grid: rarely meant so."""
    said: dict[str, dict[int, int]] = {}
    for _, category, bucket, severity in rows:
        said.setdefault(category, {})[bucket] = severity
    found = []
    for category in CATEGORIES:
        at = [severity for _, severity in sorted(said.get(category, {}).items())]
        if any(later < earlier for earlier, later in pairwise(at)):
            found.append(category)
    return found
