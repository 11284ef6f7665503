"""The rows of one sheet of a workbook, read piece by piece from its XML (Office Open XML, ECMA-376)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from common.sheets.framing import MAX_COLUMNS
from common.sheets.packed import NAMESPACES, Package, a_parser
from common.sheets.problems import UnreadableFile
from common.sheets.workbook_formats import as_shown

MOST_ROWS = 1_048_576
MOST_PLACES = 16_384
MOST_CELLS = 8_000_000  # empty ones too: they take as long
NOT_SAVED = (
    "The cell holds a formula whose value was not saved with it. "
    "Open the workbook in Excel, save it, and choose it again."
)

_TAGS = {
    f"{namespace} {tag}": tag for namespace in NAMESPACES for tag in ("row", "c", "v", "f", "t", "rPh", "si")
}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@cache
def place_of(letters: str) -> int:
    """The number of a column: A is 1."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place


def plain_text(text: str) -> str:
    """A text with what XML cannot hold put back."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class Cells:
    """Goes through a sheet: `rows()` gives line and cells. Formulas are counted, and noted where they have no value."""

    def __init__(
        self, package: Package, name: str, strings: Sequence[str], kinds: Sequence[str], since_1904: bool
    ):
        self.package, self.name = package, name
        self.strings, self.kinds, self.since_1904 = strings, kinds, since_1904
        self.formulas = 0
        self._met = 0
        self.refused: dict[int, tuple[int, str]] = {}
        self._done: list[tuple[int, list[str]]] = []
        self._row, self._cells = 0, []
        self._place, self._type, self._style, self._formula = 0, "n", "", False
        self._text: list[str] | None = None
        self._said: list[str] = []
        self._aside = False

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        parser = a_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        for piece in self.package.pieces(self.name):
            parser.Parse(piece)
            yield from self._done
            self._done.clear()
        parser.Parse(b"", True)
        yield from self._done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _TAGS.get(name)
        if tag == "c":
            self._begin_cell(attributes)
        elif tag == "v" or (tag == "t" and not self._aside):
            self._text = self._said
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "rPh":
            self._aside = True

    def _end(self, name: str) -> None:
        tag = _TAGS.get(name)
        if tag == "c":
            self._end_cell()
        elif tag in ("v", "t"):
            self._text = None
        elif tag == "row":
            self._done.append((self._row, self._cells))
        elif tag == "rPh":
            self._aside = False

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        if not 0 < self._row <= MOST_ROWS:
            raise UnreadableFile("The sheet has more rows than a workbook can have. It is not read.")
        self._cells, self._place = [], 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        at = attributes.get("r")
        self._place = place_of(at.rstrip("0123456789")) if at else self._place + 1
        if not 0 < self._place <= MOST_PLACES:
            raise UnreadableFile("The sheet has more columns than a workbook can have. It is not read.")
        self._met += 1
        if self._met > MOST_CELLS:
            raise UnreadableFile(
                f"The sheet has more than {MOST_CELLS:,} cells, empty ones too. Save it as CSV and choose that file."
            )
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._formula = False
        self._said.clear()

    def _end_cell(self) -> None:
        text = "".join(self._said)
        if self._formula:
            self.formulas += 1
            if not text and self._type != "str":
                self.refused.setdefault(self._row, (self._place, NOT_SAVED))
        if not text:
            return
        if self._place > MAX_COLUMNS:
            raise UnreadableFile(
                f"Line {self._row} holds something in column {self._place:,}; at most {MAX_COLUMNS} can be read."
            )
        self._cells += [""] * (self._place - 1 - len(self._cells))
        self._cells.append(self._meaning(text))

    def _meaning(self, text: str) -> str:
        if self._type == "s":
            return self.strings[int(text)]
        if self._type == "n":
            kind = self.kinds[int(self._style)] if self._style else "number"
            return as_shown(text, kind, since_1904=self.since_1904)
        if self._type == "b":
            return "TRUE" if text.strip() == "1" else "FALSE"
        return plain_text(text)


class _Strings:
    """Gathers the texts that cells share."""

    def __init__(self):
        self.found: list[str] = []
        self._parts: list[str] = []
        self._taken = self._aside = False

    def start(self, name: str, _) -> None:
        tag = _TAGS.get(name)
        if tag == "si":
            self._parts.clear()
        elif tag == "rPh":
            self._aside = True
        elif tag == "t":
            self._taken = not self._aside

    def end(self, name: str) -> None:
        tag = _TAGS.get(name)
        if tag == "si":
            self.found.append(plain_text("".join(self._parts)))
        elif tag == "rPh":
            self._aside = False
        elif tag == "t":
            self._taken = False

    def characters(self, text: str) -> None:
        if self._taken:
            self._parts.append(text)


def strings_of(package: Package, name: str) -> list[str]:
    """The texts that cells share; a text of several looks is one, its reading aid left out."""
    strings, parser = _Strings(), a_parser()
    parser.StartElementHandler, parser.EndElementHandler = strings.start, strings.end
    parser.CharacterDataHandler = strings.characters
    for piece in package.pieces(name):
        parser.Parse(piece)
    parser.Parse(b"", True)
    return strings.found
