"""Excel workbooks as records: which sheets they have, and the rows of one of them as text."""

import csv
import io
import posixpath
from collections.abc import Iterator
from functools import cached_property

from common.sheets.framing import span
from common.sheets.packed import Package, undamaged
from common.sheets.problems import UnreadableFile, shown
from common.sheets.workbook_cells import Cells, strings_of
from common.sheets.workbook_formats import kind_of

# With lines above the table; a file with more rows is refused as a table, too.
MOST_RECORDS = 201_000
_LINK = "id"


def is_workbook(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


class Workbook:
    """The records of one sheet, the one of that name or the first that holds a table.

    It is read once, to text with delimiters, which is gone through as often as it is asked for.
    """

    # Cells that are empty at the end of a row are not in the file.
    pads = True
    broken = False

    def __init__(self, data: bytes, sheet: str = ""):
        with undamaged():
            self.package = Package(data)
            self.since_1904 = False
            self.parts = self._sheets()
            self.choices = list(self.parts)
            if not self.parts:
                raise UnreadableFile("The workbook has no sheet with cells.")
            self.refused: dict[int, tuple[int, str]] = {}
            self.formulas = 0
            self.name = self._settle(sheet)
            self.package.packed.close()

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Pairs of line and cells; a gap between two lines is a line without content."""
        before = 0
        for line, *cells in csv.reader(io.TextIOWrapper(io.BytesIO(self.text), "utf-8", newline="")):
            number = int(line)
            if number > before + 1:
                yield before + 1, []
            yield number, cells
            before = number

    @property
    def notices(self) -> list[str]:
        found = []
        if len(self.choices) > 1:
            found.append(f"The workbook has {len(self.choices)} sheets; “{shown(self.name, 60)}” is read.")
        if self.formulas:
            held = (
                "1 cell holds a formula" if self.formulas == 1 else f"{self.formulas:,} cells hold formulas"
            )
            found.append(
                f"{held}; what was shown when the workbook was saved is taken, nothing is worked out."
            )
        return found

    def _settle(self, wanted: str) -> str:
        if wanted:
            if wanted not in self.parts:
                raise UnreadableFile(f"The workbook has no sheet “{shown(wanted, 60)}”.")
            self._spool(self.parts[wanted])
            return wanted
        for name, part in self.parts.items():
            if self._spool(part) > 1:
                return name
        raise UnreadableFile("No sheet of the workbook has a line of headers and a row below it.")

    def _spool(self, part: str) -> int:
        """Writes the rows of a sheet down as text; how many hold something."""
        cells = Cells(self.package, part, self._strings, self._kinds, self.since_1904)
        text = io.StringIO(newline="")
        pieces: list[bytes] = []
        write = csv.writer(text).writerow
        count = 0
        for line, row in cells.rows():
            if not span(row):
                continue
            count += 1
            if count > MOST_RECORDS:
                raise UnreadableFile("The sheet has more than 200,000 rows. Split it into several files.")
            write([line, *row])
            if text.tell() > 65_536:
                pieces.append(text.getvalue().encode("utf-8", "replace"))
                text.seek(0)
                text.truncate()
        pieces.append(text.getvalue().encode("utf-8", "replace"))
        self.text = b"".join(pieces)
        self.refused, self.formulas = cells.refused, cells.formulas
        return count

    def _sheets(self) -> dict[str, str]:
        """Names of the sheets with cells and where their parts lie, hidden ones last."""
        book = self._linked("_rels/.rels", "", "officeDocument")[0][1]
        folder = posixpath.dirname(book)
        links = dict(self._linked(f"{folder}/_rels/{posixpath.basename(book)}.rels", folder, "worksheet"))
        self._around = folder, f"{folder}/_rels/{posixpath.basename(book)}.rels"
        shown_first: list[tuple[bool, str, str]] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "sheet":
                link = next((said for key, said in attributes.items() if key.rpartition(" ")[2] == _LINK), "")
                if link in links:
                    hidden = attributes.get("state", "visible") != "visible"
                    shown_first.append((hidden, attributes.get("name", ""), links[link]))
            elif tag == "workbookPr":
                self.since_1904 = attributes.get("date1904") in ("1", "true")

        self.package.walk(book, start)
        return {name: part for _, name, part in sorted(shown_first, key=lambda sheet: sheet[0])}

    def _linked(self, part: str, folder: str, kind: str) -> list[tuple[str, str]]:
        """(id, name of the part) for everything of that kind that a part refers to."""
        found: list[tuple[str, str]] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("Type", "").endswith(f"/{kind}"):
                target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
                found.append((attributes.get("Id", ""), target))

        self.package.walk(part, start)
        if not found and kind == "officeDocument":
            raise UnreadableFile(
                "This is a packed file and no workbook. Choose the workbook or the CSV file itself."
            )
        return found

    @cached_property
    def _strings(self) -> list[str]:
        folder, links = self._around
        found = self._linked(links, folder, "sharedStrings")
        return strings_of(self.package, found[0][1]) if found else []

    @cached_property
    def _kinds(self) -> list[str]:
        """What the number of each style means."""
        folder, links = self._around
        found = self._linked(links, folder, "styles")
        codes: dict[int, str] = {}
        numbers: list[int] = []
        inside = [False]

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "numFmt":
                codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif tag == "cellXfs":
                inside[0] = True
            elif tag == "xf" and inside[0]:
                numbers.append(int(attributes.get("numFmtId", 0)))

        def end(tag: str) -> None:
            if tag == "cellXfs":
                inside[0] = False

        if found:
            self.package.walk(found[0][1], start, end)
        return [kind_of(number, codes.get(number)) for number in numbers]
