"""What stands below each header of a file, so that a page can show it and a guess can be made without the file."""

from dataclasses import dataclass, field

from common.sheets.problems import shown
from common.sheets.reading import Row, Sheet

MAX_DISTINCT = 60
SAMPLES = 5
FIRST = 20
LONGEST = 12_000
# What the first rows may hold together; a page is made of them.
FIRST_CHARACTERS = 100_000


@dataclass
class HeaderFacts:
    """Below one header: filled cells, a few different ones, each distinct word where there are few, and the cells of
    the first rows with their lines."""

    header: str
    filled: int = 0
    samples: list[str] = field(default_factory=list)
    words: dict[str, int] | None = field(default_factory=dict)
    first: list[list] = field(default_factory=list)


def facts_of(sheet: Sheet) -> list[HeaderFacts]:
    """Facts about every column of the file; `words` is None where there are too many different ones."""
    found = [HeaderFacts(header) for header in sheet.headers]
    room = FIRST_CHARACTERS
    for number, row in enumerate(sheet.rows):
        if number < FIRST and room > 0:
            room -= _keep(found, row)
        for facts, text in zip(found, row.cells, strict=True):
            if cell := (text or "").strip():
                _note(facts, cell)
    return found


def _keep(found: list[HeaderFacts], row: Row) -> int:
    """Keeps the cells of one row; how many characters they have."""
    for facts, text in zip(found, row.cells, strict=True):
        # A database keeps no NUL.
        facts.first.append([row.line, text and text[:LONGEST].replace("\0", "\ufffd")])
    return sum(len(text or "") for text in row.cells)


def _note(facts: HeaderFacts, cell: str) -> None:
    facts.filled += 1
    if len(facts.samples) < SAMPLES and (sample := shown(cell, 80)) not in facts.samples:
        facts.samples.append(sample)
    if facts.words is None:
        return
    if len(cell) > 100 or "\0" in cell:
        facts.words = None
        return
    facts.words[cell] = facts.words.get(cell, 0) + 1
    if len(facts.words) > MAX_DISTINCT:
        facts.words = None
