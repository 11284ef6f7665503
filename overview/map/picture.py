"""One request to the map from what is known to what is shown, and how it goes to the browser.

Where things stand is kept in the cache under a fingerprint of all it follows from: it costs most, and seldom changes.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache

from overview.map import layout
from overview.map.facts import network
from overview.map.folding import MOST, MOST_ON_PHONE, Picture, fold, least_critical
from overview.map.layout import Places
from overview.map.network import Network, Node
from overview.map.query import MapQuery
from units.choices import DependencyKind, Kind
from units.words import folded

KEPT = 30 * 24 * 3600  # seconds
VERSION = 2  # of how things are laid out
_LABELS = {"kinds": [[kind, label] for kind, label in Kind.choices], "flows": DependencyKind.labels}


@dataclass
class Map:
    """What one reader sees of the map."""

    query: MapQuery

    @cached_property
    def network(self) -> Network:
        asked = self.query
        return network(asked.user, asked.matching, hidden=asked.hidden, kinds=asked.query.flow)

    @cached_property
    def found(self) -> Node | None:
        """The department that was looked for."""
        return look_for(self.network, self.query.query.find)

    @cached_property
    def picture(self) -> Picture:
        wish = self.query.query
        opened = [*wish.opened, *self._above(self.found)]
        shut = [code for code in wish.shut if code not in opened]
        return fold(self.network, opened=opened, shut=shut, most=MOST_ON_PHONE if wish.tall else MOST)

    def _above(self, node: Node | None) -> list[str]:
        nodes, codes = self.network.nodes, []
        while node is not None and node.parent in nodes:
            node = nodes[node.parent]
            codes.append(node.code)
        return codes

    @cached_property
    def least(self) -> int:
        """From which criticality lines are drawn."""
        return self.query.query.least or least_critical(self.picture)

    @cached_property
    def places(self) -> Places:
        wish = self.query.query
        key = f"map:{VERSION}:{wish.tall:d}:{fingerprint(self.picture, wish.layout)}"
        if (kept := cache.get(key)) is not None:
            return Places(*kept)
        places = layout.place(self.picture, wish.layout, tall=wish.tall)
        cache.set(key, (places.nodes, places.frames, places.size), KEPT)
        return places

    def as_json(self) -> str:
        return json.dumps(self._told(), ensure_ascii=False, separators=(",", ":"))

    def _told(self) -> dict:
        """Lists instead of objects, with places in the lists for names: thousands of them are read at once."""
        picture, places, wish = self.picture, self.places, self.query.query
        frame_at = {frame: at for at, frame in enumerate(picture.frames)} | {None: -1}
        node_at = {node: at for at, node in enumerate(picture.shown)}
        nodes = self.network.nodes
        return {
            **_LABELS,
            "facts": self.network.facts,
            "sides": self.network.sides,
            "layout": wish.layout,
            "least": self.least,
            "total": picture.total,
            "focus": self.found.code if self.found else "",
            "found": not wish.find or self.found is not None,
            "frames": [
                [nodes[at].code, nodes[at].name, frame_at[around], *places.frames[at]]
                for at, around in picture.frames.items()
            ],
            "nodes": [
                [one.node.code, one.node.name, one.node.kind, frame_at[one.frame], *places.nodes[at], one.inside,
                 int(at in picture.frames), int(one.node.foreign), *one.facts]
                for at, one in picture.shown.items()
            ],
            "lines": [
                [node_at[line.provider], node_at[line.consumer], line.number, line.critical, line.kinds,
                 line.unsure]
                for line in picture.lines
            ],
        }  # fmt: skip


def fingerprint(picture: Picture, how: str) -> str:
    """Of all that the places follow from, and nothing else: what is said of a department moves nothing."""
    parts = [how, [(at, one.frame) for at, one in picture.shown.items()], list(picture.frames.items())]
    if how == layout.FLOW:
        parts.append([(line.provider, line.consumer) for line in picture.lines])
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def look_for(found: Network, text: str) -> Node | None:
    """The department of that code, or the first whose name begins so, or holds every word; in this order."""
    if not (wanted := folded(text)):
        return None
    names = [(folded(node.name), node) for node in found.nodes.values()]
    for node in found.nodes.values():
        if node.code.lower() == text.lower():
            return node
    begins = (node for name, node in names if name.startswith(wanted))
    holds = (node for name, node in names if all(f" {word}" in f" {name}" for word in wanted.split()))
    return next(begins, None) or next(holds, None)
