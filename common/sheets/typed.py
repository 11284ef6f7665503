"""Texts of a sheet on their way out, as the numbers and days that they stand for, which are read again as the same."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from common.sheets.columns import Amount, Column, Day, Level, Whole
from common.sheets.writing import Cell

_KINDS = {Whole: int, Level: int, Amount: Decimal, Day: date.fromisoformat}


def typed(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[Sequence[Cell]]:
    """The rows, whose cells the columns wrote, with the values of numbers and days."""
    kinds = [(place, kind) for place, column in enumerate(columns) if (kind := _KINDS.get(type(column)))]
    for row in rows:
        cells: list[Cell] = list(row)
        for place, kind in kinds:
            if text := row[place]:
                cells[place] = kind(text)
        yield cells
