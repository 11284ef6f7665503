"""What differs between two texts, in words. Pure: no database, no clock, no HTML."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

SAME, GONE, NEW = "same", "gone", "new"
LONG = 80
# Beyond so many words the exact comparison takes seconds; common beginning and end are cut off instead.
MOST_WORDS = 1500
# A word with what holds it together (6,500, month-end), blanks, or one sign.
_WORD = re.compile(r"\s+|\w+(?:[.,'’-]\w+)*|[^\w\s]")
# Where less than this share of the words stayed, the text was rewritten rather than changed.
STAYED = 0.4


@dataclass(frozen=True)
class Piece:
    kind: Literal["same", "gone", "new"]
    text: str


def is_long(old: str, new: str) -> bool:
    """Whether the two are better read as one text with its changes than side by side."""
    return bool(old and new) and (len(old) > LONG or len(new) > LONG)


def _common(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def pieces(old: str, new: str) -> list[Piece]:
    """The new text with what went and what came, word by word."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    middle_old, middle_new = before[head : len(before) - tail], after[head : len(after) - tail]
    found = [(SAME, before[:head]), *_middle(middle_old, middle_new), (SAME, before[len(before) - tail :])]
    stayed = sum(len(words) for kind, words in found if kind == SAME)
    if stayed < STAYED * max(len(before), len(after)):
        found = [(GONE, before), (NEW, after)]
    return _joined([Piece(kind, "".join(words)) for kind, words in found if words])


def _middle(old: list[str], new: list[str]) -> list[tuple[str, list[str]]]:
    """What lies between the common beginning and end. A lone blank between two changes belongs to both."""
    if len(old) + len(new) > MOST_WORDS:
        return [(GONE, old), (NEW, new)]
    found: list[tuple[str, list[str]]] = []
    gone: list[str] = []
    came: list[str] = []
    for what, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        words = old[i:j]
        if what == "equal" and not (
            len(words) == 1 and words[0].isspace() and (gone or came) and j < len(old)
        ):
            found += [(GONE, gone), (NEW, came), (SAME, words)]
            gone, came = [], []
        else:
            gone, came = gone + words, came + new[k:n]
    return [*found, (GONE, gone), (NEW, came)]


def _joined(found: list[Piece]) -> list[Piece]:
    """Neighbours of one kind become one."""
    result: list[Piece] = []
    for piece in found:
        if result and result[-1].kind == piece.kind:
            result[-1] = Piece(piece.kind, result[-1].text + piece.text)
        else:
            result.append(piece)
    return result


def shortened(found: list[Piece], *, around: int = 40, most: int = 160) -> tuple[list[Piece], bool]:
    """The pieces with long stretches cut, and whether anything was cut. `most` characters of what changed stay."""
    result, cut = [], False
    for at, piece in enumerate(found):
        text = piece.text
        if piece.kind == SAME:
            head = "" if at == 0 else _beginning(text, around)
            tail = "" if at == len(found) - 1 else _end(text, around)
            if len(text) > len(head) + len(tail) + 3:
                text, cut = f"{head}…{tail}", True
        elif len(text) > most:
            text, cut = f"{_beginning(text, most)}…", True
        result.append(Piece(piece.kind, text))
    if len(result) > 9:
        result, cut = [*result[:9], Piece(SAME, " …")], True
    return result, cut


def _beginning(text: str, length: int) -> str:
    """The first `length` characters, less a broken word."""
    if len(text) <= length:
        return text
    part = text[:length]
    return part[: part.rfind(" ") + 1] or part


def _end(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    part = text[-length:]
    return part[part.find(" ") :] if " " in part else part
