"""One whole save is taken back as one new change; what that would destroy is said, and refused."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.utils import timezone

from common.history import bulk
from common.history.undoing import CannotUndo, What, plan_undo, undo
from overview.actions.closing import close_department
from overview.models import Reorganisation
from tests.factories.accounts import UserFactory
from tests.factories.units import FormerCodeFactory, ObligationFactory, UnitFactory, UnitObligationFactory
from units.models import FormerCode, Obligation, Stewardship, Unit, UnitObligation

pytestmark = pytest.mark.django_db
MODELS = (Unit, FormerCode, Stewardship, Obligation, UnitObligation, Reorganisation)


def rows() -> dict:
    """Every row of the tables, as the database has it; only the count of saves may differ."""
    found = {}
    with connection.cursor() as cursor:
        for model in MODELS:
            table = model._meta.db_table
            cursor.execute(f"SELECT id, (to_jsonb(t) - 'revision')::text FROM \"{table}\" t")
            found |= {(table, pk): json.loads(text) for pk, text in cursor.fetchall()}
    return found


def versions_of(group) -> list:
    return [
        (model.__name__, version.history_type, version.history_label)
        for model in MODELS
        for version in model.history.filter(history_group=group).order_by("history_id")
    ]


def test_a_changed_object_gets_all_its_values_back(save, by):
    unit = UnitFactory(complete=True, risky=True, pinned_headcount=True)
    before = rows()
    with save() as done:
        unit.name, unit.exposure, unit.headcount, unit.pinned, unit.sources = "Other", 1, None, [], {}
        unit.save()
    group = undo(done.group, by=by, reason="That was a mistake")
    assert rows() == before
    version = Unit.history.get(history_group=group)
    assert (version.history_actor, version.history_change_reason) == ("Ana", "That was a mistake")
    assert version.history_changes["name"] == ["Other", unit.history.last().name]
    assert version.history_changes["risk_level"] == ["Very low", "Low"]


def test_the_count_of_saves_goes_on_so_that_an_open_form_is_stale(save, by):
    unit = UnitFactory()
    with save() as done:
        unit.name = "Other"
        unit.save()
    with save() as gone:
        unit.delete()
    undo(gone.group, by=by, reason="No")
    assert Unit.objects.get().revision == 3
    assert plan_undo(done.group).later != []


def test_what_was_made_is_removed_and_what_was_removed_is_there_again_with_its_id(save, by):
    obligation = ObligationFactory(name="GDPR")
    binding = UnitObligationFactory(obligation=obligation, unit__name="Payroll", note="Pay slips")
    former = FormerCodeFactory(unit=binding.unit)
    before = rows()
    with save() as done:
        binding.delete()
        obligation.delete()
        former.delete()
        binding.unit.delete()
        FormerCodeFactory(unit__name="New", code="OLD")
    assert len(plan_undo(done.group).of(What.RECREATE)) == 4
    group = undo(done.group, by=by, reason="Wrong file")
    assert rows() == before
    assert sorted(versions_of(group)) == [
        ("FormerCode", "+", str(former)),
        ("FormerCode", "-", "New was OLD"),
        ("Obligation", "+", "GDPR"),
        ("Unit", "+", "Payroll"),
        ("Unit", "-", "New"),
        ("UnitObligation", "+", "GDPR binds Payroll"),
    ]
    again = UnitObligation.history.get(history_group=group)
    assert again.history_labels == {"obligation": "GDPR", "unit": "Payroll"}


def test_a_tree_made_at_once_goes_and_comes_back_at_once(save, by):
    with save() as done:
        top = UnitFactory(name="Top")
        UnitFactory(name="Low", parent=UnitFactory(name="Middle", parent=top))
    full = rows()
    gone = undo(done.group, by=by, reason="Not yet")
    assert rows() == {}
    back = undo(gone, by=by, reason="After all")
    assert rows() == full
    assert Unit.history.get(history_group=back, name="Low").history_labels["parent"] == "Middle"


def test_values_that_only_one_may_have_can_go_back_to_whom_they_belonged(save, by):
    unit, other = UnitFactory(code="A"), UnitFactory(code="B")
    before = rows()
    with save() as done:
        unit.code = "A-OLD"
        unit.save()
        UnitFactory(code="A")
        other.delete()
        UnitFactory(code="B")
    undo(done.group, by=by, reason="Codes stay")
    assert rows() == before


@pytest.mark.parametrize("unlucky", [False, True])
def test_a_value_that_went_from_hand_to_hand_goes_back_the_same_way(save, by, unlucky, monkeypatch):
    """Also where the database would write the rows of one statement in an order that meets a value still in use."""
    units = [UnitFactory(code=code) for code in "ABCD"]
    update = bulk.update
    if unlucky:
        monkeypatch.setattr(bulk, "update", lambda objs, names: update([*reversed(objs)], names))
    before = rows()
    with save() as done:
        for unit, code in zip(reversed(units), "EDCB", strict=True):
            unit.code = code
            unit.save()
    group = undo(done.group, by=by, reason="Codes stay")
    assert rows() == before
    assert Unit.history.filter(history_group=group).count() == 4


def test_closing_a_department_with_its_successor_is_undone(by):
    unit, heir = UnitFactory(name="Old"), UnitFactory(name="Heir")
    UnitFactory(parent=unit, name="Part")
    before = rows()
    now = timezone.now()
    close_department(
        unit, closed_on=now.date(), successors=[heir], parts_to_successor=True,
        by=by, at=now, today=now.date(), reason="Merged",
    )  # fmt: skip
    group = Reorganisation.history.get().history_group
    assert rows() != before
    undone = undo(group, by=by, reason="The board changed its mind")
    assert rows() == before
    moved = Unit.history.get(history_group=undone, name="Part")
    assert moved.history_changes["parent"] == ["Heir", "Old"]


def test_an_object_written_twice_in_a_save_goes_back_to_before_the_first(save, by):
    unit = UnitFactory(name="First")
    with save() as done:
        for name in ("Second", "Third"):
            unit.name = name
            unit.save()
        brief = UnitFactory()
        brief.delete()
    assert [step.label for step in plan_undo(done.group).objects] == ["Third"]
    undo(done.group, by=by, reason="No")
    assert [unit.name for unit in Unit.objects.all()] == ["First"]


def test_a_save_nobody_made_is_not_undone(by):
    with pytest.raises(CannotUndo, match="nothing to undo"):
        undo(uuid.uuid4(), by=by, reason="No")


def test_who_may_sign_in_is_never_undone(save, by):
    user = UserFactory(head=True)
    with save() as done:
        user.is_active = False
        user.save()
    with pytest.raises(CannotUndo, match="never by undoing"):
        undo(done.group, by=by, reason="No")
    user.refresh_from_db()
    assert not user.is_active


def test_the_number_of_questions_does_not_grow_with_the_rows(save, by, count_queries):
    def questions(number: int) -> int:
        changed = [UnitFactory(parent=UnitFactory()) for _ in range(number)]
        removed = [UnitObligationFactory() for _ in range(number)]
        before = rows()
        with save() as done:
            for unit in changed:
                unit.headcount, unit.parent = 7, None
            Unit.objects.bulk_update_with_history(changed)
            Unit.objects.bulk_create_with_history([Unit(code=f"N{n}", name=f"N{n}") for n in range(number)])
            for row in removed:
                row.delete()
        with count_queries() as seen:
            undo(done.group, by=by, reason="No")
        assert rows() == before
        return len(seen)

    assert questions(40) == questions(2)


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_of_the_caller_it_is_all_or_nothing(save, by):
    unit = UnitFactory(code="A", name="Payroll")
    with save() as done:
        unit.name = "Other"
        unit.save()
    group = undo(done.group, by=by, reason="No")
    assert Unit.objects.get().name == "Payroll"
    assert Unit.history.filter(history_group=group).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_undo_the_same_save_at_once_one_is_refused(save, by):
    units = [UnitFactory(name=f"Unit {n}") for n in range(3)]
    with save() as done:
        units[0].name = "Other"
        units[0].save()
        units[1].delete()
        UnitFactory(name="New")

    def attempt(_):
        try:
            return bool(undo(done.group, by=by, reason="No"))
        except CannotUndo:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, range(4))) == [False, False, False, True]
    assert sorted(Unit.objects.values_list("name", flat=True)) == ["Unit 0", "Unit 1", "Unit 2"]
