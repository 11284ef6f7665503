"""The controls beside the picture: what each can be set to, and what it is set to now."""

from dataclasses import dataclass

from common import lists
from overview.map.layout import BRANCH, FLOW
from overview.map.query import KIND, LINES, NEEDED, PICTURE, SAME, UNITS, MapQuery
from overview.map.table import LABELS
from units.choices import DependencyKind

LAYOUTS = ((FLOW, "By flow, who provides on top"), (BRANCH, "By branch, in the order of names"))
LEAST = (
    (1, "All of them"), (2, "From 2 of 5"), (3, "From 3 of 5"), (4, "Critical, from 4 of 5"), (5, "Only 5 of 5"),
)  # fmt: skip
OTHERS = {KIND: "Kind of department", SAME: "All alike", NEEDED: "How many need it"}
VIEWS = ((PICTURE, "Picture"), (UNITS, "Departments"), (LINES, "Dependencies"))


@dataclass(frozen=True)
class Control:
    name: str
    label: str
    options: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Shape:
    label: str
    href: str
    current: bool


def controls(query: MapQuery, least: int) -> list[Control]:
    wish, words = query.query, LABELS | OTHERS
    colours = [*(fact for fact in query.facts if fact != "people"), KIND]
    sizes = [*query.facts, NEEDED, SAME]
    flows = [("", "Any kind"), *DependencyKind.choices]
    return [
        _control("layout", "Arranged", LAYOUTS, wish.layout),
        _control("colour", "Colour shows", [(name, words[name]) for name in colours], wish.colour),
        _control("size", "Size shows", [(name, words[name]) for name in sizes], wish.size),
        _control("least", "Dependencies drawn", LEAST, least),
        _control("flow", "Kind of dependency", flows, wish.flow[0] if wish.flow else ""),
    ]


def _control(name: str, label: str, choices, chosen) -> Control:
    return Control(name, label, [(str(value), text, value == chosen) for value, text in choices])


def shapes(query: MapQuery) -> list[Shape]:
    """The picture and the tables that say the same."""
    params, here = query.request.GET, query.query.view
    return [
        Shape(
            label,
            lists.without(params, "view", "sort", "page", **({} if name == PICTURE else {"view": name})),
            name == here,
        )
        for name, label in VIEWS
    ]
