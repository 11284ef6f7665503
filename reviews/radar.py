"""The radar of one department's practices: where each line and dot is drawn. Pure.

Lengths are units of a square picture of `SIZE`. “Not yet” is the innermost ring, so that it can be seen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 300
MIDDLE = SIZE / 2
INNERMOST, STEP = 26, 33
LEVELS = 4
NUMBERS_AT = INNERMOST + STEP * (LEVELS - 1) + 17


@dataclass(frozen=True)
class Axis:
    """One practice; levels are 0–3, or None where nothing is known."""

    number: int
    now: int | None
    before: int | None = None
    target: int | None = None


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class Spoke:
    """`text` is its number, at the outer end."""

    end: Point
    text: Point
    number: int


@dataclass(frozen=True)
class Radar:
    """Everything the template draws; attributes of SVG, no styles."""

    rings: list[float]
    spokes: list[Spoke]
    now: str
    before: str
    dots: list[Point]
    targets: list[Point]


def radius(level: int) -> float:
    return INNERMOST + STEP * level


def radar(axes: Sequence[Axis]) -> Radar:
    """Clockwise from the top. Lines join neighbours that are both judged, so that a gap stays a gap."""
    number = len(axes)
    place = [2 * math.pi * at / max(number, 1) - math.pi / 2 for at in range(number)]
    aims = [(axis.target, turn) for axis, turn in zip(axes, place, strict=True)]
    return Radar(
        rings=[radius(level) for level in range(LEVELS)],
        spokes=[
            Spoke(_point(radius(LEVELS - 1), turn), _point(NUMBERS_AT, turn), axis.number)
            for axis, turn in zip(axes, place, strict=True)
        ],
        now=_path([axis.now for axis in axes], place),
        before=_path([axis.before for axis in axes], place),
        dots=[_point(radius(a.now), turn) for a, turn in zip(axes, place, strict=True) if a.now is not None],
        targets=[_point(radius(level), turn) for level, turn in aims if level is not None],
    )


def _path(levels: list[int | None], place: list[float]) -> str:
    points = [
        None if level is None else _point(radius(level), turn)
        for level, turn in zip(levels, place, strict=True)
    ]
    known = [point for point in points if point]
    if len(known) == len(points) and len(points) > 2:
        return "M" + "L".join(f"{point.x:g} {point.y:g}" for point in points) + "Z"
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return "".join(f"M{a.x:g} {a.y:g}L{b.x:g} {b.y:g}" for a, b in pairs if a and b)


def _point(length: float, turn: float) -> Point:
    return Point(round(MIDDLE + length * math.cos(turn), 1), round(MIDDLE + length * math.sin(turn), 1))
