"""Writing many at once leaves the same record as writing them one by one, at a fixed number of queries."""

import pytest

from common.history import Unrecorded, bulk, recording
from tests.factories.units import UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db


def versions(unit):
    return Unit.history.filter(id=unit.pk).order_by("history_id")


def make(count):
    return [Unit(code=f"B-{n}", name=f"Bulk {n}", exposure=n % 5 + 1) for n in range(count)]


def test_creating_many_leaves_a_version_each_in_one_save():
    with recording(actor="Import", reason="First export"):
        units = Unit.objects.bulk_create_with_history(make(3))
    rows = Unit.history.all()
    assert {row.id for row in rows} == {unit.pk for unit in units}
    assert {(row.history_type, row.history_actor, row.history_change_reason) for row in rows} == {
        ("+", "Import", "First export")
    }
    assert len({row.history_group for row in rows}) == 1


def test_one_by_one_and_all_at_once_leave_the_same_version():
    with recording(actor="Import", reason="First export"):
        Unit(code="A", name="Alpha", exposure=3, purpose="Pays").save()
        Unit.objects.bulk_create_with_history([Unit(code="B", name="Alpha", exposure=3, purpose="Pays")])
    one, other = Unit.history.order_by("history_id")
    differ = {"id", "code", "words", "history_id", "history_subjects"}
    names = [f.attname for f in Unit.history.model._meta.concrete_fields if f.attname not in differ]
    assert {n: getattr(one, n) for n in names} == {n: getattr(other, n) for n in names}


def test_what_follows_from_others_is_worked_out():
    with recording(actor="Import", reason="First export"):
        Unit.objects.bulk_create_with_history(make(1))
    kept = Unit.objects.get()
    assert kept.words == "b 0 bulk 0"
    assert kept.depth == "light"


def test_changing_many_leaves_a_version_for_those_that_changed():
    same, first, second = UnitFactory(name="Same"), UnitFactory(headcount=1), UnitFactory(name="Old")
    first.headcount, second.name = 2, "New"
    with recording(actor="Import", reason="Second export"):
        changed = Unit.objects.bulk_update_with_history([same, first, second])
    assert changed == [first, second]
    assert versions(same).count() == 1
    assert versions(first).last().history_changes == {"headcount": ["1", "2"]}
    assert versions(second).last().history_changes == {"name": ["Old", "New"]}
    assert list(Unit.objects.order_by("id").values_list("revision", flat=True)) == [1, 2, 2]


def test_changing_nothing_costs_no_query(count_queries):
    units = [UnitFactory() for _ in range(3)]
    with recording(actor="Import", reason="Second export"), count_queries() as seen:
        assert Unit.objects.bulk_update_with_history(units) == []
    assert len(seen) == 0, str(seen)


def test_an_object_written_in_bulk_can_be_changed_again():
    with recording(actor="Import", reason="Export"):
        [unit] = Unit.objects.bulk_create_with_history(make(1))
        unit.name = "Once"
        Unit.objects.bulk_update_with_history([unit])
        unit.name = "Twice"
        unit.save()
        unit.save()
    assert [row.history_changes for row in versions(unit)] == [
        {},
        {"name": ["Bulk 0", "Once"]},
        {"name": ["Once", "Twice"]},
    ]
    assert [row.revision for row in versions(unit)] == [1, 2, 3]


def test_parents_are_kept_by_name_whether_loaded_or_not():
    parent = UnitFactory(name="Above")
    with recording(actor="Import", reason="Export"):
        Unit.objects.bulk_create_with_history(
            [Unit(code="L", name="L", parent=parent), Unit(code="N", name="N", parent_id=parent.pk)]
        )
    assert (
        list(Unit.history.filter(code__in="LN").values_list("history_labels__parent", flat=True))
        == ["Above"] * 2
    )


@pytest.mark.parametrize("count", [1, 40])
def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(count_queries, count):
    with recording(actor="Import", reason="Export"), count_queries() as created:
        units = Unit.objects.bulk_create_with_history(make(count))
    for unit in units:
        unit.headcount = 7
    with recording(actor="Import", reason="Export"), count_queries() as changed:
        Unit.objects.bulk_update_with_history(units)
    assert len(created) == 3, str(created)
    assert len(changed) == 2, str(changed)


def test_rows_beyond_a_batch_are_all_written(monkeypatch):
    monkeypatch.setattr(bulk, "BATCH", 3)
    with recording(actor="Import", reason="Export"):
        units = Unit.objects.bulk_create_with_history(make(7))
        for unit in units:
            unit.headcount = 7
        Unit.objects.bulk_update_with_history(units)
    assert Unit.objects.filter(headcount=7).count() == 7
    assert Unit.history.filter(history_type="~").count() == 7


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_where_nobody_said_why():
    with pytest.raises(Unrecorded):
        Unit.objects.bulk_create_with_history(make(2))
    unit = UnitFactory(name="Before")
    unit.name = "After"
    with pytest.raises(Unrecorded):
        Unit.objects.bulk_update_with_history([unit])
    assert list(Unit.objects.values_list("name", flat=True)) == ["Before"]
    assert Unit.history.count() == 1
