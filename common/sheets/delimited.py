"""Text with delimiters as records: comma, semicolon, tab or an upright stroke between the cells."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from common.sheets.encodings import as_narrow, is_broken
from common.sheets.problems import UnreadableFile

# The csv module stops at 128 KiB a cell by itself; a long cell is to be listed with its line instead.
csv.field_size_limit(1 << 28)

# Where two fit alike: a comma also stands in prose and in numbers, a tab hardly ever.
_BY_RARITY = ("\t", ";", "|", ",")
_SAMPLE = 64 * 1024
_LOOKED_AT = 200
_SAID = re.compile(r'"?sep=(.)"?[\r\n]', re.IGNORECASE)
_END_OF_FILE = b"\x1a"  # as DOS closed its texts


class Delimited:
    """The records of a text, read anew each time they are asked for, so that only its bytes are held."""

    # A row that is shorter than the headers lacks something.
    pads = False
    refused: Mapping[int, tuple[int, str]] = {}
    notices: Sequence[str] = ()
    choices: Sequence[str] = ()

    def __init__(self, data: bytes, encoding: str, delimiter: str):
        self.data, self.encoding = _settled(data, encoding)
        self.delimiter = delimiter
        self.broken = is_broken(self.data, self.encoding)
        self._said = bool(_SAID.match(_beginning(self.data, self.encoding)))

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Pairs of first line and cells; a line without content has none. Raises UnreadableFile."""
        text = io.TextIOWrapper(
            io.BytesIO(self.data), encoding=self.encoding, errors="surrogateescape", newline=""
        )
        line = 1
        if self._said:
            text.readline()
            line = 2
        reader = csv.reader(text, delimiter=self.delimiter, strict=True)
        before = line - 1
        try:
            for cells in reader:
                yield line, [] if _is_blank(cells) else cells
                line = before + reader.line_num + 1
        except csv.Error as error:
            raise UnreadableFile(_trouble(error, line, before + reader.line_num)) from None


def _is_blank(cells: list[str]) -> bool:
    return not any(cells) or all(cell.isspace() or not cell for cell in cells)


def _trouble(error: csv.Error, line: int, last: int) -> str:
    if "end of data" in str(error):
        return f"A quote that opens in line {line} is never closed."
    return (
        f"Line {max(last, line)} has a quote in the middle of a quoted cell. "
        "Inside quotes, a quote is written twice."
    )


def _settled(data: bytes, encoding: str) -> tuple[bytes, str]:
    """In one byte for each character of ASCII, and with one line end where some program wrote CR CR LF."""
    data, encoding = as_narrow(data, encoding)
    data = data.removesuffix(_END_OF_FILE)
    doubled = data.count(b"\r\r\n")
    if doubled and doubled == data.count(b"\r\n"):
        data = data.replace(b"\r\r\n", b"\r\n")
    return data, encoding


def _beginning(data: bytes, encoding: str) -> str:
    return codecs.decode(data[:_SAMPLE], encoding, "replace").lstrip()


def detect_delimiter(data: bytes, encoding: str) -> str:
    """What parts the records most evenly; a comma where nothing does."""
    data, encoding = _settled(data, encoding)
    text = _beginning(data, encoding)
    if (said := _SAID.match(text)) and said[1] in _BY_RARITY:
        return said[1]
    if len(data) > _SAMPLE:
        # Without the last line, which is not all there.
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text
    return max(_BY_RARITY, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple:
    widths: Counter[int] = Counter()
    blank_first = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if _is_blank(cells):
                continue
            widths[len(cells)] += 1
            blank_first += sum(cell.startswith(" ") for cell in cells[1:])
            if widths.total() >= _LOOKED_AT:
                break
    except csv.Error:
        return (0, 0, 0)
    several = [(count, width) for width, count in widths.items() if width > 1]
    if not several:
        return (0, 0, 0)
    count, width = max(several)
    return (count / widths.total(), -blank_first, width)
