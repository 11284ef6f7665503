"""What changed since the record was last confirmed, in words that are kept with the answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from overview.department.facts import Department
from overview.record.words import field_label
from overview.review.ages import CONFIRMING
from units.models import Dependency

MOST, PARTS_SHOWN = 8, 2
NEVER_CONFIRMED = timedelta(days=90)
# That a side said yes to a dependency is no news of the department; it is what reviews are for.
YES = tuple(field_label(Dependency, name).lower() for name in CONFIRMING)


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
    recent = [change for change in department.changes if change.at > edge]
    found = [(change, news) for change in recent if (news := _news(change))]
    return [_told(*one) for one in found[:MOST]], max(0, len(found) - MOST)


def _news(change) -> list:
    return [part for part in change.parts if not part.label.lower().endswith(YES)]


def _told(change, news: list) -> Told:
    parts = tuple((part.label, part.now, part.was) for part in news[:PARTS_SHOWN])
    return Told(timezone.localdate(change.at), change.who, parts, max(0, len(news) - PARTS_SHOWN))
