"""The picture of a department among those it needs and those that need it: where each thing is drawn. Pure.

Lengths are units of the picture, which is as wide as `WIDTH` and as high as its longer side needs.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 384
LEFT, RIGHT = 122, 262
MIDDLE = WIDTH / 2
STEP, TOP = 40, 36
BOX_WIDTH, BOX_HEIGHT = 96, 30
LINE = 14  # from one line of a name to the next
LONGEST_NAME, LONGEST_OWN = 17, 13


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
    """A department beside it; `lines` are those of its name, each with how high it stands."""

    x: int
    y: float
    lines: list[tuple[str, float]]
    name_x: int
    hot: bool

    @property
    def name(self) -> str:
        return " ".join(text for text, _ in self.lines)


@dataclass(frozen=True)
class Ego:
    """Everything the template draws; attributes of SVG, no styles."""

    height: float
    middle: float
    lines: list[Line]
    left: list[Dot]
    right: list[Dot]
    own: list[tuple[str, float]]

    @property
    def box_height(self) -> float:
        return BOX_HEIGHT + (len(self.own) - 1) * (LINE - 2)

    @property
    def box_y(self) -> float:
        return self.middle - self.box_height / 2

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
    return Ego(TOP + (rows - 1) * STEP + 52, middle, lines, left, right, _lines(name, middle, LONGEST_OWN))


def _places(number: int, middle: float) -> list[float]:
    return [middle + (n - (number - 1) / 2) * STEP for n in range(number)]


def _dot(one: Neighbour, x: int, y: float) -> Dot:
    beside = x - 13 if x == LEFT else x + 13
    return Dot(x, y, _lines(one.name, y, LONGEST_NAME), beside, one.hot)


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


def _lines(name: str, middle: float, most: int) -> list[tuple[str, float]]:
    """A name in at most two lines around `middle`; only what does not fit into two is cut off."""
    lines = textwrap.wrap(name, most, max_lines=2, placeholder="…") or [""]
    first = middle + 4.5 - (len(lines) - 1) * LINE / 2
    return [(line, first + n * LINE) for n, line in enumerate(lines)]
