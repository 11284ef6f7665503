"""Which characters the bytes of a text file stand for."""

import codecs
import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16, as Excel’s “Unicode text”",
    "utf-16-be": "UTF-16, the other way round",
    "cp1252": "Windows-1252, Western Europe",
    "iso-8859-1": "ISO 8859-1, Latin-1",
    "iso-8859-15": "ISO 8859-15, Latin-9",
    "cp1250": "Windows-1250, Central Europe",
    "cp1251": "Windows-1251, Cyrillic",
    "cp1253": "Windows-1253, Greek",
    "cp1254": "Windows-1254, Turkish",
    "cp1257": "Windows-1257, Baltic",
    "mac_roman": "Mac OS Roman",
    "cp850": "DOS, Western Europe",
    "cp932": "Japanese, Shift-JIS",
    "gb18030": "Chinese, GB 18030",
    "big5": "Chinese, Big5",
    "cp949": "Korean, Windows-949",
}
# In the order in which they are believed where nothing speaks for one of them.
_GUESSED = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "mac_roman",
    "cp932",
    "gb18030",
    "big5",
    "cp949",
]
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SAMPLE = 200_000

_NOT_ASCII = re.compile(rb"[^\x00-\x7f]+")
_HIGH = re.compile(r"[^\x00-\x7f]")
_WESTERN = re.compile("[À-ÖØ-öø-ÿŒœŠšŽžŸ‘’‚“”„–—…•€£¥§°·«»©®™½¼¾²³µºª×¿¡\u00a0\u00ad]")
# No word of the West has these inside: Polish, or a text of an old Mac, read as Western.
_NOT_INSIDE = re.compile(r"[^\W\d_][¹³¿¡¥£¼½¾][^\W\d_]|[a-zß-ÿ][À-ÖØ-ÞŒŠŽŸ][a-zß-ÿ]")
_LETTERS = re.compile(r"[^\W\d_]")
# What undecodable bytes are kept as, so that the row that holds one can be named.
BROKEN = re.compile("[\udc80-\udcff]")


def detect_encoding(data: bytes) -> str:
    """The likeliest encoding: what a mark says, UTF-8 where it can be, else what gives words of some language."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    wide = _without_mark(data[:4096])
    if wide:
        return wide
    try:
        data.decode()
    except UnicodeDecodeError:
        return "utf-8" if _is_mostly_utf8(data) else _of_one_byte(data)
    return "utf-8"


def _without_mark(start: bytes) -> str:
    """UTF-16 shows in the zeros of every second byte."""
    half = len(start) // 2
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether nearly everything beyond ASCII is UTF-8: then a few characters are broken, not all of them."""
    good = len(_HIGH.findall(data.decode("utf-8", "ignore")))
    bad = len(BROKEN.findall(data.decode("utf-8", "surrogateescape")))
    return good > 10 * bad


def _of_one_byte(data: bytes) -> str:
    # Only what is not ASCII tells encodings apart; some words of each place are enough.
    sample = _telling(data)
    western = sample.decode("cp1252", "replace")
    high = _HIGH.findall(western)
    letters = len(_LETTERS.findall(western)) or 1
    fitting = sum(bool(_WESTERN.match(char)) for char in high)
    mostly_accents = len([char for char in high if char.isalpha()]) > 0.4 * letters
    if fitting == len(high) and not mostly_accents and not _NOT_INSIDE.search(western):
        return "cp1252"
    likely = [found.encoding for found in from_bytes(sample, cp_isolation=_GUESSED, threshold=0.4)]
    return next((encoding for encoding in likely if encoding in _GUESSED[1:]), "cp1252")


def _telling(data: bytes) -> bytes:
    """The lines that hold something beyond ASCII, as far as they are needed."""
    if len(data) <= SAMPLE:
        return data
    return b"\n".join(_lines_beyond_ascii(data))[:SAMPLE]


def _lines_beyond_ascii(data: bytes) -> Iterable[bytes]:
    taken, end = 0, 0
    for found in _NOT_ASCII.finditer(data):
        if found.start() < end:
            continue
        start = data.rfind(b"\n", 0, found.start()) + 1
        end = data.find(b"\n", found.end())
        end = len(data) if end < 0 else end
        yield data[start:end]
        taken += end - start
        if taken > SAMPLE:
            return


def as_narrow(data: bytes, encoding: str) -> tuple[bytes, str]:
    """The text without its mark, and its encoding; what is not one byte for ASCII becomes UTF-8."""
    for mark, marked in _MARKS:
        if data.startswith(mark) and marked == encoding:
            data = data[len(mark) :]
    if encoding.startswith("utf-16"):
        return data.decode(encoding, "replace").encode(), "utf-8"
    return data, encoding


def is_broken(data: bytes, encoding: str) -> bool:
    """Whether some bytes are no character of this encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return True
    return False
