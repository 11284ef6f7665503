"""What people decided about gaps, and what was read in earlier weeks."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count

from overview.gaps.facts import SEVERITIES, Gap
from overview.models import GapAssignment, GapDismissal, GapReading

WEEKS = 12  # of the trend


@dataclass(frozen=True)
class Decisions:
    """By the key of a gap: who takes care of it, and what may stay for now."""

    assigned: dict[str, GapAssignment] = field(default_factory=dict)
    dismissed: dict[str, GapDismissal] = field(default_factory=dict)

    def split(self, gaps: list[Gap]) -> tuple[list[Gap], list[Gap]]:
        """Those to settle, and those that may stay for now."""
        return (
            [gap for gap in gaps if gap.key not in self.dismissed],
            [gap for gap in gaps if gap.key in self.dismissed],
        )


def decisions(user, *, on: date) -> Decisions:
    assigned = GapAssignment.objects.visible_to(user).select_related("assignee")
    held = GapDismissal.objects.visible_to(user).holding(on=on)
    return Decisions({one.key: one for one in assigned}, {one.key: one for one in held})


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Before:
    """The reading of an earlier week: its day, and the keys of what stood open; no day where there is none yet."""

    taken_on: date | None = None
    keys: frozenset[str] = frozenset()

    def is_new(self, gap: Gap) -> bool:
        return self.taken_on is not None and gap.key not in self.keys


def last_week(*, on: date) -> Before:
    """The latest reading of a week before this one. One query."""
    earlier = GapReading.objects.filter(taken_on__lt=monday(on)).order_by("-taken_on").values("taken_on")[:1]
    rows = list(GapReading.objects.filter(taken_on=earlier).values_list("taken_on", "key"))
    return Before(rows[0][0], frozenset(key for _, key in rows)) if rows else Before()


@dataclass(frozen=True)
class Week:
    """How many stood open when it was read, by severity, the most severe first. `taken_on` is None for now."""

    taken_on: date | None
    counts: list[int]

    @property
    def total(self) -> int:
        return sum(self.counts)


def trend(now: list[Gap], *, on: date) -> list[Week]:
    """The readings of the last weeks before a day, and how it is now."""
    since = monday(on) - timedelta(weeks=WEEKS)
    rows = GapReading.objects.filter(taken_on__range=(since, on)).order_by("taken_on")
    weeks: dict[date, dict[int, int]] = defaultdict(dict)
    for day, severity, number in rows.values_list("taken_on", "severity").annotate(n=Count("pk")):
        weeks[day][severity] = number
    found = [Week(day, [counts.get(level, 0) for level in SEVERITIES]) for day, counts in weeks.items()]
    today = [sum(gap.severity == level for gap in now) for level in SEVERITIES]
    return [*found, Week(None, today)]
