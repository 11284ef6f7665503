"""What a record asks for and what is missing: said of one unit and asked of all, both ways the same."""

import random

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.contacts import (
    AssetOwnerFactory,
    AssignmentFactory,
    ContactFactory,
    ProcessOwnerFactory,
)
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    ImpactFactory,
    ProcessFactory,
    StewardshipFactory,
    UnitFactory,
    UnitObligationFactory,
)
from units.choices import ImpactCategory
from units.completeness import completeness_of, incomplete, known_facts
from units.depth import ASKS
from units.models import Unit
from units.records import asked, facts_held

pytestmark = pytest.mark.django_db


ROWS = (
    lambda unit: StewardshipFactory(unit=unit, user=UserFactory(head=True)),
    lambda unit: UnitObligationFactory(unit=unit),
    lambda unit: AssignmentFactory(unit=unit, code="head"),
    lambda unit: AssignmentFactory(unit=unit, code="deputy"),
    lambda unit: AssignmentFactory(unit=unit, code="incident_contact"),
    lambda unit: AssignmentFactory(unit=unit, code="ambassador"),
    lambda unit: [AssetOwnerFactory(unit=unit, asset=AssetFactory(unit=unit, crown=True)) for _ in range(3)],
    lambda unit: DependencyFactory.create_batch(3, consumer=unit),
    lambda unit: graded(
        ProcessOwnerFactory(unit=unit, process=ProcessFactory(unit=unit, timed=True)).process
    ),
)


def filled(unit: Unit, but=None) -> Unit:
    """Everything a full record asks for that is rows of other tables, but one."""
    for rows in ROWS:
        if rows is not but:
            rows(unit)
    return unit


def graded(process) -> None:
    for category in ImpactCategory.values:
        ImpactFactory(process=process, category=category)


def missing(unit: Unit, hidden=frozenset()) -> set[str]:
    found = Unit.objects.annotate(facts=known_facts()).get(pk=unit.pk)
    return {ask.key for ask in completeness_of(found, known=found.facts, hidden=hidden).missing}


def test_somebody_who_may_act_for_the_unit_above_may_act_for_this_one_too():
    top, other = UnitFactory(code="TOP"), UnitFactory(code="OTHER")
    middle = UnitFactory(code="MID", parent=top)
    below = UnitFactory(code="LOW", parent=middle)
    StewardshipFactory(unit=middle, user=UserFactory(head=True))
    assert [("stewards" in missing(unit)) for unit in (top, middle, below, other)] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("hidden", [frozenset(), frozenset({"strategic_importance", "depth"})])
@pytest.mark.parametrize("depth", ["", "light", "standard", "full"])
def test_the_filter_finds_exactly_the_units_that_lack_something(depth, hidden):
    whole = {
        "depth_choice": depth, "complete": True, "annual_revenue": 1, "opened_on": "2001-01-01",
        "purpose": "Sell", "risk_appetite": "open", "work_mode": "remote", "security_view": "Fine", "owned": True,
    }  # fmt: skip
    complete = filled(UnitFactory(code="ALL", **whole))
    units = [complete, UnitFactory(code="NONE", depth_choice=depth)]
    for field, nothing in (
        ("purpose", ""),
        ("headcount", None),
        ("exposure", None),
        ("annual_revenue", None),
    ):
        units.append(filled(UnitFactory(code=f"NO-{field}", **{**whole, field: nothing})))
    for number, rows in enumerate(ROWS):
        units.append(filled(UnitFactory(code=f"LESS-{number}", **whole), but=rows))
    ours = Unit.objects.filter(pk__in=[unit.pk for unit in units])
    found = set(ours.filter(incomplete(hidden)).values_list("code", flat=True))
    assert found == {unit.code for unit in units if missing(unit, hidden)}
    assert "ALL" not in found


def test_the_people_of_the_unit_above_answer_where_there_is_nobody():
    top = UnitFactory(code="TOP")
    middle, other = UnitFactory(code="MID", parent=top), UnitFactory(code="OTHER")
    AssignmentFactory(unit=top, code="incident_contact")
    for unit in (top, middle):
        assert "incident_contact" not in missing(unit)
    assert "incident_contact" in missing(other)


@pytest.mark.parametrize("held", [{"ended": True}, {"contact__left": True}])
def test_whoever_is_gone_is_nobody(held):
    unit = UnitFactory()
    AssignmentFactory(unit=unit, **held)
    assert "head" in missing(unit)


def test_the_head_of_one_process_is_not_the_head_of_the_department():
    unit = UnitFactory()
    AssignmentFactory(unit=unit, contact=ContactFactory(), process=ProcessFactory(unit=unit))
    assert "head" in missing(unit)


def test_the_same_department_needed_twice_is_one():
    unit, mail = UnitFactory(), UnitFactory()
    DependencyFactory(consumer=unit, provider=mail, flows="Mail")
    DependencyFactory(consumer=unit, provider=mail, flows="Calendars")
    DependencyFactory(consumer=unit, in_words=True)
    assert "needs" in missing(unit)
    DependencyFactory(consumer=unit)
    assert "needs" not in missing(unit)


def test_one_process_without_its_times_is_not_all_of_them():
    unit = UnitFactory(standard=True)
    ProcessFactory(unit=unit, timed=True)
    assert "processes" not in missing(unit)
    ProcessFactory(unit=unit)
    assert "processes" in missing(unit)


PEOPLE = {"head", "deputy", "incident_contact", "ambassador", "stewards"}
ALL_BUT_PEOPLE = frozenset({ask.key for ask in ASKS} - PEOPLE)


@pytest.mark.parametrize("seed", range(4))
def test_page_filter_and_board_say_the_same_of_any_tree(seed):
    chance = random.Random(seed)
    units = [UnitFactory(depth_choice=chance.choice(["", "standard"]))]
    for _ in range(24):
        partner = {"external_partner": True} if chance.random() < 0.2 else {}
        units.append(
            UnitFactory(
                parent=chance.choice([None, *units]), depth_choice=chance.choice(["", "standard"]), **partner
            )
        )
    for unit in units:
        for code in PEOPLE - {"stewards"}:
            if chance.random() < 0.4:
                AssignmentFactory(unit=unit, code=code, contact__left=chance.random() < 0.2)
        if chance.random() < 0.2:
            StewardshipFactory(unit=unit)
    lacking = {unit.pk: missing(unit, ALL_BUT_PEOPLE) for unit in units}
    found = Unit.objects.filter(incomplete(ALL_BUT_PEOPLE), pk__in=lacking).values_list("pk", flat=True)
    assert set(found) == {pk for pk, keys in lacking.items() if keys}
    held = facts_held()
    for unit in Unit.objects.filter(pk__in=lacking):
        assert lacking[unit.pk] == {key for key in asked(unit.depth) & PEOPLE if key not in held[unit.pk]}
