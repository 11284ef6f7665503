"""What every kind of thing that can be found shares: hits, groups, which part of a group is asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

PAGE = 25
GLIMPSE = 6
# Counting further costs more than it tells.
MOST = 1000
MOST_WORDS = 8


@dataclass(frozen=True)
class Hit:
    """`impact` leads to who is hit next where the hit is a department: one step in the night."""

    text: str
    meta: str
    href: str
    impact: str = ""


@dataclass
class Group:
    """What was found of one kind: one page of hits, and how many there are; None for more than are shown."""

    key: str
    heading: str
    hits: list[Hit] = field(default_factory=list)
    count: int | None = 0

    @property
    def said(self) -> str:
        if self.count is None:
            return f"more than {len(self.hits)}"
        return f"more than {MOST:,}" if self.count > MOST else f"{self.count:,}"


@dataclass(frozen=True)
class Source:
    """A kind of thing one can find: whoever holds `permission` may, and how it is looked for."""

    key: str
    heading: str
    permission: str
    look: Callable  # (user, text, Part, today) -> (hits, count)


@dataclass(frozen=True)
class Part:
    """Which rows of a group are asked for. Only whoever pages through it needs to know how many there are."""

    start: int
    size: int
    counted: bool

    def of(self, queryset: QuerySet) -> tuple[list, int | None]:
        """These rows, and how many there are in all: None where that is more and was not asked."""
        if self.counted:
            return list(queryset[self.start : self.start + self.size]), bounded(queryset)
        found = list(queryset[self.start : self.start + self.size + 1])
        return found[: self.size], (self.start + len(found) if len(found) <= self.size else None)


def bounded(queryset: QuerySet) -> int:
    """How many rows, as far as `MOST` + 1."""
    return queryset.order_by()[: MOST + 1].count()


def holding(text: str, *names: str) -> Q:
    """Rows in which each word stands in one of the fields."""
    tests = [
        Q(*[(f"{name}__icontains", word) for name in names], _connector=Q.OR)
        for word in text.split()[:MOST_WORDS]
    ]
    return reduce(and_, tests)
