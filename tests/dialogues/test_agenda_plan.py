"""An agenda has every carried point, each thing once, in the order in which it is talked through."""

from hypothesis import given
from hypothesis import strategies as st

from dialogues.agenda_plan import MOST, ORDER, Point, cut, plan

IDS = st.one_of(st.none(), st.integers(1, 3))
POINTS = st.lists(
    st.builds(
        Point,
        key=st.uuids().map(str),
        kind=st.sampled_from(ORDER),
        text=st.sampled_from(["Form", "form ", "List", " "]),
        unit=IDS,
        commitment=IDS,
        topic=IDS,
        gap=st.sampled_from(["", "silo:1", "silo:2"]),
        came_from=IDS,
        rank=st.tuples(st.integers(0, 9)),
    ),
    max_size=25,
)


@given(POINTS)
def test_every_point_is_planned_left_out_and_counted_or_there_already(points):
    found = plan(points)
    keys = [point.key for point in found.points]
    assert len(set(keys)) == len(keys)
    seen = set().union(*(point.about for point in found.points))
    missing = [point for point in points if point.key not in keys and point.text.strip()]
    untold = [point for point in missing if not seen & point.about]
    assert bool(found.left_out) >= bool(untold)
    assert all(point.came_from is None for point in untold)


@given(POINTS)
def test_the_same_thing_stands_there_once_and_the_order_holds(points):
    found = plan(points).points
    about = [one for point in found for one in point.about]
    assert len(about) == len(set(about))
    assert [point.kind for point in found] == sorted((point.kind for point in found), key=ORDER.index)
    for kind, most in MOST.items():
        assert sum(point.kind == kind and point.came_from is None for point in found) <= most


@given(POINTS)
def test_what_was_carried_goes_before_what_is_new(points):
    found = {point.key for point in plan(points).points}
    for point in points:
        rivals = [one for one in points if one is not point and one.about & point.about]
        if point.came_from and point.text.strip() and not any(one.came_from for one in rivals):
            assert point.key in found


def test_left_out_points_are_counted_by_kind():
    changes = [Point(f"c{n}", "change", f"Change {n}") for n in range(9)]
    found = plan(changes)
    assert (len(found.points), found.left_out) == (6, {"change": 3})
    assert [one.key for one in found.without(["c0"]).points] == ["c1", "c2", "c3", "c4", "c5"]


def test_a_long_text_is_cut_to_what_the_agenda_takes():
    assert len(cut("x" * 900)) == 500
    assert cut(" a\n b ") == "a b"
