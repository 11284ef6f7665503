"""Who is hit next: how far it reaches for whom, in which order, with whom to call."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from overview.impact.page import impact_of
from overview.impact.reach import felt, wave_of
from tests.factories.contacts import AbsenceFactory, AssignmentFactory, ContactFactory
from tests.factories.units import DependencyFactory, UnitFactory
from tests.fixtures.answers import told
from units.choices import Status

TODAY = timezone.localdate


def needs(consumer, provider, criticality=5, **more):
    return DependencyFactory(consumer=consumer, provider=provider, criticality=criticality, **more)


@pytest.fixture
def chain(db, cast):
    """OWN is needed at once by its neighbour, whose own consumer feels it a day later, and that one's after a week."""
    names = ["Web Shop", "Warehousing", "Plant North"]
    shop, warehouse, plant = (UnitFactory(code=name[:3].upper(), name=name) for name in names)
    needs(shop, cast.unit, 5, fallback="Static pages", flows="Prices")
    needs(warehouse, shop, 3)
    needs(plant, warehouse, 1)
    for unit in (shop, warehouse, plant):
        AssignmentFactory(unit=unit, contact__name=f"Head of {unit.name}", contact__phone="+44 20 7946 0133")
    AssignmentFactory(unit=cast.unit, contact__name="Arvid Lunde")
    return shop, warehouse, plant


def impact(cast, user=None):
    return impact_of(cast.unit, user or cast.ciso, on=TODAY())


def test_those_hit_stand_by_when_they_feel_it(cast, chain):
    found = impact(cast)
    assert [(one.unit.name, one.wave, one.reached.steps) for one in found.hits] == [
        ("Web Shop", "At once", 1), ("Warehousing", "Within 1 day", 2), ("Plant North", "After more than a week", 3),
    ]  # fmt: skip
    assert found.hits[1].via == "Web Shop"
    assert found.hits[0].needs.flows == "Prices"


def test_whom_to_call_begins_with_the_department_itself_and_then_who_answers_for_us(cast, chain):
    calls = impact(cast).calls
    assert [call.name for call in calls.now] == [
        "Arvid Lunde", str(cast.ciso), "Head of Web Shop", "Head of Warehousing",
    ]  # fmt: skip
    assert [call.name for call in calls.later] == ["Head of Plant North"]


def test_nobody_stands_on_the_sheet_twice(cast, chain):
    shop, warehouse, _ = chain
    same = shop.assignments.get().contact
    other = warehouse.assignments.get()
    warehouse_two = UnitFactory(name="Returns")
    needs(warehouse_two, cast.unit, 4)
    AssignmentFactory(unit=warehouse_two, contact=same)
    calls = impact(cast).calls
    assert len({call.key for call in calls.everybody}) == len(calls.everybody)
    assert next(call for call in calls.now if call.key == f"c{same.pk}").also == ["Returns"]
    assert any(call.key == f"c{other.contact_id}" for call in calls.now)


def test_a_department_nobody_is_named_for_is_said_and_not_left_out(cast, chain):
    lone = UnitFactory(name="Lone")
    needs(lone, cast.unit)
    assert [unit.name for unit in impact(cast).calls.silent] == ["Lone"]


def test_closed_departments_are_hit_no_more_and_hit_nobody(cast, chain):
    closed = UnitFactory(name="Closed", status=Status.CLOSED)
    needs(closed, cast.unit)
    assert "Closed" not in {one.unit.name for one in impact(cast).hits}
    assert impact_of(closed, cast.ciso, on=TODAY()).leans == []


def test_two_that_need_one_another_are_named(cast, clients, chain):
    shop, warehouse, _ = chain
    needs(shop, warehouse, 4)
    assert impact(cast).circles == ["Warehousing and Web Shop need one another."]
    assert (
        "Warehousing and Web Shop need one another."
        in told(clients["responder"].get("/units/OWN/impact/")).decode()
    )


def test_what_it_leans_on_is_the_other_direction(cast, chain):
    host = UnitFactory(name="Hosting")
    needs(cast.unit, host, 4)
    assert [(one.unit.name, one.reached.after) for one in impact(cast).leans] == [("Hosting", 4)]


def test_a_head_sees_neighbours_and_nothing_behind_them(cast, clients, chain):
    found = impact(cast, cast.head)
    assert [one.unit.name for one in found.hits] == ["Web Shop"]
    page = told(clients["head"].get("/units/OWN/impact/")).decode()
    assert "Web Shop" in page
    assert "Head of Web Shop" in page
    assert "Warehousing" not in page
    assert "Plant North" not in page


def test_what_lies_behind_a_neighbour_changes_nothing_for_a_head(cast, clients, chain):
    shop, *_ = chain
    before = told(clients["head"].get("/units/OWN/impact/"))
    for number in range(3):
        needs(UnitFactory(name=f"Behind {number}"), shop)
    AbsenceFactory(contact=chain[1].assignments.get().contact)
    assert told(clients["head"].get("/units/OWN/impact/")) == before


def test_whoever_is_on_duty_reads_only_what_a_call_needs(cast, clients, chain):
    page = told(clients["responder"].get("/units/OWN/impact/")).decode()
    assert "Static pages" in page
    for kept in ("Prices", "tested", "not yet confirmed", "severe", "What else is touched"):
        assert kept not in page, kept
    assert "Prices" in told(clients["ciso"].get("/units/OWN/impact/")).decode()


@pytest.mark.parametrize(("reader", "status"), [("outsider", 404), ("head", 200), ("auditor", 200)])
def test_a_foreign_department_is_not_there(clients, cast, reader, status):
    assert clients[reader].get("/units/OWN/impact/").status_code == status


@pytest.mark.parametrize("reader", ["ciso", "responder", "head"])
def test_questions_do_not_grow_with_those_hit(cast, clients, count_queries, chain, reader):
    def asked():
        with count_queries() as seen:
            assert clients[reader].get("/units/OWN/impact/").status_code == 200
        return len(seen)

    def grow(number):
        for step in range(number):
            unit = UnitFactory(parent=cast.unit)
            needs(unit, cast.unit, step % 5 + 1)
            person = AssignmentFactory(unit=unit).contact
            AbsenceFactory(contact=person, cover=ContactFactory())

    grow(2)
    asked()
    one = asked()
    grow(20)
    assert asked() <= one
    assert one <= 22


@given(st.integers(0, 100_000), st.integers(0, 1_000))
def test_more_hours_are_never_felt_sooner(after, more):
    order = [
        "At once",
        "Within 4 hours",
        "Within 1 day",
        "Within 3 days",
        "Within 1 week",
        "After more than a week",
    ]
    assert order.index(wave_of(after)) <= order.index(wave_of(after + more))
    assert felt(after)[1:] == wave_of(after)[1:]


def test_an_old_number_is_marked(cast, clients, chain):
    AssignmentFactory(unit=chain[0], code="incident_contact", contact__name="Sanna Björk",
                      contact__phone_confirmed_on=TODAY() - timedelta(days=430))  # fmt: skip
    assert "number confirmed 14 months ago" in told(clients["responder"].get("/units/OWN/impact/")).decode()
