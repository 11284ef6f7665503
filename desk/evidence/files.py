"""Files of evidence: lines of JSON, each with a hash over itself and everything before it. Pure: no database.

Written in the one form of `canonical`, so that a page of standard-library Python can check them (docs/record.md).
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator

from desk.evidence.seal import canonical

FORMAT = 1
HEAD, FOOT = "evidence", "end"
PART = 1 << 20
NO_JSON = "Line {} cannot be read."
MISPLACED = (
    "Line {} is not as it was written: it was changed, or something before it was changed, removed or moved."
)
NO_HEAD = "The file does not begin as a file of evidence does."
NO_FOOT = "The end of the file is missing."
AFTER_FOOT = "Line {} stands behind the end of the file."
MISCOUNTED = "The last line counts {} lines before it; there are {}."


class Broken(ValueError):
    """The file is not as it was written; the message is a sentence."""


def follow(before: str, record: dict) -> str:
    """The hash of a line: over the hash of the line before it and the line itself."""
    return hashlib.sha256(f"{before}\n{canonical(record)}".encode()).hexdigest()


class Writer:
    """Takes facts, gives the bytes of the file to `keep` a piece at a time."""

    def __init__(self, keep: Callable[[bytes], None]):
        self.hash, self.lines, self.size = "", 0, 0
        self._keep, self._piece, self._whole = keep, bytearray(), hashlib.sha256()

    def write(self, record: dict) -> None:
        self.hash = follow(self.hash, record)
        line = f"{canonical({**record, 'hash': self.hash})}\n".encode()
        self.lines += 1
        self.size += len(line)
        self._whole.update(line)
        self._piece += line
        if len(self._piece) >= PART:
            self._hand_over()

    def close(self) -> str:
        """SHA-256 of the whole file."""
        if self._piece:
            self._hand_over()
        return self._whole.hexdigest()

    def _hand_over(self) -> None:
        self._keep(bytes(self._piece))
        self._piece.clear()


def read(lines: Iterable[bytes]) -> Iterator[tuple[int, dict]]:
    """(number of the line, its facts) of a file that is as it was written. Raises Broken where it is not."""
    before, ended, number = "", False, 0
    for number, line in enumerate(lines, start=1):
        if ended:
            raise Broken(AFTER_FOOT.format(number))
        record = _record(number, line)
        claimed = record.pop("hash", "")
        before = follow(before, record)
        if claimed != before or canonical({**record, "hash": claimed}).encode() != line.rstrip(b"\r\n"):
            raise Broken(MISPLACED.format(number))
        _check_ends(number, record)
        ended = record["kind"] == FOOT
        yield number, {**record, "hash": claimed}
    if not ended:
        raise Broken(NO_FOOT if number else NO_HEAD)


def _record(number: int, line: bytes) -> dict:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise Broken(NO_JSON.format(number)) from None
    if not isinstance(record, dict) or not isinstance(record.get("kind"), str):
        raise Broken(NO_JSON.format(number))
    return record


def _check_ends(number: int, record: dict) -> None:
    if (number == 1) != (record["kind"] == HEAD):
        raise Broken(NO_HEAD if number == 1 else MISPLACED.format(number))
    if record["kind"] == FOOT and record.get("lines") != number - 1:
        raise Broken(MISCOUNTED.format(record.get("lines"), number - 1))
