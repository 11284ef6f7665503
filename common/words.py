"""How days, times, sums and counts are said on screen. Times are given in the current time zone."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

NBSP = "\u00a0"
NOTHING = "–"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def local_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def day(value: date | datetime | None, *, today: date, short: bool = False) -> str:
    """16 November, or 16 Nov; with the year only when it is another one."""
    if value is None:
        return NOTHING
    on = local_day(value)
    month = MONTHS[on.month - 1]
    said = f"{on.day}{NBSP}{month[:3] if short else month}"
    return said if on.year == today.year else f"{said} {on.year}"


def whole_day(value: date) -> str:
    """16 November 2026: for what is kept and read in another year."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None, *, today: date, within: bool = False) -> str:
    """Today 10:30 (`within` a sentence: today 10:30); otherwise 16 Nov, 10:30."""
    if value is None:
        return NOTHING
    at = timezone.localtime(value) if timezone.is_aware(value) else value
    said = ("today" if within else "Today") if at.date() == today else day(at, today=today, short=True) + ","
    return f"{said} {at:%H:%M}"


def clock(value: datetime) -> str:
    """02:14."""
    return f"{timezone.localtime(value):%H:%M}"


def ago(value: date | datetime | None, *, today: date) -> str:
    """How long before today, in days up to three months, then in months, then in years. Also says what is ahead."""
    if value is None:
        return NOTHING
    days = (today - local_day(value)).days
    if days in (0, 1, -1):
        return {0: "today", 1: "yesterday", -1: "tomorrow"}[days]
    length = abs(days)
    if length <= 92:
        said = f"{length} days"
    elif length < 730:
        said = f"{round(length / 30.44)} months"
    else:
        said = f"{length // 365} years"
    return f"{said} ago" if days > 0 else f"in {said}"


def number(value) -> str:
    """2,174; a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, float | Decimal):
        return f"{value:,f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return f"{value:,}"


def money(value, *, symbol: str) -> str:
    """£12,400 · £286.6 m · £1.2 bn; a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    amount = Decimal(str(value))
    sign = "−" if amount < 0 else ""
    amount = abs(amount)
    gap = "" if len(symbol) == 1 else NBSP
    if amount >= 999_950_000:
        said = f"{amount / 1_000_000_000:,.1f}{NBSP}bn"
    elif amount >= 1_000_000:
        said = f"{amount / 1_000_000:,.1f}{NBSP}m"
    else:
        said = f"{amount:,.0f}"
    return f"{sign}{symbol}{gap}{said}"


def millions(value) -> str:
    """For a column headed “£ m”: 286.6; a plain 0 for none at all."""
    if value is None or value == "":
        return NOTHING
    amount = Decimal(str(value))
    if not amount:
        return "0"
    return f"<{NBSP}0.1" if 0 < amount < 50_000 else f"{amount / 1_000_000:,.1f}"


def count(value: int, one: str, many: str = "") -> str:
    """1 department, 2,174 departments."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"
