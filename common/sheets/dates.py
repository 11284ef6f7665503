"""Days as people write them: 2024-11-16, 16/11/2024 or 11/16/2024 as they are said to be, 16 November 2024."""

import re
from datetime import date

from common.sheets.blanks import levelled

DAY_FIRST, MONTH_FIRST = "day", "month"

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january januar janvier", "feb february februar fevrier", "mar march marz maerz mars mrz",
            "apr april avril", "may mai", "jun june juni juin", "jul july juli juillet",
            "aug august aout", "sep sept september septembre", "oct october okt oktober octobre",
            "nov november novembre", "dec december dez dezember decembre",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_UNACCENTED = str.maketrans("äéûô", "aeuo")
_ZONE = r"(?: ?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?"
_TIME = rf"(?:(?:[T ]|, )[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]+)?)?(?: ?[AaPp][Mm])?{_ZONE})?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_PACKED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}})([-/. ])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}")
_WORDED = re.compile(
    rf"(?:[^\W\d_]{{3,9}},? )?([0-9]{{1,2}})(?:st|nd|rd|th|\.)?[- /]?([^\W\d_]{{3,9}})\.?,?[- /]?([0-9]{{4}}){_TIME}"
)
_MONTH_WORD_FIRST = re.compile(
    rf"(?:[^\W\d_]{{3,9}},? )?([^\W\d_]{{3,9}})\.?[- ]([0-9]{{1,2}})(?:st|nd|rd|th)?,?[- ]([0-9]{{4}}){_TIME}"
)
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")


class NoDay(ValueError):
    """The text is no day; the message says why, for a person."""


def read_day(text: str, order: str = DAY_FIRST) -> date:
    """The day in a text. Raises NoDay."""
    text = " ".join(levelled(text).split())
    if len(text) > 60:
        raise NoDay("It is not a date. Write it as 2024-11-16.")
    if (found := _YEAR_FIRST.fullmatch(text)) or (found := _PACKED.fullmatch(text)):
        parts = found.groups()
        return _day(parts[0], parts[-2], parts[-1])
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = found[1], found[3], found[4]
        return _ordered(year, first, second, order)
    if found := _WORDED.fullmatch(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_WORD_FIRST.fullmatch(text):
        return _day(found[3], _month(found[1]), found[2])
    raise NoDay(_why(text))


def _ordered(year: str, first: str, second: str, order: str) -> date:
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    if int(month) > 12 >= int(day):
        read = "the day first" if order == DAY_FIRST else "the month first"
        raise NoDay(f"Dates are read with {read}; this one is written the other way round.")
    return _day(year, month, day)


def _month(word: str) -> int:
    number = _MONTHS.get(word.casefold().translate(_UNACCENTED))
    if number is None:
        raise NoDay("It is not a date. Write it as 2024-11-16.")
    return number


def _day(year, month, day) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NoDay("There is no such day in the calendar.") from None


def _why(text: str) -> str:
    if _SHORT_YEAR.fullmatch(text):
        return "The year has two digits only. Write it with four, such as 2024-11-16."
    if _SERIAL.fullmatch(text):
        return "It is the number a spreadsheet has for a day. Format the column as dates and save it again."
    return "It is not a date. Write it as 2024-11-16."
