"""Levels over time: the staircase of one practice and the bar of one day. Pure.

A staircase, because a judgement holds until the next one; nothing is drawn between levels that nobody judged.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 120, 28
TOP, STEP = 4, 6.5
HIGHEST = 3
BAR = 240
ORDER = (3, 2, 1, 0, None)


def height(level: int) -> float:
    return TOP + STEP * (HIGHEST - level)


def staircase(steps: Sequence[tuple[date, int]], *, since: date, until: date) -> str:
    """The path of (day, level), the oldest first: what held on `since` counts from there, the last holds to `until`."""
    days = max((until - since).days, 1)
    before = [level for day, level in steps if day <= since]
    within = [(day, level) for day, level in steps if since < day <= until]
    if before:
        within.insert(0, (since, before[-1]))
    parts = []
    for at, (day, level) in enumerate(within):
        x = round(WIDTH * (day - since).days / days, 1)
        parts.append(f"{f'H{x:g}V' if at else f'M{x:g} '}{height(level):g}")
    return "".join(parts) + f"H{WIDTH}" if parts else ""


@dataclass(frozen=True)
class Piece:
    """A part of a bar; `level` None for what was not judged."""

    level: int | None
    x: float
    width: float


def bar(count: Counter) -> list[Piece]:
    """The highest level first, each as wide as its share of all."""
    total = count.total()
    pieces, x = [], 0.0
    for level in ORDER:
        if count[level]:
            width = BAR * count[level] / total
            pieces.append(Piece(level, round(x, 1), round(width, 1)))
            x += width
    return pieces
