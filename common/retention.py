"""What is not kept for ever: the table of rules, told by the apps that own the rows when they start.

This floor only knows what a rule is. `desk.retention` carries them out, its page shows them.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from common import words


@dataclass(frozen=True)
class Term:
    """How long something is kept: so many months of the calendar, or days."""

    months: int = 0
    days: int = 0

    def before(self, day: date) -> date:
        """The latest day from which the term has run out by `day`. A day that the month lacks is its last."""
        year, month = divmod(day.year * 12 + day.month - 1 - self.months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) - timedelta(days=self.days)

    def __str__(self):
        return words.count(self.months, "month") if self.months else words.count(self.days, "day")


@dataclass(frozen=True)
class Rule:
    """One line of the table. `what`, `fields`, `since` and `happens` are words for people: of which rows which values,
    `after` how long since what, and what becomes of them.

    `due(on)` gives the rows whose time has run out by that day, the oldest first, and no longer once `carry_out` was
    called: `carry_out(ids, at=)`, inside a transaction.
    """

    key: str
    model: str
    what: str
    fields: str
    after: Term
    since: str
    happens: str
    due: Callable[[date], QuerySet]
    carry_out: Callable[..., None]

    def ids(self, on: date, most: int) -> list[int]:
        return list(self.due(on).values_list("pk", flat=True)[:most])

    def __str__(self):
        return self.what


_rules: dict[str, Rule] = {}


def register(rule: Rule) -> None:
    _rules[rule.key] = rule


def rules() -> list[Rule]:
    """All rules, in the order of the table."""
    return sorted(_rules.values(), key=lambda rule: rule.what)
