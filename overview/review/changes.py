"""What changed since the record was last confirmed, in words that are kept with the answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from overview.department.facts import Department

MOST, PARTS_SHOWN = 8, 2
NEVER_CONFIRMED = timedelta(days=90)


@dataclass(frozen=True)
class Told:
    """One save: its day, who made it, and a few (label, now, was)."""

    on: date
    who: str
    parts: tuple[tuple[str, str, str], ...]
    more: int = 0

    def frozen(self) -> dict:
        lines = [said(*part) for part in self.parts]
        return {"on": self.on.isoformat(), "who": self.who, "lines": lines, "more": self.more}


def said(label: str, now: str, was: str) -> str:
    return f"{label}: {now}{f', was {was}' if was else ''}" if now else label


def since(department: Department, confirmed: datetime | None, *, now: datetime) -> tuple[list[Told], int]:
    """The latest saves since then, the newest first, and how many more there are."""
    edge = confirmed or now - NEVER_CONFIRMED
    found = [change for change in department.changes if change.at > edge]
    return [_told(change) for change in found[:MOST]], max(0, len(found) - MOST)


def _told(change) -> Told:
    parts = tuple((part.label, part.now, part.was) for part in change.parts[:PARTS_SHOWN])
    return Told(timezone.localdate(change.at), change.who, parts, max(0, len(change.parts) - PARTS_SHOWN))
