"""A long table in pieces: gone through as often as is needed, read from its file once, never held as rows."""

import marshal
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from common.sheets.problems import Problem
from common.sheets.reading import Row, Sheet

SIZE = 1_000  # rows


@dataclass
class Piece:
    """Rows that follow each other, and what is wrong with those between them that cannot be taken as rows."""

    rows: list[Row]
    problems: list[Problem]

    @property
    def last_line(self) -> int:
        lines = [self.rows[-1].line] if self.rows else []
        return max(lines + [problem.line for problem in self.problems], default=0)


class Pieces:
    """The pieces of a sheet. The first time they are read from the file and put aside packed: a workbook takes long
    to read, and rows take ten times the memory of the file."""

    def __init__(self, sheet: Sheet, size: int | None = SIZE):
        self.rows, self.size = sheet.rows, size
        self.problems = sorted(sheet.problems, key=lambda problem: problem.line)
        self._packed: list[bytes] | None = None

    def __iter__(self) -> Iterator[Piece]:
        if self._packed is not None:
            batches = (_unpacked(packed) for packed in self._packed)
        elif len(self.rows) <= (self.size or len(self.rows)):
            batches = iter([list(self.rows)])
        else:
            batches = self._read()
        yield from self._with_problems(batches)

    def _read(self) -> Iterator[list[Row]]:
        packed, rows = [], []
        for row in self.rows:
            rows.append(row)
            if len(rows) == self.size:
                packed.append(_packed(rows))
                yield rows
                rows = []
        if rows:
            packed.append(_packed(rows))
            yield rows
        self._packed, self.rows = packed, []  # what reads the file is let go, and the file with it

    def _with_problems(self, batches: Iterator[list[Row]]) -> Iterator[Piece]:
        """Each piece with the problems up to its last line; the last one with all that are left."""
        left = self.problems
        rows = next(batches, [])
        for following in batches:
            count = sum(problem.line < following[0].line for problem in left)
            yield Piece(rows, left[:count])
            rows, left = following, left[count:]
        yield Piece(rows, left)


def _packed(rows: list[Row]) -> bytes:
    return zlib.compress(marshal.dumps([(row.line, row.cells) for row in rows]), level=1)


def _unpacked(packed: bytes) -> list[Row]:
    return [Row(*row) for row in marshal.loads(zlib.decompress(packed))]  # noqa: S302  packed above
