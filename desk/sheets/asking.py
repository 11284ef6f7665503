"""Whether an import changes so much of what there is that it is asked for twice."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from common.words import count
from desk.models import SheetImport
from desk.sheets import missing
from desk.sheets.kinds import Kind


@dataclass(frozen=True)
class Touched:
    """How many of those that are there an import changes or ends; what is new changes none of them."""

    changed: int
    ended: int
    total: int

    @property
    def number(self) -> int:
        return self.changed + self.ended

    @property
    def percent(self) -> int:
        return round(100 * self.number / self.total) if self.total else 0

    @property
    def is_much(self) -> bool:
        return self.number > settings.IMPORT_ASK_TWICE * self.total


def touched(kind: Kind, record: SheetImport, *, on: date) -> Touched:
    changed, ended = record.outcome["changed"], len(missing.chosen(record))
    total = kind.ending.current(on).count() if kind.ending and (changed or ended) else 0
    return Touched(changed if total else 0, ended, total)


def sentence(kind: Kind, found: Touched) -> str:
    """Names the numbers."""
    parts = [f"{found.changed:,} changed" if found.changed else "", _ended(kind, found)]
    what = " and ".join(filter(None, parts))
    return f"This touches {found.number:,} of {count(found.total, kind.one, kind.many)}, {found.percent} %: {what}."


def _ended(kind: Kind, found: Touched) -> str:
    return f"{found.ended:,} {kind.ending.done}" if found.ended else ""
