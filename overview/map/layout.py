"""Where everything on the map stands. Pure: the same picture always stands the same way.

Each open branch is laid out by itself, the innermost first, and then stands as one box in the branch around it. So
boxes beside one another never overlap and what belongs to a branch lies inside it. Lengths are pixels at full size.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import igraph

from overview.map.folding import Picture

FLOW, BRANCH = "flow", "branch"
LAYOUTS = (FLOW, BRANCH)
CELL_WIDTH, CELL_HEIGHT = 118, 88
DOT_FROM_TOP = 24  # where in its cell the middle of a node is; its name stands beneath
PADDING, TITLE, GAP = 12, 26, 12
WIDE, TALL = 2.6, 1.1  # how much wider than high a box may become, on a screen and on a phone
SWEEPS = 24

Size = tuple[int, int]


@dataclass
class Places:
    """Middles of nodes, and left, top, width and height of the frames of open branches."""

    nodes: dict[int, tuple[int, int]] = field(default_factory=dict)
    frames: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)
    size: Size = (0, 0)


def place(picture: Picture, how: str, *, tall: bool = False) -> Places:
    """`how`: by flow, who provides above who needs it; or by branch, in the order of names. `tall` for a phone."""
    groups = _groups(picture)
    pairs = _pairs(picture)
    sizes: dict[tuple, Size] = {}
    corners: dict[int | None, list[tuple[int, int]]] = {}
    for frame in _innermost_first(picture):
        items = groups[frame]
        boxes = [sizes.get(item, (CELL_WIDTH, CELL_HEIGHT)) for item in items]
        corners[frame], (width, height) = _arrange(
            boxes, pairs.get(frame, []) if how == FLOW else None, TALL if tall else WIDE
        )
        sizes["frame", frame] = width + 2 * PADDING, height + TITLE + PADDING
    places = Places(size=sizes["frame", None])
    _settle(picture, groups, sizes, corners, places)
    return places


def _groups(picture: Picture) -> dict[int | None, list[tuple]]:
    """What stands directly in each frame: ("node", id) and ("frame", id), in the order of names."""
    groups: dict[int | None, list[tuple]] = {frame: [] for frame in (None, *picture.frames)}
    for at, one in picture.shown.items():
        if at in picture.frames:
            groups[picture.frames[at]].append(("frame", at))
            groups[at].insert(0, ("node", at))
        else:
            groups[one.frame].append(("node", at))
    return groups


def _innermost_first(picture: Picture) -> list[int | None]:
    # Frames are listed with the outer ones first.
    return [*reversed(list(picture.frames)), None]


def _path(picture: Picture, at: int) -> list[tuple]:
    """The items in which a node stands, the outermost first, itself last."""
    path, frame = [("node", at)], picture.shown[at].frame
    while frame is not None:
        path.append(("frame", frame))
        frame = picture.frames[frame]
    return path[::-1]


def _pairs(picture: Picture) -> dict[int | None, list[tuple[int, int]]]:
    """For each frame who provides to whom among what stands directly in it, by place in its group."""
    number = {item: at for items in _groups(picture).values() for at, item in enumerate(items)}
    paths = {at: _path(picture, at) for at in picture.shown}
    found: dict[int | None, set[tuple[int, int]]] = {}
    for line in picture.lines:
        inside = None
        for above, below in zip(paths[line.provider], paths[line.consumer], strict=False):
            if above != below:
                found.setdefault(inside, set()).add((number[above], number[below]))
                break
            inside = above[1]
    return {frame: sorted(pairs) for frame, pairs in found.items()}


def _arrange(
    boxes: list[Size], pairs: Sequence[tuple[int, int]] | None, wide: float
) -> tuple[list[tuple[int, int]], Size]:
    """Left upper corners of the boxes and the size of them all."""
    if not boxes:
        return [], (0, 0)
    area = sum((width + GAP) * (height + GAP) for width, height in boxes)
    widest = max(max(width for width, _ in boxes), int(math.sqrt(area * wide)))
    rows = _in_rows(range(len(boxes)), boxes, widest)
    if pairs:
        joined = sorted({end for pair in pairs for end in pair})
        alone = [at for at in range(len(boxes)) if at not in set(joined)]
        rows = [row for layer in _layers(joined, pairs) for row in _in_rows(layer, boxes, widest)]
        rows = _filled(rows, alone, boxes, widest)
    return _stack(rows, boxes)


def _in_rows(items, boxes: list[Size], widest: int) -> list[list[int]]:
    """The items in rows no wider than `widest`, in their order."""
    rows, row, filled = [], [], 0
    for at in items:
        if row and filled + boxes[at][0] > widest:
            rows.append(row)
            row, filled = [], 0
        row.append(at)
        filled += boxes[at][0] + GAP
    return [*rows, row] if row else rows


def _filled(rows: list[list[int]], alone: list[int], boxes: list[Size], widest: int) -> list[list[int]]:
    """Rows with what is joined to nothing where there is room for it, and the rest beneath."""
    left = []
    for at in alone:
        width, height = boxes[at]
        for row in rows:
            filled = sum(boxes[one][0] + GAP for one in row)
            if filled + width <= widest and height <= max(boxes[one][1] for one in row):
                row.append(at)
                break
        else:
            left.append(at)
    return rows + _in_rows(left, boxes, widest)


def _stack(rows: list[list[int]], boxes: list[Size]) -> tuple[list[tuple[int, int]], Size]:
    """Rows beneath one another, each in the middle."""
    widths = [sum(boxes[at][0] for at in row) + GAP * (len(row) - 1) for row in rows]
    corners, y = [(0, 0)] * len(boxes), 0
    for row, width in zip(rows, widths, strict=True):
        x = (max(widths) - width) // 2
        for at in row:
            corners[at] = x, y
            x += boxes[at][0] + GAP
        y += max(boxes[at][1] for at in row) + GAP
    return corners, (max(widths), y - GAP)


def _layers(items: list[int], pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Items in layers, who provides above who needs it as far as circles allow, in an order with few crossings."""
    number = {item: at for at, item in enumerate(items)}
    drawn = igraph.Graph(len(items), [(number[a], number[b]) for a, b in pairs], directed=True)
    layer = _depths(drawn)
    most = max(2, round(math.sqrt(len(items) / 2)))
    if (deepest := max(layer) + 1) > most:
        layer = [depth * most // deepest for depth in layer]
    across = [(edge.source, edge.target) for edge in drawn.es if layer[edge.source] != layer[edge.target]]
    flowing = igraph.Graph(len(items), across, directed=True)
    where = flowing.layout_sugiyama(layers=layer, maxiter=SWEEPS)
    found: dict[int, list[int]] = {}
    for at in sorted(range(len(items)), key=lambda at: (layer[at], where[at][0], at)):
        found.setdefault(layer[at], []).append(items[at])
    return list(found.values())


def _depths(drawn: igraph.Graph) -> list[int]:
    """How many steps each lies below whoever needs nothing, without the links that close circles (by Eades)."""
    backwards = set(drawn.feedback_arc_set(method="eades"))
    forwards = drawn.copy()
    forwards.delete_edges(list(backwards))
    depth = [0] * drawn.vcount()
    for at in forwards.topological_sorting():
        for below in forwards.successors(at):
            depth[below] = max(depth[below], depth[at] + 1)
    return depth


def _settle(picture, groups, sizes, corners, places: Places) -> None:
    """From corners within each frame to places on the map, the outermost first."""
    inner = {None: (PADDING, TITLE)}
    for frame in (None, *picture.frames):
        left, top = inner[frame]
        for (what, at), (x, y) in zip(groups[frame], corners[frame], strict=True):
            if what == "node":
                places.nodes[at] = left + x + CELL_WIDTH // 2, top + y + DOT_FROM_TOP
            else:
                places.frames[at] = left + x, top + y, *sizes["frame", at]
                inner[at] = left + x + PADDING, top + y + TITLE
