"""Rows of text to CSV, piece by piece: UTF-8 with a byte-order mark, and nothing a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from common.sheets.formula import neutralised

PIECE = 500


class _Echo:
    """Gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_pieces(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The file in pieces of some hundred rows; `rows` is read as the pieces are asked for."""
    write = csv.writer(_Echo()).writerow
    lines = ["\ufeff", write([neutralised(header) for header in headers])]
    for row in rows:
        lines.append(write([neutralised(cell) for cell in row]))
        if len(lines) >= PIECE:
            yield "".join(lines).encode()
            lines.clear()
    if lines:
        yield "".join(lines).encode()
