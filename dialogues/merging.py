"""Two people type in one text. A save says from which text it started; what came in between is merged line by line.

Where both changed the same lines, both versions stay, what was stored first: nothing anybody typed is dropped. Pure.
"""

from dataclasses import dataclass

from merge3 import Merge3


@dataclass(frozen=True)
class Merged:
    """`doubled` counts the places where both versions of the same lines stand."""

    text: str
    doubled: int = 0


def merge(*, base: str, stored: str, mine: str) -> Merged:
    """`stored` and `mine` both grew out of `base`."""
    if stored in (base, mine):
        return Merged(mine)
    if mine == base:
        return Merged(stored)
    lines, doubled = [], 0
    for kind, *rest in Merge3(_lines(base), _lines(stored), _lines(mine)).merge_groups():
        if kind == "conflict":
            both, twice = _both(*rest)
            lines += both
            doubled += twice
        else:
            lines += rest[0]
    return Merged("\n".join(lines), doubled)


def _both(base, stored, mine) -> tuple[list[str], bool]:
    """Lines that can be told apart after all, and whether both versions of the same lines had to stay.

    One line that somebody goes on writing is the same line: the longer one says all of the shorter."""
    base, stored, mine = list(base), list(stored), list(mine)
    if _says(mine, stored):
        return mine, False
    if _says(stored, mine):
        return stored, False
    grown = _beside(base, stored, mine) or _beside(base, mine, stored) or _words(base, stored, mine)
    if grown is not None:
        return grown, False
    return stored + mine, any(line.strip() for line in base)


def _says(longer: list[str], shorter: list[str]) -> bool:
    """Each line of the shorter one begins the line of the longer one at its place."""
    return len(longer) >= len(shorter) and all(
        long.startswith(short) for long, short in zip(longer, shorter, strict=False)
    )


def _beside(base, added, changed) -> list[str] | None:
    """One only wrote lines before or behind those which the other changed."""
    length = len(base)
    if length and added[:length] == base:
        return changed + added[length:]
    if length and added[-length:] == base:
        return added[:-length] + changed
    return None


def _words(base, stored, mine) -> list[str] | None:
    """The same single line, changed by both at different words: merged word by word, where that is clear."""
    if not len(base) == len(stored) == len(mine) == 1:
        return None
    words = []
    for kind, *rest in Merge3(*(text[0].split(" ") for text in (base, stored, mine))).merge_groups():
        if kind == "conflict":
            return None
        words += rest[0]
    return [" ".join(words)]


def _lines(text: str) -> list[str]:
    return text.split("\n")
