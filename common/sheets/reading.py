"""From the bytes of a file to headers and rows. Says in a sentence why a file cannot be read.

Understood today: CSV in UTF-8, with comma, semicolon or tab between the cells.
"""

import csv
import io
from dataclasses import dataclass, field

from common.sheets.formula import restored
from common.sheets.problems import Problem, UnreadableFile, shown

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_HEADER = 200
DELIMITERS = ",;\t"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# The csv module stops at 128 KiB a cell by itself; a long cell is to be listed with its line instead.
csv.field_size_limit(1 << 28)

NOT_TEXT = (
    (
        b"PK\x03\x04",
        "This is an Excel workbook or another packed file. Save it as “CSV UTF-8” and choose that file.",
    ),
    (
        b"PK\x05\x06",
        "This is a packed file without content. Save the table as “CSV UTF-8” and choose that file.",
    ),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel or Word file. Save it as “CSV UTF-8” and choose that file."),
    (b"%PDF", "This is a PDF. A table is needed: ask for it as CSV, or save it as “CSV UTF-8”."),
    (b"\x1f\x8b", "This file is compressed. Unpack it and choose the CSV file inside."),
    (b"\xff\xfe", "This file is written in UTF-16. Save it as “CSV UTF-8” and choose that file."),
    (b"\xfe\xff", "This file is written in UTF-16. Save it as “CSV UTF-8” and choose that file."),
)
NO_TABLE = "This is not a text file. A table is needed: save it as “CSV UTF-8” and choose that file."


@dataclass
class Row:
    """Cells of one record; `line` is where it begins, counted from 1. A cell that says nothing at all, not even that
    it is empty, is None; tables have none of these."""

    line: int
    cells: list[str | None]


@dataclass
class Sheet:
    """A file as read. Rows of the wrong length are in `problems`, not in `rows`.

    `lenient`: it was not made for us, as address books are; what it refers to and nobody has is left alone and listed.
    """

    headers: list[str]
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    delimiter: str = ","
    lenient: bool = False


def read(data: bytes, *, max_rows: int = MAX_ROWS) -> Sheet:
    """The sheet in `data`. Raises UnreadableFile with a sentence where there is none."""
    text = _decoded(data)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records = _records(reader)
    header_line, first = next(records, (1, []))
    sheet = Sheet(_headers(first, header_line), delimiter=delimiter)
    for line, cells in records:
        if len(sheet.rows) >= max_rows:
            raise UnreadableFile(f"The file has more than {max_rows:,} rows. Split it into several files.")
        _take(sheet, line, cells)
    if not sheet.rows and not sheet.problems:
        raise UnreadableFile("The file has a line of headers and no row below it.")
    return sheet


def _decoded(data: bytes) -> str:
    if not data.strip():
        raise UnreadableFile("The file is empty.")
    for beginning, sentence in NOT_TEXT:
        if data.startswith(beginning):
            raise UnreadableFile(sentence)
    start = data[:4096]
    if start.count(0) * 10 > len(start):
        raise UnreadableFile(NO_TABLE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if sum(byte < 9 or 13 < byte < 32 for byte in start) * 20 > len(start):
            raise UnreadableFile(NO_TABLE) from None
        # The byte-order mark is not counted in the position, and holds no line end.
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"Line {line} holds a character that is not UTF-8. Save the file as “CSV UTF-8” and choose it again."
        ) from None
    if not text.strip():
        raise UnreadableFile("The file is empty.")
    return text


def _delimiter(text: str) -> str:
    """What occurs most between the headers, outside quotes; a comma where nothing does."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = False
    for char in text.lstrip():
        if char == '"':
            quoted = not quoted
        elif char in "\r\n" and not quoted:
            break
        elif not quoted and char in counts:
            counts[char] += 1
    return max(DELIMITERS, key=lambda char: counts[char])


def _records(reader):
    """Pairs of first line and cells; lines without any content are left out."""
    line = 1
    try:
        for cells in reader:
            if any(cells) and not all(cell.isspace() or not cell for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        if "end of data" in str(error):
            raise UnreadableFile(f"A quote that opens in line {line} is never closed.") from None
        raise UnreadableFile(
            f"Line {max(reader.line_num, line)} has a quote in the middle of a quoted cell. "
            "Inside quotes, a quote is written twice."
        ) from None


def _headers(cells: list[str], line: int) -> list[str]:
    if len(cells) > MAX_COLUMNS:
        raise UnreadableFile(f"The file has {len(cells):,} columns; at most {MAX_COLUMNS} can be read.")
    headers = [
        " ".join(restored(cell).split()) or f"column {number}" for number, cell in enumerate(cells, start=1)
    ]
    seen: set[str] = set()
    for header in headers:
        if len(header) > MAX_HEADER or "\0" in header:
            raise UnreadableFile(f"Line {line} does not look like headers: “{shown(header, 60)}”.")
        if header.casefold() in seen:
            raise UnreadableFile(
                f"Two columns are called “{header}” (line {line}). Give each its own header."
            )
        seen.add(header.casefold())
    return headers


def _take(sheet: Sheet, line: int, cells: list[str]) -> None:
    width = len(sheet.headers)
    if len(cells) > width and not any(cells[width:]):
        cells = cells[:width]
    if len(cells) != width:
        reason = (
            f"The row has {len(cells)} cells, the headers are {width}. Is a quote or a delimiter missing?"
        )
        sheet.problems.append(Problem(line, "", shown(sheet.delimiter.join(cells), 80), reason))
        return
    sheet.rows.append(Row(line, [restored(cell) for cell in cells]))
