"""Where in a file the table stands: lines above its headers, the headers themselves, notes below it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from common.sheets.encodings import BROKEN
from common.sheets.formula import restored
from common.sheets.notation import looks_like_a_value
from common.sheets.problems import UnreadableFile, shown

MAX_COLUMNS = 200
MAX_HEADER = 200
_LOOKED_AT = 200
_HIGHEST_HEADER = 60
_MOST_NOTES = 50

_NOTE = re.compile(
    r"(?:[*†‡§©]|\[\d|\(\d\)|\d\)|(?:sources?|notes?|footnotes?|totals?|sum|as at|as of|end of|generated|exported|"
    r"created on|printed|report run|copyright|quelle|stand|summe|gesamt|anmerkung(?:en)?|hinweis)\b)",
    re.IGNORECASE,
)


@dataclass
class Frame:
    """The table inside a file. `renamed` are headers that got their name from their place."""

    line: int
    headers: list[str]
    above: list[list[str]] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)


def filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell and not cell.isspace())


def span(cells: Sequence[str]) -> int:
    """How far the record reaches, empty cells at its end left out."""
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1].strip()), 0)


def frame_of(records: Iterator[tuple[int, list[str]]], header: int = 0) -> Frame:
    """The frame of a table whose headers stand in the line `header`, or where they most likely do."""
    above: list[list[str]] = []
    # Where the line is said, only what follows tells how wide the table is.
    looked_at = list(islice(_from_line(records, header, above), _LOOKED_AT))
    if not looked_at:
        raise UnreadableFile(f"Nothing stands in line {header} or below." if header else "The file is empty.")
    place = 0 if header else _header_place([cells for _, cells in looked_at])
    above += [cells for _, cells in looked_at[:place]]
    line, cells = looked_at[place]
    reach = max(span(cells) for _, cells in looked_at[place:])
    headers, renamed = _named(cells[: max(span(cells), min(reach, len(cells)))], line)
    return Frame(line, headers, above, renamed)


def _from_line(records, header: int, above: list[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Records with content from that line on; those before are put in `above`."""
    for line, cells in records:
        if cells and line >= header:
            yield line, cells
        elif cells:
            above.append(cells)


def _header_place(records: list[list[str]]) -> int:
    """The first record that is as wide as a table is, unless a better one follows close below."""
    spans = sorted((span(cells) for cells in records), reverse=True)
    usual = spans[len(spans) // 4]
    enough = max(2, usual / 2)
    near = records[:_HIGHEST_HEADER]
    first = next((place for place, cells in enumerate(near) if filled(cells) >= enough), 0)
    if any(map(looks_like_a_value, near[first])):
        better = range(first + 1, min(first + 10, len(near)))
        first = next((place for place in better if _is_better(near[place], near[first])), first)
    below = [filled(cells) for cells in records[first + 1 :]]
    if first and sum(count >= 2 for count in below) * 2 < max(1, len(below)):
        return 0
    return first


def _is_better(cells: list[str], other: list[str]) -> bool:
    said = [cell.strip().casefold() for cell in cells if cell.strip()]
    distinct = len(set(said)) == len(said)
    return len(said) > filled(other) and distinct and not any(map(looks_like_a_value, cells))


def _named(cells: list[str], line: int) -> tuple[list[str], list[str]]:
    """A header for each column, all of them different. Raises UnreadableFile where these cannot be headers."""
    if len(cells) > MAX_COLUMNS:
        raise UnreadableFile(f"The file has {len(cells):,} columns; at most {MAX_COLUMNS} can be read.")
    headers: list[str] = []
    renamed: list[str] = []
    seen: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        text = BROKEN.sub("\ufffd", " ".join(restored(cell).split()))
        if len(text) > MAX_HEADER or "\0" in text:
            raise UnreadableFile(f"Line {line} does not look like headers: “{shown(text, 60)}”.")
        header = text or f"column {number}"
        if header.casefold() in seen:
            header = f"{text} (column {number})"
        while header.casefold() in seen:
            header += "′"
        if header != text:
            renamed.append(header)
        seen.add(header.casefold())
        headers.append(header)
    return headers, renamed


@dataclass
class Below:
    """Records that may be notes below the table: held until a row follows, or the file ends."""

    width: int
    held: list[tuple[int, list[str]]] = field(default_factory=list)

    def takes(self, line: int, cells: list[str], after_blank: bool) -> bool:
        if len(self.held) < _MOST_NOTES and self._is_note(cells, after_blank):
            self.held.append((line, cells))
            return True
        return False

    def _is_note(self, cells: list[str], after_blank: bool) -> bool:
        """It stands in the first column, alone or before sums: a row says more than that about what it names."""
        first = cells[0].strip()
        if not first or self.width < 2 or filled(cells) > max(1, self.width // 2):
            return False
        others = [cell for cell in cells[1:] if cell.strip()]
        if _NOTE.match(first):
            return all(map(looks_like_a_value, others))
        return not others and len(first.split()) > 2 and (after_blank or bool(self.held))

    def released(self) -> list[tuple[int, list[str]]]:
        held, self.held = self.held, []
        return held

    @property
    def sentence(self) -> str:
        return told("below the table", [cells for _, cells in self.held]) if self.held else ""


def told(where: str, lines: Sequence[Sequence[str]]) -> str:
    """What is left out, as a sentence; not all of it where it is much."""
    said = ", ".join(f"“{shown(' '.join(filter(None, cells)), 60)}”" for cells in lines[:3])
    more = f" and {len(lines) - 3} more" if len(lines) > 3 else ""
    what = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
    return f"{what} {where} {'is' if len(lines) == 1 else 'are'} not taken: {said}{more}."
