"""Rows to CSV, piece by piece: UTF-8 with a byte-order mark, and nothing a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from common.sheets.formula import neutralised

PIECE = 500

Cell = str | int | Decimal | date | datetime | None


class _Echo:
    """Gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_pieces(
    headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ","
) -> Iterator[bytes]:
    """The file in pieces of some hundred rows; `rows` is read as the pieces are asked for."""
    write = csv.writer(_Echo(), delimiter=delimiter).writerow
    lines = ["\ufeff", write([neutralised(header) for header in headers])]
    for row in rows:
        lines.append(write([neutralised(cell) if type(cell) is str else as_text(cell) for cell in row]))
        if len(lines) >= PIECE:
            yield "".join(lines).encode()
            lines.clear()
    if lines:
        yield "".join(lines).encode()


def as_text(cell: Cell) -> str:
    """As it stands in a file of text: numbers in digits, days year first. A number below zero is no formula."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return neutralised(str(cell)) if isinstance(cell, str) else str(cell)
