"""What differs between two texts, in words. Pure: no database, no clock, no HTML."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

SAME, GONE, NEW = "same", "gone", "new"
LONG = 80
# Beyond so many words the exact comparison takes seconds; common beginning and end are cut off instead.
MOST_WORDS = 1500
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


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
    found = [(SAME, before[:head])]
    if len(middle_old) + len(middle_new) > MOST_WORDS:
        found += [(GONE, middle_old), (NEW, middle_new)]
    else:
        matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
        for what, i, j, k, n in matcher.get_opcodes():
            if what == "equal":
                found.append((SAME, middle_old[i:j]))
            else:
                found += [(GONE, middle_old[i:j]), (NEW, middle_new[k:n])]
    found.append((SAME, before[len(before) - tail :]))
    return _joined([Piece(kind, "".join(words)) for kind, words in found if words])


def _joined(found: list[Piece]) -> list[Piece]:
    """Neighbours of one kind become one; a lone blank between two changes belongs to both."""
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
            head = "" if at == 0 else text[:around]
            tail = "" if at == len(found) - 1 else text[-around:]
            if len(text) > len(head) + len(tail) + 3:
                text, cut = f"{head} … {tail}".strip(" ") if head and tail else f"{head}…{tail}", True
        elif len(text) > most:
            text, cut = text[:most] + "…", True
        result.append(Piece(piece.kind, text))
    if len(result) > 9:
        result, cut = [*result[:9], Piece(SAME, " …")], True
    return result, cut
