"""The map drawn on the server, to be printed or put into a document: the same places, and colours that hold on paper.

Attributes instead of styles: the content policy of the product holds for this picture, too.
"""

import math
import re
import textwrap
from xml.sax.saxutils import escape, quoteattr

from overview.map.folding import Line, Shown
from overview.map.picture import Map
from overview.map.query import KIND, NEEDED, SAME
from overview.map.words import fact_word

INK, INK_2, EDGE, HAIR, PAGE, TINT, HARM = (
    "#1b2530",
    "#55606d",
    "#7c8794",
    "#e0e4e9",
    "#ffffff",
    "#f4f6f8",
    "#a5281f",
)
LEVELS = ("#ffffff", "#f1e8e5", "#e2c9c2", "#c98f84", "#a4564a", "#741b14")
WIDTHS = (1.25, 1, 1.25, 1.5, 2.75, 4)
FADED = (0.5, 0.35, 0.4, 0.55, 0.85, 1)
SMALLEST, LARGEST = 8, 19
LONGEST_LINE, MOST_LINES = 20, 2
# Corners of a shape whose middle is 0 and whose radius is 1, by kind of department; others are circles.
SHAPES = {"team": 3, "external_partner": 4, "subsidiary": 5, "shared_service": 6}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_of(value: str) -> str:
    return escape(_NOT_XML.sub("", value))


def drawn(seen: Map) -> str:
    width, height = seen.places.size
    wish = seen.query.query
    radius = _radii(seen)
    title = f"Map of {seen.picture.total:,} departments and who depends on whom"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {max(width, 1)} {max(height, 1)}" role="img" '
        f"aria-label={quoteattr(title)} "
        f'font-family="Liberation Sans, Arial, sans-serif" font-size="12"><title>{title}</title>',
        f'<rect width="100%" height="100%" fill="{PAGE}"/>',
        *(_frame(seen, at) for at in seen.picture.frames),
        *(_line(seen, line, radius) for line in sorted(seen.picture.lines, key=lambda line: line.weight)
          if line.weight >= seen.least),
        *(_node(seen, one, radius[at], wish.colour) for at, one in seen.picture.shown.items()),
        "</svg>",
    ]  # fmt: skip
    return "".join(parts)


def _radii(seen: Map) -> dict[int, float]:
    """From the smallest to the largest by the fact that size shows; the area grows with it."""
    size, shown = seen.query.query.size, seen.picture.shown
    if size == SAME:
        return dict.fromkeys(shown, (SMALLEST + LARGEST) / 2)
    if size == NEEDED:
        values = dict.fromkeys(shown, 0)
        for line in seen.picture.lines:
            values[line.provider] += line.number
    else:
        place = seen.network.facts.index(size)
        values = {at: (one.facts[place] or 0) if one.facts else 0 for at, one in shown.items()}
    most = max(values.values(), default=0) or 1
    return {at: SMALLEST + (LARGEST - SMALLEST) * math.sqrt(value / most) for at, value in values.items()}


def _frame(seen: Map, at: int) -> str:
    x, y, width, height = seen.places.frames[at]
    name = text_of(_short(seen.network.nodes[at].name, max(8, width // 8)))
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" fill="{TINT}" fill-opacity="0.5" '
        f'stroke="{EDGE}" stroke-width="1"/>'
        f'<text x="{x + 10}" y="{y + 18}" fill="{INK_2}" font-weight="bold">{name}</text>'
    )


def _line(seen: Map, line: Line, radius: dict[int, float]) -> str:
    (x1, y1), (x2, y2) = seen.places.nodes[line.provider], seen.places.nodes[line.consumer]
    length = math.hypot(x2 - x1, y2 - y1) or 1
    along, across = (x2 - x1) / length, (y2 - y1) / length
    start, end = radius[line.provider] + 2, length - radius[line.consumer] - 3
    x1, y1, x2, y2 = x1 + along * start, y1 + across * start, x1 + along * end, y1 + across * end
    dash = ' stroke-dasharray="6 4"' if line.unsure else ""
    ink = INK if line.weight >= 4 else EDGE
    head = 4 + WIDTHS[line.critical]
    tips = " ".join(
        f"{x2 - along * head - across * turn * head / 2:.1f},{y2 - across * head + along * turn * head / 2:.1f}"
        for turn in (1, -1)
    )
    return (
        f'<g opacity="{FADED[line.critical]}"><path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{ink}" '
        f'stroke-width="{WIDTHS[line.critical]}"{dash}/><polygon points="{x2:.1f},{y2:.1f} {tips}" fill="{ink}"/></g>'
    )


def _node(seen: Map, one: Shown, radius: float, colour: str) -> str:
    x, y = seen.places.nodes[one.node.id]
    level, word = 0, ""
    if colour != KIND and one.facts:
        value = one.facts[seen.network.facts.index(colour)]
        level = min(5, (value or 0) + (colour == "impact" and value is not None))
        if level > 3:
            word = f"up to {fact_word(colour, value)}" if one.inside else fact_word(colour, value)
    border = f'stroke="{HARM if level > 3 else EDGE}" stroke-width="{4 if one.inside else 2.5 if level > 3 else 1.5}"'
    fill = LEVELS[level] if colour != KIND else TINT
    lines = _wrapped(one.node.name)
    if one.inside:
        lines.append(f"and {one.inside:,} inside")
    if word:
        lines.append(word)
    below = y + LARGEST + 14
    texts = "".join(
        f'<tspan x="{x}" y="{below + 13 * at}">{text_of(line)}</tspan>' for at, line in enumerate(lines)
    )
    return (
        f'{_shape(one.node.kind, x, y, radius)} fill="{fill}" {border}/>'
        f'<text text-anchor="middle" fill="{INK}" paint-order="stroke" stroke="{PAGE}" stroke-width="3" '
        f'stroke-opacity="0.8">{texts}</text>'
    )


def _shape(kind: str, x: int, y: int, radius: float) -> str:
    if kind == "division":
        side = radius * 0.9
        return f'<rect x="{x - side:.1f}" y="{y - side:.1f}" width="{2 * side:.1f}" height="{2 * side:.1f}" rx="4"'
    if (corners := SHAPES.get(kind)) is None:
        return f'<circle cx="{x}" cy="{y}" r="{radius:.1f}"'
    turns = (math.tau * at / corners - math.pi / 2 for at in range(corners))
    points = " ".join(
        f"{x + radius * math.cos(turn):.1f},{y + radius * math.sin(turn):.1f}" for turn in turns
    )
    return f'<polygon points="{points}"'


def _wrapped(name: str) -> list[str]:
    lines = textwrap.wrap(name, LONGEST_LINE) or [""]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], _short(" ".join(lines[MOST_LINES - 1 :]), LONGEST_LINE)]
    return lines


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
