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
# Told apart by the words that they give, where those of the West are none.
_GUESSED = ["cp1250", "cp1251", "cp1253", "cp1254", "cp932", "gb18030", "big5", "cp949"]
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SAMPLE = 200_000

_NOT_ASCII = re.compile(rb"[^\x00-\x7f]+")
_HIGH = re.compile(r"[^\x00-\x7f]")
_WESTERN = re.compile("[À-ÖØ-öø-ÿŒœŠšŽžŸ‘’‚“”„–—…•€£¥§°·«»©®™½¼¾²³µºª×¿¡\u00a0\u00ad]")
# No word of the West has these inside: Polish, or a text of an old Mac, read as Western.
_NOT_INSIDE = re.compile(r"[^\W\d_][¹³¿¡¥£¼½¾“”„‚«»][^\W\d_]|[a-zß-ÿ][À-ÖØ-ÞŒŠŽŸ]")
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
    return good >= 3 * bad


def _of_one_byte(data: bytes) -> str:
    # Only what is not ASCII tells encodings apart; some words of each place are enough.
    sample = _telling(data)
    for encoding in ("cp1252", "mac_roman", "cp850"):
        if _is_western(sample.decode(encoding, "replace")):
            return encoding
    likely = from_bytes(sample, cp_isolation=_GUESSED, threshold=0.4)
    # Where two give words alike, the one that more people write.
    found = [
        (round(match.chaos, 2), _GUESSED.index(match.encoding))
        for match in likely
        if match.encoding in _GUESSED
    ]
    return _GUESSED[min(found)[1]] if found else "cp1252"


def _is_western(text: str) -> bool:
    """Whether accents stand where words of Western Europe have them, and no more of them than these have."""
    high = _HIGH.findall(text)
    accents = sum(char.isalpha() for char in high)
    return (
        all(map(_WESTERN.match, high))
        and accents <= 0.4 * len(_LETTERS.findall(text))
        and not _NOT_INSIDE.search(text)
    )


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
