"""Where things stand: always the same, boxes beside one another never overlap, what belongs to a branch lies in it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overview.map.folding import fold, least_critical
from overview.map.layout import CELL_HEIGHT, CELL_WIDTH, DOT_FROM_TOP, LAYOUTS, place
from overview.map.network import Link, Network, Node
from overview.map.picture import fingerprint


def network(units: int, links: int, *, seed: int = 1, roots: int = 3, criticality=None) -> Network:
    chance = random.Random(seed)
    nodes = {
        at: Node(
            at,
            f"U{at}",
            f"Department {at:05d}",
            "team",
            chance.randrange(at) if at >= roots else None,
            (at % 6,),
        )
        for at in range(units)
    }
    pairs = set()
    while len(pairs) < links:
        pair = chance.randrange(units), chance.randrange(units)
        if pair[0] != pair[1]:
            pairs.add(pair)
    made = [Link(a, b, "service", criticality or chance.randrange(1, 6)) for a, b in sorted(pairs)]
    return Network(nodes, made, ("people",), sides=False)


def cell(x: int, y: int) -> tuple[int, int, int, int]:
    return x - CELL_WIDTH // 2, y - DOT_FROM_TOP, CELL_WIDTH, CELL_HEIGHT


def overlap(one, other) -> bool:
    (x, y, w, h), (x2, y2, w2, h2) = one, other
    return x < x2 + w2 and x2 < x + w and y < y2 + h2 and y2 < y + h


def inside(one, around) -> bool:
    (x, y, w, h), (x2, y2, w2, h2) = one, around
    return x2 <= x and y2 <= y and x + w <= x2 + w2 and y + h <= y2 + h2


def laws(picture, how):
    places = place(picture, how)
    assert places.nodes.keys() == picture.shown.keys()
    boxes: dict = {}
    for at, one in picture.shown.items():
        boxes.setdefault(one.frame, []).append(cell(*places.nodes[at]))
    for at, around in picture.frames.items():
        boxes.setdefault(around, []).append(places.frames[at])
    for frame, siblings in boxes.items():
        around = (0, 0, *places.size) if frame is None else places.frames[frame]
        assert all(inside(box, around) for box in siblings)
        assert not any(overlap(a, b) for n, a in enumerate(siblings) for b in siblings[:n])


@given(
    units=st.integers(1, 60), links=st.integers(0, 90), seed=st.integers(0, 99), how=st.sampled_from(LAYOUTS)
)
def test_nothing_overlaps_and_everything_lies_in_its_branch(units, links, seed, how):
    laws(fold(network(units, min(links, units * (units - 1) // 2), seed=seed)), how)


@pytest.mark.parametrize("how", LAYOUTS)
def test_a_dense_network_holds_the_laws_and_stands_the_same_way_again(how):
    picture = fold(network(42, 1200, roots=42))
    laws(picture, how)
    assert place(picture, how) == place(fold(network(42, 1200, roots=42)), how)


def test_who_provides_stands_above_who_needs_it():
    nodes = {at: Node(at, str(at), name, "", None) for at, name in enumerate("cba")}
    picture = fold(Network(nodes, [Link(2, 1, "service"), Link(1, 0, "service")], (), sides=False))
    y = {at: there[1] for at, there in place(picture, "flow").nodes.items()}
    assert y[2] < y[0]


def test_what_is_said_of_a_department_moves_nothing_but_a_new_dependency_is_another_picture():
    one, other, more = network(20, 20), network(20, 20, criticality=5), network(20, 21)
    assert fingerprint(fold(one), "flow") == fingerprint(fold(other), "flow")
    assert fingerprint(fold(one), "flow") != fingerprint(fold(more), "flow")
    assert fingerprint(fold(one), "branch") == fingerprint(fold(more), "branch")


def test_ten_thousand_dependencies_on_one_department_are_placed():
    nodes = {at: Node(at, f"U{at}", f"D{at}", "", 0 if at else None) for at in range(10_001)}
    links = [Link(0, at, "service", 5) for at in range(1, 10_001)]
    picture = fold(Network(nodes, links, (), sides=False), opened=["all"])
    assert len(place(picture, "flow").nodes) == 10_001
    assert least_critical(picture) in range(1, 6)


@given(units=st.integers(151, 400), seed=st.integers(0, 20))
def test_folding_loses_nobody_and_no_dependency(units, seed):
    whole = network(units, 300, seed=seed)
    picture = fold(whole)
    assert sum(1 + one.inside for one in picture.shown.values()) == units
    assert sum(line.number for line in picture.lines) <= 300
    assert sum(line.number for line in fold(whole, opened=["all"]).lines) == 300


def test_a_folded_branch_shows_the_sum_of_its_people():
    whole = network(400, 10, roots=1)
    picture = fold(whole, most=3)
    assert sum(one.facts[0] for one in picture.shown.values()) == sum(
        node.facts[0] for node in whole.nodes.values()
    )


def test_a_dense_network_opens_with_only_its_critical_lines():
    assert least_critical(fold(network(42, 1200, roots=42))) == 5
    assert least_critical(fold(network(42, 60, roots=42))) == 1
