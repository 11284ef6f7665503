"""The lines of a file that cannot be taken, as a file of the same columns with the reasons beside them."""

from collections.abc import Iterator

from common.sheets.encodings import BROKEN
from common.sheets.mapping import from_json
from common.sheets.reading import Row, Sheet
from common.sheets.writing import csv_pieces
from desk.models import SheetImport
from desk.sheets.kinds import Kind
from desk.sheets.reading import sheet_of

# The header of what we add. A file brought in again may carry it; it is no column of anybody's.
REASON = "reason"


def pieces(kind: Kind, record: SheetImport, *, by) -> Iterator[bytes]:
    """As CSV in UTF-8 with the delimiter of the file, piece by piece; nothing in it is run by a spreadsheet. Cells that
    become what `by` may not read stay empty."""
    sheet, reasons = sheet_of(kind, record), _reasons(record)
    width = max((len(row.cells) for row in _bad(sheet, reasons)), default=0)
    more = [f"column {number}" for number in range(len(sheet.headers) + 1, width + 1)]
    headers = [*sheet.headers, *more]
    hidden = _hidden(kind, record, sheet, by)
    lines = _lines(sheet, reasons, len(headers), hidden)
    return csv_pieces([*headers, reason_header(headers)], lines, delimiter=sheet.delimiter)


def reason_header(headers: list[str]) -> str:
    taken = {header.casefold() for header in headers}
    return REASON if REASON not in taken else f"{REASON} (why not taken)"


def _hidden(kind: Kind, record: SheetImport, sheet: Sheet, by) -> set[int]:
    """The places of these columns in the file."""
    readable = {column.name for column in kind.columns_for(by)}
    mapping = from_json(record.mapping, kind.columns_for(None))
    rules = [mapping.rule(header) for header in sheet.headers]
    return {place for place, rule in enumerate(rules) if rule and rule.to and rule.to not in readable}


def _lines(sheet: Sheet, reasons: dict[int, str], width: int, hidden: set[int]) -> Iterator[list[str]]:
    left = dict(reasons)
    for row in _bad(sheet, reasons):
        cells = [
            "" if place in hidden else BROKEN.sub("\ufffd", cell or "")
            for place, cell in enumerate(row.cells)
        ]
        yield [*cells, *[""] * (width - len(cells)), left.pop(row.line)]
    # What is no row of a table, such as a line of a card.
    for reason in left.values():
        yield [*[""] * width, reason]


def _bad(sheet: Sheet, reasons: dict[int, str]) -> Iterator[Row]:
    """Those of the wrong length too, where the file can be gone through with them."""
    every = getattr(sheet.rows, "all", None)
    return (row for row in (every() if every else sheet.rows) if row.line in reasons)


def _reasons(record: SheetImport) -> dict[int, str]:
    """Per line everything that is wrong with it, in a text."""
    found: dict[int, list[str]] = {}
    for line, column, _, reason in record.findings.get("problems", ()):
        found.setdefault(line, [f"Line {line}"]).append(f"{column}: {reason}" if column else reason)
    return {line: " · ".join(said) for line, said in found.items()}
