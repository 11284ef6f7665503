"""The tree of units: ancestors, what lies below, and circles that never close."""

import threading

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from common.history import recording
from tests.factories.accounts import UserFactory
from tests.factories.units import StewardshipFactory, UnitFactory
from units import tree
from units.models import Unit
from units.tree import circles


class TestCirclesOfAWholeFile:
    def test_none_in_a_tree(self):
        assert circles({"a": None, "b": "a", "c": "b", "d": "a"}) == []

    def test_a_parent_that_is_not_in_the_file_ends_the_way(self):
        assert circles({"a": "elsewhere", "b": "a"}) == []

    def test_one_under_itself(self):
        assert circles({"a": "a"}) == [["a"]]

    def test_two_under_each_other(self):
        assert circles({"a": "b", "b": "a"}) == [["a", "b"]]

    def test_what_hangs_on_a_circle_is_no_part_of_it(self):
        assert circles({"tail": "a", "a": "b", "b": "c", "c": "a"}) == [["a", "b", "c"]]

    def test_several(self):
        assert circles({"a": "b", "b": "a", "c": "d", "d": "c", "e": None}) == [["a", "b"], ["c", "d"]]

    NODES = st.sampled_from("abcdefgh")

    @given(st.dictionaries(NODES, st.none() | NODES))
    def test_each_circle_closes_and_is_told_once(self, parents):
        found = circles(parents)
        for circle in found:
            for node, parent in zip(circle, [*circle[1:], circle[0]], strict=True):
                assert parents[node] == parent
        told = [node for circle in found for node in circle]
        assert len(told) == len(set(told))

    @given(st.dictionaries(NODES, st.none() | NODES))
    def test_no_circle_is_overlooked(self, parents):
        told = {node for circle in circles(parents) for node in circle}
        for start in parents:
            node = parents[start]
            for _ in parents:
                if node == start:
                    break
                node = parents.get(node)
            assert (start in told) == (node == start)

    def test_a_long_chain_is_walked_without_recursion(self):
        assert circles({n: n + 1 for n in range(50_000)}) == []


def branch(*names):
    """Units each below the one before."""
    units = []
    for name in names:
        units.append(UnitFactory(code=name, name=name.title(), parent=units[-1] if units else None))
    return units


@pytest.mark.django_db
class TestAncestors:
    def test_the_topmost_comes_first(self):
        top, middle, leaf = branch("top", "middle", "leaf")
        assert tree.ancestors([leaf.pk])[leaf.pk] == [(top.pk, "top", "Top"), (middle.pk, "middle", "Middle")]

    def test_many_in_one_query(self, count_queries):
        units = [branch(f"a{n}", f"b{n}")[1] for n in range(5)]
        with count_queries() as seen:
            found = tree.ancestors([unit.pk for unit in units])
        assert len(seen) == 1
        assert [found[unit.pk][0][1] for unit in units] == [f"a{n}" for n in range(5)]

    def test_one_without_a_parent_has_none(self):
        assert tree.ancestors([UnitFactory().pk]) == {}
        assert tree.ancestors([]) == {}

    def test_links_lead_from_each_unit_up_to_the_top_and_are_told_once(self, count_queries):
        top, middle, leaf = branch("top", "middle", "leaf")
        other = UnitFactory(code="other", parent=middle)
        UnitFactory(code="unasked", parent=top)
        with count_queries() as seen:
            found = tree.links_above([leaf.pk, other.pk])
        assert len(seen) == 1
        assert sorted(found) == sorted(
            [
                (top.pk, None, "top"),
                (middle.pk, top.pk, "middle"),
                (leaf.pk, middle.pk, "leaf"),
                (other.pk, middle.pk, "other"),
            ]
        )


@pytest.mark.django_db
class TestBelow:
    def test_the_unit_and_everything_under_it(self):
        _, middle, leaf = branch("top", "middle", "leaf")
        twig = UnitFactory(parent=middle)
        UnitFactory()
        assert set(Unit.objects.below(middle.pk)) == {middle, leaf, twig}

    def test_below_nothing_is_nothing(self):
        UnitFactory()
        assert list(Unit.objects.below(0)) == []


@pytest.mark.django_db
class TestWouldCircle:
    def test_under_itself_or_below_itself(self):
        top, middle, leaf = branch("top", "middle", "leaf")
        assert tree.would_circle(top.pk, top.pk)
        assert tree.would_circle(top.pk, leaf.pk)
        assert tree.would_circle(middle.pk, leaf.pk)

    def test_up_or_aside_is_free(self):
        top, middle, leaf = branch("top", "middle", "leaf")
        assert not tree.would_circle(leaf.pk, top.pk)
        assert not tree.would_circle(leaf.pk, middle.pk)
        assert not tree.would_circle(top.pk, UnitFactory().pk)

    @pytest.mark.parametrize("moves", [[("b", "a"), ("c", "b"), ("a", "c")], [("a", "b"), ("b", "a")]])
    def test_the_last_of_a_row_of_moves_is_the_one_refused(self, moves):
        units = {code: UnitFactory(code=code) for code in "abc"}
        for code, parent in moves[:-1]:
            assert not tree.would_circle(units[code].pk, units[parent].pk)
            units[code].parent = units[parent]
            save(units[code])
        code, parent = moves[-1]
        assert tree.would_circle(units[code].pk, units[parent].pk)


def save(unit):
    with recording(actor="Test", reason="Move"):
        unit.save()


@pytest.mark.django_db
def test_questions_to_the_tree_read_rows_by_index_and_end_also_where_rows_circle():
    """No row can circle through the product; a damaged table must still not hang a page."""
    a, b = branch("a", "b")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE units_unit SET parent_id = %s WHERE id = %s", [b.pk, a.pk])
        cursor.execute("SET LOCAL statement_timeout = '5s'")
    assert set(Unit.objects.below(a.pk)) == {a, b}
    assert len(tree.links_above([a.pk])) == 2
    assert tree.ancestors([a.pk])[a.pk]
    head = UserFactory(head=True)
    StewardshipFactory(unit=a, user=head)
    assert set(Unit.objects.visible_to(head)) == {a, b}


@pytest.mark.django_db(transaction=True)
def test_only_one_transaction_at_a_time_changes_the_shape():
    order, holds, done = [], threading.Event(), []

    def first():
        with transaction.atomic():
            tree.lock()
            holds.set()
            threading.Event().wait(0.3)
            order.append("first")
        connection.close()

    def second():
        holds.wait(5)
        with transaction.atomic():
            tree.lock()
            order.append("second")
        connection.close()
        done.append(True)

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert done
    assert order == ["first", "second"]
