"""When a recurring talk takes place: a rule in the words of RFC 5545, read, checked and worked out day by day.

Pure. A rule knows days only; the hour is wall time in a named zone, so a talk at ten stays at ten when clocks change.
What differs from the letter of the standard, because people mean it so: the 29th, 30th or 31st is the last day of a
shorter month. An hour that clocks skip moves on by the gap; of an hour that comes twice the first is meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil import rrule

from dialogues.rule_text import Rule, RuleProblem, days_of_month, parse
from dialogues.rule_words import words

__all__ = [
    "CHOICES",
    "Occurrence",
    "Rule",
    "RuleProblem",
    "anchored",
    "build",
    "check",
    "choice_of",
    "first_days",
    "instant",
    "occurrences",
    "parse",
    "words",
    "zone_named",
]

LOOK_AHEAD_YEARS = 10
LAST_DAY = date(2199, 12, 31)
FREQUENCIES = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}

# What a form offers beside a rule of one's own; the first day says the weekday and the day of the month.
CHOICES = {
    "week": "Every week",
    "2weeks": "Every 2 weeks",
    "4weeks": "Every 4 weeks",
    "month_weekday": "Every month, on the same weekday",
    "month_day": "Every month, on the same day",
    "2months_weekday": "Every 2 months, on the same weekday",
    "quarter_weekday": "Every quarter, on the same weekday",
    "quarter_day": "Every quarter, on the same day",
    "half_weekday": "Twice a year, on the same weekday",
    "half_day": "Twice a year, on the same day",
    "year_weekday": "Once a year, on the same weekday",
    "year_day": "Once a year, on the same day",
}
WEEKS = {"week": 1, "2weeks": 2, "4weeks": 4}
MONTHS = {"month": 1, "2months": 2, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True)
class Occurrence:
    """The rule's own day, and the moment it begins (in UTC). `moved_on` where clocks skip that hour."""

    day: date
    starts_at: datetime
    moved_on: bool


def zone_named(name: str) -> ZoneInfo:
    """Raises RuleProblem for a name that is no time zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise RuleProblem(f"“{name[:60]}” is not a time zone, such as Europe/London.") from error


def instant(day: date, at_time: time, zone: ZoneInfo | str) -> tuple[datetime, bool]:
    """(moment in UTC, whether it was moved on) of a wall time. In UTC because moments of two zones that fall into an
    hour that comes twice never compare as equal."""
    place = zone_named(zone) if isinstance(zone, str) else zone
    wanted = datetime.combine(day, at_time.replace(tzinfo=None, fold=0))
    real = wanted.replace(tzinfo=place).astimezone(UTC)
    return real, real.astimezone(place).replace(tzinfo=None) != wanted


def anchored(rule: Rule, starts_on: date) -> Rule:
    """The rule with the weekday, day or month that it leaves to its first day; says all by itself."""
    said = bool(rule.weekdays or rule.month_days)
    if rule.freq == "WEEKLY" and not rule.weekdays:
        return replace(rule, weekdays=((0, starts_on.weekday()),))
    if rule.freq == "MONTHLY" and not said:
        return days_of_month(replace(rule, month_days=(starts_on.day,)))
    if rule.freq == "YEARLY" and not said:
        months = rule.months or (starts_on.month,)
        return days_of_month(replace(rule, months=months, month_days=(starts_on.day,)))
    return rule


def _days(rule: Rule, starts_on: date, last: date) -> Iterator[date]:
    """The rule's days from the first on, up to `last`."""
    whole = anchored(rule, starts_on)
    until = min(last, whole.until or last)
    found = rrule.rrule(
        FREQUENCIES[whole.freq],
        dtstart=datetime.combine(starts_on, time()),
        interval=whole.interval,
        wkst=rrule.MO,
        bymonth=whole.months or None,
        bymonthday=whole.month_days or None,
        byweekday=[rrule.weekday(day, nth or None) for nth, day in whole.weekdays] or None,
        bysetpos=whole.positions or None,
        until=datetime.combine(until, time()),
    )
    days = (one.date() for one in found)
    return islice(days, whole.count) if whole.count else days


def occurrences(
    rule: Rule, starts_on: date, at_time: time, zone: str, *, after: date | None = None, before: date
) -> list[Occurrence]:
    """Those whose own day is later than `after` (none: from the first on) and earlier than `before`."""
    place = zone_named(zone)
    last = min(before - timedelta(1), LAST_DAY)
    if last < starts_on:
        return []
    days = (day for day in _days(rule, starts_on, last) if after is None or day > after)
    return [Occurrence(day, *instant(day, at_time, place)) for day in days]


def first_days(rule: Rule, starts_on: date, *, how_many: int) -> list[date]:
    """Its first days within ten years; empty for a rule that never fires."""
    end = min(LAST_DAY, date(min(starts_on.year + LOOK_AHEAD_YEARS, LAST_DAY.year), 12, 31))
    return list(islice(takewhile(lambda day: day <= end, _days(rule, starts_on, end)), how_many))


def check(rule: Rule, starts_on: date) -> None:
    """Raises RuleProblem for a rule that ends before it begins or never fires."""
    if rule.until and rule.until < starts_on:
        raise RuleProblem("It ends before it begins.")
    if not first_days(rule, starts_on, how_many=1):
        raise RuleProblem(
            f"This never happens within {LOOK_AHEAD_YEARS} years of its first day: there is no such day."
        )


def build(
    repeats: str, *, starts_on: date, until: date | None = None, times: int | None = None, own: str = ""
) -> Rule:
    """The rule behind a choice of the form. Without a choice the text `own` is read. Raises RuleProblem."""
    if until and times:
        raise RuleProblem("Say either until when or how many times.")
    rule = _chosen(repeats, starts_on) if repeats in CHOICES else parse(own)
    if until or times:
        rule = replace(rule, until=until, count=times)
    rule = anchored(rule, starts_on)
    check(rule, starts_on)
    return rule


def _chosen(repeats: str, starts_on: date) -> Rule:
    if repeats in WEEKS:
        return Rule("WEEKLY", interval=WEEKS[repeats], weekdays=((0, starts_on.weekday()),))
    period, _, how = repeats.partition("_")
    months = MONTHS[period]
    if how == "day":
        return days_of_month(Rule("MONTHLY", interval=months, month_days=(starts_on.day,)))
    # The fifth of its kind is meant as the last: most months have no fifth.
    nth = (starts_on.day - 1) // 7 + 1
    return Rule("MONTHLY", interval=months, weekdays=((-1 if nth == 5 else nth, starts_on.weekday()),))


def choice_of(rule: Rule, starts_on: date) -> str:
    """The form's choice that would build this rule; empty for one of one's own."""
    bare = replace(anchored(rule, starts_on), until=None, count=None)
    return next((name for name in CHOICES if _chosen(name, starts_on) == bare), "")
