"""Words for a day, as people type them: friday, tomorrow, 30 nov, 30.11., 2026-11-30, end of month, next week.

A day without a year is the next one that comes. Pure: no database, no clock.
"""

import calendar
import re
from datetime import date, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}

_DAY = "|".join(f"{day[:3]}(?:{day[3:]})?" for day in DAYS) + "|tues|thur|thurs"
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + "|sept"
_COUNT = r"\d{1,3}|" + "|".join(NUMBERS)
_FORMS = {
    "iso": r"(\d{4})-(\d{1,2})-(\d{1,2})",
    "numbers": r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4})|\.)?",
    "day_month": rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of)? ({_MONTH})\b\.?,?(?: (\d{{4}}))?",
    "month_day": rf"({_MONTH})\b\.? (\d{{1,2}})(?:st|nd|rd|th)?\b,?(?: (\d{{4}}))?",
    "end_of_month": rf"(?:the )?end of ({_MONTH})\b",
    "end_of": r"(?:the )?end of (?:the |this |next )?(?:month|week|quarter|year)\b",
    "weekday": rf"(?:next |this |on )?(?:{_DAY})\b",
    "span": r"next (?:week|month)\b",
    "near": r"(?:today|tonight|tomorrow|eod|eow|eom)\b",
    "in_some": rf"(?:in |the next )({_COUNT}) (day|week|month)s?\b",
}
_ANY = "|".join(f"(?:{form})" for form in _FORMS.values())
# After “in” a length of time must follow, so that “in two weeks” needs no “by”.
_PHRASE = re.compile(
    rf"\b(?:(?:by|until|till|due(?: on| by)?|before|on)\s+({_ANY})|(in (?:{_COUNT}) (?:day|week|month)s?))",
    re.I,
)
_BARE = re.compile(
    r"\b(today|tonight|tomorrow|next week|next month|end of (?:the )?(?:week|month))[.!]?$", re.I
)
_TRIED = re.compile(r"\b(?:by|until|till)\s+(\d[\d./-]*\.?)", re.I)


def find_day(text: str, today: date) -> tuple[str, date | None, str]:
    """The text without the words for the day, the day, and how they were read where that was a guess."""
    text = " ".join(text.split())
    matches = list(_PHRASE.finditer(text)) or list(_BARE.finditer(text))
    for match in reversed(matches):
        words = next(group for group in match.groups() if group)
        day = read_day(words, today)
        if day is None:
            continue
        if match[0].casefold().startswith("before"):
            day -= timedelta(days=1)
        rest = re.sub(
            r"\s+([.,;])", r"\1", f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip()}"
        )
        said = (
            "" if _exact(match[0], day, today) else f"“{match[0].strip()}” was read as {_spoken(day, today)}."
        )
        return rest.strip(" ,;.–—()"), day, said
    tried = _TRIED.search(text)
    return text, None, f"“{tried[0]}” is no day we could read." if tried else ""


def read_day(words: str, today: date) -> date | None:
    """The day somebody means who says `words` on `today`; None where it is none. A weekday is the next one after
    today, “next friday” the one of next week, “next week” its Friday."""
    words = " ".join(words.casefold().split())
    try:
        for name, form in _FORMS.items():
            match = re.fullmatch(form, words, re.I)
            if match:
                return _READERS[name](match, words, today)
    except (ValueError, OverflowError):
        return None
    return None


def _iso(match, words, today):
    return date(int(match[1]), int(match[2]), int(match[3]))


def _numbers(match, words, today):
    return _coming(int(match[1]), int(match[2]), match[3], today)


def _day_month(match, words, today):
    return _coming(int(match[1]), _month(match[2]), match[3], today)


def _month_day(match, words, today):
    return _coming(int(match[2]), _month(match[1]), match[3], today)


def _end_of_month(match, words, today):
    month = _month(match[1])
    return _last(today.year + (month < today.month), month)


def _end_of(match, words, today):
    later = "next" in words
    if "week" in words:
        return _friday(today) + timedelta(weeks=later)
    if "month" in words:
        return _last(*_months_on(today, later))
    if "quarter" in words:
        return _last(*_months_on(today, (2 - (today.month - 1) % 3) + 3 * later))
    return date(today.year + later, 12, 31)


def _weekday(match, words, today):
    wanted = next(number for number, day in enumerate(DAYS) if day.startswith(words.split()[-1][:3]))
    if words.startswith("next "):
        return today - timedelta(days=today.weekday()) + timedelta(weeks=1, days=wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _span(match, words, today):
    if words.endswith("month"):
        return _last(*_months_on(today, 1))
    return today - timedelta(days=today.weekday()) + timedelta(weeks=1, days=4)


def _near(match, words, today):
    if words == "tomorrow":
        return today + timedelta(days=1)
    if words == "eow":
        return _friday(today)
    return _last(today.year, today.month) if words == "eom" else today


def _in_some(match, words, today):
    count = int(NUMBERS.get(match[1], 0) or match[1])
    if match[2] == "month":
        year, month = _months_on(today, count)
        return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
    return today + timedelta(days=count * (7 if match[2] == "week" else 1))


_READERS = {
    "iso": _iso,
    "numbers": _numbers,
    "day_month": _day_month,
    "month_day": _month_day,
    "end_of_month": _end_of_month,
    "end_of": _end_of,
    "weekday": _weekday,
    "span": _span,
    "near": _near,
    "in_some": _in_some,
}


def _coming(day: int, month: int, year: str | None, today: date) -> date:
    """That day of the year named, else the next one that exists (29 February waits for its year)."""
    if year:
        return date(int(year), month, day)
    for ahead in range(9):
        try:
            found = date(today.year + ahead, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError("no such day")


def _month(word: str) -> int:
    return next(
        number for number, month in enumerate(MONTHS, start=1) if month.startswith(word[:3].casefold())
    )


def _months_on(day: date, count: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + count, 12)
    return day.year + years, month + 1


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _friday(today: date) -> date:
    """The Friday of this week; on a weekend the next one."""
    return today + timedelta(days=(4 - today.weekday()) % 7)


def _exact(words: str, day: date, today: date) -> bool:
    """Nothing was guessed: day and month were written, and the year was written or is this one."""
    words = words.casefold()
    named = re.search(r"\d{4}", words) or (re.search(r"\d", words) and day.year == today.year)
    return bool(named) and not re.search(r"\b(in|next|before)\b", words)


def _spoken(day: date, today: date) -> str:
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()}{year}"
