"""Closures, circles and single points of failure, held against another implementation and against their laws."""

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.graph import HOLDS, Graph, Link

UNITS = st.integers(1, 12)
LINKS = st.lists(st.builds(Link, UNITS, UNITS, st.none() | st.integers(1, 5)), max_size=40)


def drawn(links, *, least=1) -> networkx.DiGraph:
    """Provider → consumer, the strongest link between two, as another library has it."""
    graph = networkx.DiGraph()
    for link in links:
        if link.consumer == link.provider:
            continue
        graph.add_nodes_from((link.consumer, link.provider))
        known = graph.get_edge_data(link.provider, link.consumer)
        if link.weight >= least and (known is None or known["weight"] < link.weight):
            graph.add_edge(link.provider, link.consumer, weight=link.weight, holds=link.holds)
    return graph


@given(LINKS, UNITS)
def test_who_is_hit_is_what_another_library_reaches(links, start):
    other = drawn(links)
    expected = networkx.descendants(other, start) if start in other else set()
    assert Graph(links).hit_by(start).keys() == expected


@given(LINKS, UNITS)
def test_steps_and_hours_are_the_shortest_of_another_library(links, start):
    other, found = drawn(links), Graph(links).hit_by(start)
    if start not in other:
        assert not found
        return
    steps = networkx.single_source_shortest_path_length(other, start)
    hours = networkx.single_source_dijkstra_path_length(other, start, weight="holds")
    assert {unit: reached.steps for unit, reached in found.items()} == {
        unit: far for unit, far in steps.items() if unit != start
    }
    assert {unit: reached.after for unit, reached in found.items()} == {
        unit: after for unit, after in hours.items() if unit != start
    }


@given(LINKS, UNITS)
def test_strength_is_the_largest_at_which_a_way_remains(links, start):
    found = Graph(links).hit_by(start)
    for unit, reached in found.items():
        ways = [
            least
            for least in HOLDS
            if start in (other := drawn(links, least=least)) and networkx.has_path(other, start, unit)
        ]
        assert reached.strength == max(ways)


@given(LINKS, UNITS)
def test_leaning_on_is_being_hit_the_other_way_round(links, start):
    turned = [Link(link.provider, link.consumer, link.criticality) for link in links]
    back, there = Graph(links).leans_on(start), Graph(turned).hit_by(start)
    assert {u: (r.steps, r.after, r.strength) for u, r in back.items()} == {
        u: (r.steps, r.after, r.strength) for u, r in there.items()
    }


@given(LINKS, UNITS)
def test_whoever_is_hit_by_one_that_is_hit_is_hit(links, start):
    graph = Graph(links)
    hit = set(graph.hit_by(start))
    for unit in hit:
        assert set(graph.hit_by(unit)) - {start} <= hit


@given(LINKS, LINKS, UNITS)
def test_another_dependency_never_spares_anybody(links, more, start):
    before, after = Graph(links).hit_by(start), Graph([*links, *more]).hit_by(start)
    assert before.keys() <= after.keys()
    for unit, reached in before.items():
        assert after[unit].after <= reached.after
        assert after[unit].strength >= reached.strength


@given(LINKS, st.integers(1, 5))
def test_circles_are_the_strong_components_of_another_library(links, least):
    found = {frozenset(group) for group in Graph(links).circles(least=least)}
    other = networkx.strongly_connected_components(drawn(links, least=least))
    assert found == {frozenset(group) for group in other if len(group) > 1}


@given(LINKS, st.integers(1, 5))
def test_bridges_are_the_articulation_points_of_another_library(links, least):
    expected = set(networkx.articulation_points(drawn(links, least=least).to_undirected()))
    assert Graph(links).bridges(least=least) == expected


def test_it_is_felt_by_the_link_that_holds_shortest():
    graph = Graph([Link(2, 1, 4), Link(3, 2, 5), Link(3, 1, 2)])
    reached = graph.hit_by(1)[3]
    assert (reached.steps, reached.after, reached.strength) == (1, 4, 4)
    assert reached.via == Link(3, 2, 5)


def test_a_criticality_nobody_gave_counts_as_the_middle():
    assert Graph([Link(2, 1)]).hit_by(1)[2].after == HOLDS[3]


def test_a_unit_that_needs_itself_is_no_circle():
    graph = Graph([Link(1, 1, 5)])
    assert graph.circles() == []
    assert graph.hit_by(1) == {}


def test_consumers_are_counted_once_however_many_things_they_need():
    graph = Graph([Link(2, 1, 5), Link(2, 1, 4), Link(3, 1, 2)])
    assert graph.consumers() == {1: 2}
    assert graph.consumers(least=4) == {1: 1}


@pytest.mark.parametrize("unit", [1, 99])
def test_a_unit_nobody_needs_hits_nobody(unit):
    assert Graph([Link(1, 2, 5)]).hit_by(unit) == {}
