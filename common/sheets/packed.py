"""A packed file as Excel writes them, opened with care: what it holds is judged before anything is unpacked, and what
is unpacked is counted."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.parsers import expat

from common.sheets.problems import UnreadableFile

MOST_UNPACKED = 256 * 1024 * 1024
MOST_PARTS = 5_000
PIECE = 256 * 1024

DAMAGED = "The workbook is damaged and cannot be read. Open it in Excel, save it, and choose it again."
TOO_LARGE = (
    f"Unpacked, the workbook has more than {MOST_UNPACKED // 1024 // 1024} MB. "
    "Save the sheet as CSV and choose that file."
)
MACROS = "The workbook holds macros. Save it as .xlsx, which has none, and choose that file."
LINKS = (
    "The workbook takes values from other files. Break these links in Excel (Data, Edit links), "
    "or save the sheet as CSV and choose that file."
)
_NO_TABLE = "A table is needed: ask for it as CSV or as an Excel workbook."
_REFUSED = {
    "vbaproject.bin": MACROS,
    "macrosheets/": MACROS,
    "externallinks/": LINKS,
    "xl/workbook.bin": "This is a binary workbook (.xlsb). Save it as .xlsx and choose that file.",
    "word/document.xml": f"This is a text document. {_NO_TABLE}",
    "ppt/presentation.xml": f"This is a presentation. {_NO_TABLE}",
    "mimetype": "This is an OpenDocument file. Save it as .xlsx or as CSV and choose that file.",
}
# What zipfile, zlib and expat say of a file that is not as it should be.
_TROUBLES = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, NotImplementedError, RuntimeError,
    EOFError, OSError,
)  # fmt: skip

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)


@contextmanager
def undamaged() -> Iterator[None]:
    """Whatever is wrong with the inside of the file becomes a sentence."""
    try:
        yield
    except UnreadableFile:
        raise
    except _TROUBLES:
        raise UnreadableFile(DAMAGED) from None


class Package:
    """The parts of a workbook. Raises UnreadableFile where some of them are refused."""

    def __init__(self, data: bytes):
        self.packed = zipfile.ZipFile(io.BytesIO(data))
        self.unpacked = 0
        parts = self.packed.infolist()
        self.names = {part.filename for part in parts}
        lower = sorted(name.lower() for name in self.names)
        for word, sentence in _REFUSED.items():
            if any(word in name for name in lower):
                raise UnreadableFile(sentence)
        if "[content_types].xml" not in lower:
            raise UnreadableFile(
                "This is a packed file. Unpack it and choose the workbook or the CSV file inside."
            )
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableFile(
                "The file is locked with a password. Save it without one and choose it again."
            )
        if len(parts) > MOST_PARTS or len(self.names) < len(parts):
            raise UnreadableFile(DAMAGED)

    def pieces(self, name: str) -> Iterator[bytes]:
        with self.packed.open(name) as part:
            while piece := part.read(PIECE):
                self.unpacked += len(piece)
                if self.unpacked > MOST_UNPACKED:
                    raise UnreadableFile(TOO_LARGE)
                yield piece

    def walk(self, name: str, start: Callable, end: Callable | None = None) -> None:
        """Calls `start(tag, attributes)` and `end(tag)` for every element of a part, tags without their namespace."""
        parser = a_parser()
        parser.StartElementHandler = lambda tag, attributes: start(bare(tag), attributes)
        if end:
            parser.EndElementHandler = lambda tag: end(bare(tag))
        for piece in self.pieces(name):
            parser.Parse(piece)
        parser.Parse(b"", True)


def bare(tag: str) -> str:
    return tag.rpartition(" ")[2]


def a_parser() -> expat.XMLParserType:
    """Reads XML that declares nothing of its own: no entity that could grow, no file elsewhere."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.EntityDeclHandler = _refuse_declarations
    return parser


def _refuse_declarations(*_) -> None:
    raise UnreadableFile(
        "The workbook declares entities of its own, which no spreadsheet does. It is not read."
    )
