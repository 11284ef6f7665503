"""How long something may be down, as people say it: "4 h", "2 days", "1 week". Whole hours inside. Pure."""

import re

DAY, WEEK = 24, 168
MOST = 8760  # a year
# 1,000 is a thousand; a comma that parts two times has a blank behind it.
_PART = re.compile(
    r"(\d{1,3}(?:,\d{3})+(?!\d)|\d{1,6})(?:[.,](\d)(?!\d))?\s*(?:([a-z]+)\.?)?\s*(?:and|,(?=\s))?\s*"
)
_UNITS = {
    **dict.fromkeys(("", "h", "hr", "hrs", "hour", "hours"), 1),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), WEEK),
    **dict.fromkeys(("m", "mo", "month", "months"), 720),
}
NOT_UNDERSTOOD = "Write it as 4 h, 2 days or 1 week."
TOO_LONG = "That is longer than a year."
NO_PARTS = "Whole hours, please: 36 h rather than 1.3 days."


def read_hours(text: str) -> int | None:
    """Whole hours 0–8760 from what a person writes; None for nothing. Raises ValueError with a sentence."""
    rest = " ".join(text.split()).lower()
    if not rest:
        return None
    if not rest.isascii():
        raise ValueError(NOT_UNDERSTOOD)
    total = 0.0
    while rest:
        found = _PART.match(rest)
        if found is None or (found[3] or "") not in _UNITS:
            raise ValueError(NOT_UNDERSTOOD)
        total += float(f"{found[1].replace(',', '')}.{found[2] or 0}") * _UNITS[found[3] or ""]
        rest = rest[found.end() :]
    if total > MOST:
        raise ValueError(TOO_LONG)
    if not round(total, 6).is_integer():
        raise ValueError(NO_PARTS)
    return round(total)


def say_hours(hours: int | None) -> str:
    """168 as "1 week", 36 as "36 hours", 0 as "no time at all", None as nothing."""
    if hours is None:
        return ""
    if hours == 0:
        return "no time at all"
    for size, noun in ((WEEK, "week"), (DAY, "day"), (1, "hour")):
        if hours % size == 0:
            number = hours // size
            return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"
    raise ValueError(f"{hours} are not whole hours.")
