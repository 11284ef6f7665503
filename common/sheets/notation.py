"""How the numbers and the days of a file are written, told from the cells themselves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from common.sheets.blanks import levelled
from common.sheets.dates import DAY_FIRST, MONTH_FIRST, NoDay, read_day
from common.sheets.numbers import NoNumber, OtherMark, read_number

LOOKED_AT = 10_000

_SLASHED = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2[0-9]{4}(?:[T ,].*)?")
_HAS_DECIMALS = re.compile(r"[0-9][.,][0-9]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)


def looks_like_a_value(cell: str) -> bool:
    """Whether it is a number or a day: no header, as a rule."""
    text = cell.strip()
    if not text[-1:].isdigit() and not text[:1].isdigit():
        return False
    for read in (read_number, read_day):
        try:
            read(text)
        except OtherMark:
            return True
        except (NoNumber, NoDay):
            continue
        return True
    return False


@dataclass
class Notation:
    """What speaks for which way of writing; `entity` is the first one found."""

    point: int = 0
    comma: int = 0
    day_first: int = 0
    month_first: int = 0
    either: int = 0
    entity: str = ""

    @property
    def decimal(self) -> str:
        return "," if self.comma > self.point else "."

    @property
    def dates(self) -> str:
        return MONTH_FIRST if self.month_first > self.day_first else DAY_FIRST

    @property
    def sentences(self) -> list[str]:
        """What a person should look at."""
        found = []
        if self.day_first and self.month_first:
            found.append(
                "Some dates have the day first, others the month; those that do not fit will be wrong."
            )
        elif self.either and not self.day_first and not self.month_first:
            found.append("Nothing in the file tells whether its dates have the day or the month first.")
        if self.entity:
            found.append(f"The file holds marks of web pages such as “{self.entity}”.")
        return found


def notation_of(rows: Iterable[list[str | None]]) -> Notation:
    found = Notation()
    for cells in rows:
        for cell in cells:
            if not cell:
                continue
            if not found.entity and "&" in cell and (entity := _ENTITY.search(cell)):
                found.entity = entity[0]
            if len(cell) <= 40:
                _note(found, cell)
    return found


def _note(found: Notation, cell: str) -> None:
    if slashed := _SLASHED.fullmatch(levelled(cell)):
        _note_day(found, int(slashed[1]), int(slashed[3]))
    elif _HAS_DECIMALS.search(cell):
        _note_number(found, cell)


def _note_day(found: Notation, first: int, second: int) -> None:
    if first > 12 >= second:
        found.day_first += 1
    elif second > 12 >= first:
        found.month_first += 1
    elif first != second:
        found.either += 1


def _note_number(found: Notation, cell: str) -> None:
    """Only what reads in one way and not in the other tells something: 1,878 could be either."""
    point, comma = _reads(cell, "."), _reads(cell, ",")
    if point and not comma:
        found.point += 1
    elif comma and not point:
        found.comma += 1


def _reads(cell: str, decimal: str) -> bool:
    try:
        read_number(cell, decimal)
    except NoNumber:
        return False
    return True
