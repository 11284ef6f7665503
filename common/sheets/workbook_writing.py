"""Rows to an Excel workbook, piece by piece: sent while the rows are read, with nothing kept in memory or on a disk.

Made here, for what makes workbooks elsewhere first writes the whole of them somewhere. A workbook is some small files
of XML and one long one, packed; the long one is written row by row.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import chain, islice

from common.sheets import workbook_parts as parts
from common.sheets.formula import neutralised, restored
from common.sheets.writing import Cell, as_text

PIECE = 64 * 1024
MOST_ROWS = 1_048_576  # with the headers; no spreadsheet shows more
MOST_CHARACTERS = 32_767
TOO_MANY = "A workbook holds no more rows. Download the list as CSV: it has all of them."
CUT = " … (cut here: a workbook holds no more. The CSV has all of it.)"
MOST_DIGITS = 15  # a spreadsheet keeps no more of a number

# How fast it is packed against how small it gets.
LEVEL = 2
LOOKED_AT = 200  # rows by which the columns are made wide enough
EPOCH = date(1899, 12, 30)
# A spreadsheet takes 1900 for a leap year: before its March no number means the right day.
FIRST_DAY = date(1900, 3, 1)

_UNWRITABLE = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_NEEDS_CARE = re.compile("[&<>\\r_\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")


class _Sink:
    """What is written stays until it is taken along."""

    def __init__(self):
        self.pieces: list[bytes] = []
        self.size = 0

    def write(self, data) -> int:
        self.pieces.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def take(self) -> bytes:
        taken = b"".join(self.pieces)
        self.pieces, self.size = [], 0
        return taken


def workbook_pieces(headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> Iterator[bytes]:
    """The workbook in pieces; `rows` is read as the pieces are asked for. `title` is the name of its only sheet."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as packed:
        for name, content in parts.around(parts.sheet_name(title)):
            packed.writestr(_entry(name), content)
        with packed.open(_entry(parts.SHEET), "w") as sheet:
            for text in _sheet(headers, rows):
                sheet.write(text.encode())
                if sink.size >= PIECE:
                    yield sink.take()
    yield sink.take()


def _entry(name: str) -> zipfile.ZipInfo:
    """A file in the workbook, without the time at which it was made: the same rows give the same workbook."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _sheet(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The sheet as XML, some rows at a time."""
    rows = iter(rows)
    first = list(islice(rows, LOOKED_AT))
    yield parts.opening(_widths(headers, first))
    yield _row(1, headers, [parts.HEADING] * len(headers))
    lines, number = [], 1
    for number, row in enumerate(chain(first, rows), start=2):
        if number == MOST_ROWS:
            lines.append(_row(number, [TOO_MANY]))
            break
        lines.append(_row(number, row))
        if len(lines) >= LOOKED_AT:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)
    yield parts.closing(f"A1:{letters(len(headers))}{number}" if headers else "")


def _row(number: int, cells: Sequence[Cell], styles: Sequence[int] | None = None) -> str:
    written = [
        _text(f"{letters(place)}{number}", cell, styles[place - 1] if styles else parts.TEXT)
        if type(cell) is str
        else _number(f"{letters(place)}{number}", cell)
        for place, cell in enumerate(cells, start=1)
        if cell is not None and cell != ""
    ]
    return f'<row r="{number}">{"".join(written)}</row>'


def _text(at: str, text: str, style: int = parts.TEXT) -> str:
    # What reads a file takes away one apostrophe that keeps a formula from being run. Here a text is no formula.
    if text[0] == "'" and restored(text) != text:
        text = neutralised(text)
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - len(CUT)] + CUT
    if _NEEDS_CARE.search(text):
        text = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text).translate(_MARKUP)
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _number(at: str, cell: Cell) -> str:
    if isinstance(cell, datetime):
        cell = cell.replace(tzinfo=None)
        if cell.date() < FIRST_DAY:
            return _text(at, as_text(cell))
        days = (cell - datetime.combine(EPOCH, datetime.min.time())) / timedelta(days=1)
        return f'<c r="{at}" s="{parts.MOMENT}"><v>{days!r}</v></c>'
    if isinstance(cell, date):
        if cell < FIRST_DAY:
            return _text(at, as_text(cell))
        return f'<c r="{at}" s="{parts.DAY}"><v>{(cell - EPOCH).days}</v></c>'
    text = as_text(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal) or _digits(text) > MOST_DIGITS:
        return _text(at, text)
    return f'<c r="{at}"><v>{text}</v></c>'


def _digits(text: str) -> int:
    """How many digits stand between the first and the last that count: 1500000.00 has seven."""
    whole, _, behind = text.partition(".")
    return len((whole + behind.rstrip("0")).lstrip("-0"))


def _widths(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """How many characters wide each column is shown."""
    widths = [len(header) + 3 for header in headers]
    for row in rows:
        for place, cell in enumerate(row):
            if cell is not None and place < len(widths):
                widths[place] = max(widths[place], len(as_text(cell).partition("\n")[0]) + 1)
    return [min(max(width, 8), 60) for width in widths]


@cache
def letters(place: int) -> str:
    """The name of a column as spreadsheets count: A to Z, then AA."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
