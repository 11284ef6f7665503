"""What files that are no table begin with, and what to do about each."""

import re

from common.sheets.encodings import detect_encoding
from common.sheets.problems import UnreadableFile

_NOT_TEXT = (
    (b"PK\x05\x06", "This is a packed file without content. Choose the workbook or the CSV file itself."),
    (b"%PDF", "This is a PDF. A table is needed: ask for it as CSV or as an Excel workbook."),
    (b"\x1f\x8b", "This file is compressed. Unpack it and choose the file inside."),
    (b"7z\xbc\xaf", "This file is compressed. Unpack it and choose the file inside."),
    (b"Rar!", "This file is compressed. Unpack it and choose the file inside."),
    (b"{\\rtf", "This is a text document. A table is needed: ask for it as CSV or as an Excel workbook."),
)
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90\x00", b"SQLite format")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml|\?mso|head|meta|style)\b", re.IGNORECASE
)
NO_TABLE = "This is not a text file. A table is needed: save it as “CSV UTF-8” and choose that file."


def refuse_what_is_no_table(data: bytes) -> None:
    """Raises UnreadableFile with a sentence that says what the file is instead."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("The file is empty.")
    for beginning, sentence in _NOT_TEXT:
        if data.startswith(beginning):
            raise UnreadableFile(sentence)
    if data.startswith(_OLD_OFFICE):
        if _LOCKED in data:
            raise UnreadableFile(
                "The workbook is locked with a password. Save it without one and choose it again."
            )
        raise UnreadableFile(
            "This is an old Excel or Word file. Save it as an Excel workbook (.xlsx) or as CSV."
        )
    if _WEB_PAGE.match(data[:1000]):
        raise UnreadableFile(
            "This is a web page or XML, whatever its name says. Open it in Excel and save it as CSV."
        )
    if data.startswith(_BINARY) or (not data.startswith(b"PK\x03\x04") and _is_binary(data[:4096])):
        raise UnreadableFile(NO_TABLE)


def _is_binary(start: bytes) -> bool:
    """Many signs that no text has. UTF-16 is full of zeros, and UTF-8 may hold any of the others."""
    encoding = detect_encoding(start)
    if encoding.startswith("utf-16"):
        start = start.decode(encoding, "replace").encode()
    elif encoding == "utf-8":
        return start.count(0) * 10 > len(start)
    return sum(byte < 9 or 13 < byte < 32 for byte in start) * 20 > len(start)
