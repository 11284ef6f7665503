"""The talks that a series has in a span of days: each on the rule's own day, or on the first free day of the same
weekday after it where a department wants to be left alone. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dialogues.recurrence import Rule, instant, occurrences, zone_named

WEEK = timedelta(7)
MOST_WEEKS = 53


@dataclass(frozen=True)
class Quiet:
    """From the first to the last day; `why` as a sentence would end: “Annual accounts”."""

    since: date
    until: date
    who: str = ""
    why: str = ""

    def holds(self, day: date) -> bool:
        return self.since <= day <= self.until

    @property
    def words(self) -> str:
        because = f" ({self.why})" if self.why else ""
        return f"{self.who or 'The department'} wants no talks until {self.until.day} {self.until:%B %Y}{because}"


@dataclass(frozen=True)
class Occasion:
    """`planned_for` is the rule's own day, `day` and `starts_at` (UTC) what becomes of it. `quiet` is why it was put
    off; `left_out` where the next talk of the series comes first, so that this one falls away. `skipped_hour` where
    clocks skip the hour that was meant."""

    planned_for: date
    day: date
    starts_at: datetime
    quiet: Quiet | None = None
    left_out: bool = False
    skipped_hour: bool = False


def plan(
    rule: Rule,
    starts_on: date,
    at_time: time,
    zone: str,
    *,
    quiet: Sequence[Quiet] = (),
    first: date | None = None,
    before: date,
) -> list[Occasion]:
    """Those whose own day is `first` or later, and earlier than `before`. Raises RuleProblem."""
    place = zone_named(zone)
    after = first - timedelta(1) if first else None
    # One more than asked for: whether a talk that was put off meets the next one.
    ahead = occurrences(rule, starts_on, at_time, zone, after=after, before=before + MOST_WEEKS * WEEK)
    days = [one.day for one in ahead]
    found = []
    for here, one in enumerate(ahead):
        if one.day >= before:
            break
        reason = next((span for span in quiet if span.holds(one.day)), None)
        day = free_day(one.day, quiet) if reason else one.day
        following = days[here + 1] if here + 1 < len(days) else None
        # Held until nobody wants quiet any more, or until the next talk takes its place.
        left_out = reason is not None and (day is None or (following is not None and day >= following))
        day = one.day if left_out or day is None else day
        moment, skipped = instant(day, at_time, place)
        found.append(Occasion(one.day, day, moment, reason, left_out, skipped))
    return found


def free_day(day: date, quiet: Sequence[Quiet]) -> date | None:
    """The first day of the same weekday, from this one on, on which nobody wants quiet; None within a year."""
    for weeks in range(MOST_WEEKS):
        later = day + weeks * WEEK
        if not any(span.holds(later) for span in quiet):
            return later
    return None
