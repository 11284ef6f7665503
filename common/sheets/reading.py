"""From the bytes of a file to headers and rows. Says in a sentence why a file cannot be read.

What the bytes are is told from them: text with delimiters in any usual encoding, or an Excel workbook.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from common.sheets import notation, workbooks
from common.sheets.delimited import Delimited, detect_delimiter
from common.sheets.encodings import BROKEN, detect_encoding
from common.sheets.formula import restored
from common.sheets.framing import Below, Frame, frame_of, span, told
from common.sheets.options import AS_OURS, Reading
from common.sheets.problems import Problem, UnreadableFile, shown
from common.sheets.signatures import refuse_what_is_no_table

MAX_ROWS = 200_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


@dataclass
class Row:
    """Cells of one record; `line` is where it begins, counted from 1. A cell that says nothing at all, not even that
    it is empty, is None; tables have none of these."""

    line: int
    cells: list[str | None]


@dataclass
class Sheet:
    """A file as read. Rows of the wrong length are in `problems`, not in `rows`.

    `rows` is a list, or reads the file anew each time it is gone through, so that a large file is never held as rows.
    `lenient`: it was not made for us, as address books are; what it refers to and nobody has is left alone and listed.
    `notices` say what was left out or deserves a look; `entity` is the first mark of a web page that stands in it;
    `choices` are the sheets of a workbook.
    """

    headers: list[str]
    rows: "Sequence[Row] | Rows" = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    delimiter: str = ","
    lenient: bool = False
    reading: Reading = AS_OURS
    notices: list[str] = field(default_factory=list)
    entity: str = ""
    choices: list[str] = field(default_factory=list)
    has_notes_below: bool = False


def read(data: bytes, reading: Reading | None = None, *, max_rows: int = MAX_ROWS) -> Sheet:
    """The sheet in `data`, by what is said or else by what is detected. Raises UnreadableFile with a sentence where
    there is none."""
    refuse_what_is_no_table(data)
    source, detected = _source(data, reading)
    frame = frame_of(source.records(), reading.header if reading else 0)
    settled = replace(reading or detected, header=frame.line)
    rows = Rows(source, frame, settled)
    sheet = Sheet(frame.headers, rows, delimiter=settled.delimiter, choices=source.choices)
    rows.count(sheet.problems, max_rows)
    seen = notation.notation_of(row.cells for row in islice(rows, notation.LOOKED_AT))
    if reading is None:
        settled = rows.reading = replace(settled, decimal=seen.decimal, dates=seen.dates)
    sheet.reading, sheet.entity, sheet.has_notes_below = settled, seen.entity, bool(rows.below)
    sheet.notices = [*source.notices, *_notices(frame, rows), *seen.sentences]
    if not rows and not sheet.problems:
        raise UnreadableFile("The file has a line of headers and no row below it.")
    return sheet


def detect(data: bytes) -> Reading:
    """How the file is most likely read. Raises UnreadableFile."""
    return read(data).reading


def _source(data: bytes, reading: Reading | None) -> tuple["Delimited | workbooks.Workbook", Reading]:
    if workbooks.is_workbook(data):
        book = workbooks.Workbook(data, reading.sheet if reading else "")
        return book, Reading(sheet=book.name)
    encoding = reading.encoding if reading else detect_encoding(data)
    delimiter = reading.delimiter if reading else detect_delimiter(data, encoding)
    return Delimited(data, encoding, delimiter), Reading(encoding, delimiter)


def _notices(frame: Frame, rows: "Rows") -> list[str]:
    found = []
    if frame.above:
        found.append(told("above the headers", frame.above))
    if frame.renamed:
        listed = ", ".join(f"“{shown(header, 40)}”" for header in frame.renamed[:5])
        found.append(f"Headers that are empty or stand there twice are called by their place: {listed}.")
    if rows.below:
        found.append(rows.below)
    return found


class Rows:
    """The rows of a table; the file is read again each time they are gone through."""

    def __init__(self, source, frame: Frame, reading: Reading):
        self.source, self.frame, self.reading = source, frame, reading
        self.below = ""
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            self._count = sum(1 for _ in self)
        return self._count

    def __iter__(self) -> Iterator[Row]:
        for row in self.all():
            if self._fits(row):
                yield row

    def all(self) -> Iterator[Row]:
        """Every row, those of the wrong length too."""
        for line, cells in self._records():
            yield Row(line, self._cells(cells))

    def count(self, problems: list[Problem], max_rows: int) -> None:
        """Goes through the file once: how many rows there are, and what is wrong with the others."""
        self._count = 0
        for row in self.all():
            if self._fits(row):
                self._count += 1
            else:
                problems.append(self._problem(row))
            if self._count > max_rows:
                raise UnreadableFile(
                    f"The file has more than {max_rows:,} rows. Split it into several files."
                )

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        below = Below(len(self.frame.headers))
        notes, after_blank = not self.reading.below, False
        for line, cells in self.source.records():
            if line <= self.frame.line:
                continue
            if not cells:
                after_blank = True
            elif not (notes and below.takes(line, cells, after_blank)):
                if below.held:
                    yield from below.released()
                yield line, cells
                after_blank = False
        self.below = below.sentence

    def _cells(self, cells: list[str]) -> list[str]:
        width = len(self.frame.headers)
        if len(cells) > width and span(cells) <= width:
            cells = cells[:width]
        elif len(cells) < width and self.source.pads:
            cells = [*cells, *[""] * (width - len(cells))]
        if self.reading.entities:
            cells = [_decoded(cell) if "&" in cell else cell for cell in cells]
        return [restored(cell) for cell in cells]

    def _fits(self, row: Row) -> bool:
        if len(row.cells) != len(self.frame.headers):
            return False
        if self.source.broken and any(map(BROKEN.search, row.cells)):
            return False
        return not self.source.refused or row.line not in self.source.refused

    def _problem(self, row: Row) -> Problem:
        width = len(self.frame.headers)
        text = BROKEN.sub("\ufffd", shown(self.reading.delimiter.join(row.cells), 80))
        if len(row.cells) != width:
            return Problem(
                row.line,
                "",
                text,
                f"The row has {len(row.cells)} cells, the headers are {width}. Is a quote or a delimiter missing?",
            )
        if row.line in self.source.refused:
            column, reason = self.source.refused[row.line]
            header = self.frame.headers[column - 1] if column <= width else ""
            return Problem(row.line, header, "", reason)
        place = next(place for place, cell in enumerate(row.cells) if BROKEN.search(cell))
        cell = BROKEN.sub("\ufffd", shown(row.cells[place]))
        return Problem(row.line, self.frame.headers[place], cell, self._unreadable)

    @property
    def _unreadable(self) -> str:
        name = "UTF-8" if self.reading.encoding == "utf-8" else "of the encoding the file is read with"
        return f"It holds a character that is not {name}."


def _decoded(cell: str) -> str:
    """Only what ends as it should: “R&D” and “&copy” stay what they are."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), cell)
