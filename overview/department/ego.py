"""The picture of a department among those it needs and those that need it: where each thing is drawn. Pure.

Lengths are units of the picture, which is as wide as `WIDTH` and as high as its longer side needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 384
LEFT, RIGHT = 122, 262
MIDDLE = WIDTH / 2
STEP, TOP = 40, 36
BOX_WIDTH, BOX_HEIGHT = 96, 30
LONGEST_NAME, LONGEST_OWN = 16, 13


@dataclass(frozen=True)
class Neighbour:
    """One department beside it. `critical` thickens the line, `unsure` (one side confirmed) dashes it, `hot` (risk high
    or more) makes the ring red."""

    name: str
    critical: bool = False
    unsure: bool = False
    hot: bool = False


@dataclass(frozen=True)
class Line:
    path: str
    css: str


@dataclass(frozen=True)
class Dot:
    x: int
    y: float
    name: str
    name_x: int
    name_y: float
    hot: bool


@dataclass(frozen=True)
class Ego:
    """Everything the template draws; attributes of SVG, no styles."""

    height: float
    middle: float
    lines: list[Line]
    left: list[Dot]
    right: list[Dot]
    name: str

    @property
    def box_y(self) -> float:
        return self.middle - BOX_HEIGHT / 2

    @property
    def own_y(self) -> float:
        return self.middle + 4.5

    @property
    def key_y(self) -> float:
        return self.height - 8


def ego(name: str, needs: Sequence[Neighbour], needed_by: Sequence[Neighbour]) -> Ego:
    """What it needs on the left, who needs it on the right, each side centred on the department."""
    rows = max(len(needs), len(needed_by), 1)
    middle = TOP + (rows - 1) * STEP / 2
    left = [_dot(one, LEFT, y) for one, y in zip(needs, _places(len(needs), middle), strict=True)]
    right = [_dot(one, RIGHT, y) for one, y in zip(needed_by, _places(len(needed_by), middle), strict=True)]
    lines = [
        _line(one, dot, middle, n, len(left)) for n, (one, dot) in enumerate(zip(needs, left, strict=True))
    ]
    lines += [
        _line(one, dot, middle, n, len(right))
        for n, (one, dot) in enumerate(zip(needed_by, right, strict=True))
    ]
    return Ego(TOP + (rows - 1) * STEP + 52, middle, lines, left, right, _short(name, LONGEST_OWN))


def _places(number: int, middle: float) -> list[float]:
    return [middle + (n - (number - 1) / 2) * STEP for n in range(number)]


def _dot(one: Neighbour, x: int, y: float) -> Dot:
    beside = x - 13 if x == LEFT else x + 13
    return Dot(x, y, _short(one.name, LONGEST_NAME), beside, y + 4, one.hot)


def _line(one: Neighbour, dot: Dot, middle: float, n: int, number: int) -> Line:
    """A curve from the dot to the side of the box; where many meet they fan out over its height."""
    edge = MIDDLE - BOX_WIDTH / 2 if dot.x == LEFT else MIDDLE + BOX_WIDTH / 2
    spread = min(4.0, (BOX_HEIGHT - 8) / max(number, 1))
    end = middle + (n - (number - 1) / 2) * spread
    half = (dot.x + edge) / 2
    path = f"M{dot.x} {dot.y:g} C{half:g} {dot.y:g} {half:g} {end:g} {edge:g} {end:g}"
    return Line(
        path, " ".join(css for css, holds in (("crit", one.critical), ("unsure", one.unsure)) if holds)
    )


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
