"""Each kind of sheet tells apart what it is about: the same twice in a file, codes of before, and what fits several."""

import pytest

from contacts.sheets.kind import PEOPLE
from overview.successions.kind import SUCCESSION_SHEET
from tests.factories.contacts import ContactFactory
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    FormerCodeFactory,
    ProcessFactory,
    UnitFactory,
)
from units.sheets.assets import ASSET_SHEET
from units.sheets.dependencies import DEPENDENCY_SHEET
from units.sheets.kind import UNITS
from units.sheets.processes import PROCESS_SHEET

pytestmark = pytest.mark.django_db


def reasons(plan):
    return [problem.reason for problem in plan.problems]


@pytest.fixture
def renamed(cast):
    """A department that files also know by the code it had."""
    unit = UnitFactory(code="NOW", name="Now")
    FormerCodeFactory(unit=unit, code="BEFORE")
    return unit


TWICE = [
    (UNITS, "code,name\nNOW,Now\nnow,Now\n", "Line 2 has the same code"),
    (UNITS, "code,name\nNOW,Now\nBEFORE,Now\n", "Line 2 is about the same department, under its code “NOW”"),
    (UNITS, "code,name\nX,Ex\nx,Ex\n", "Line 2 has the same code"),
    (PEOPLE, "name,email\nAna,a@example.org\nAnna,A@example.org\n", "Line 2 is about the same person"),
    (PEOPLE, "name,home_unit\nAna,NOW\nana,BEFORE\n", "Line 2 is about the same person"),
    (ASSET_SHEET, "unit,name\nNOW,Mail\nbefore,mail\n", "Line 2 is about the same asset"),
    (PROCESS_SHEET, "unit,name,rto\nNOW,Pay,4 h\nBEFORE,pay,8 h\n", "for the same process"),
    (DEPENDENCY_SHEET, "consumer,provider\nNOW,OWN\nBEFORE,own\n", "Line 2 is about the same dependency"),
    (SUCCESSION_SHEET, "code,successors\nNOW,OWN\nBEFORE,OWN\n", "Line 2 tells of the same succession"),
]


@pytest.mark.parametrize(("kind", "table", "sentence"), TWICE)
def test_a_line_about_the_same_as_an_earlier_one_is_wrong_and_names_it(
    renamed, plan_of, kind, table, sentence
):
    found = plan_of(table, kind=kind)
    assert [reason for reason in reasons(found) if sentence in reason] != []
    assert {problem.line for problem in found.problems} == {3}


BY_FORMER_CODE = [
    (UNITS, "code,headcount\nBEFORE,77\n"),
    (PEOPLE, "name,home_unit,title\nAna,BEFORE,Clerk\n"),
    (ASSET_SHEET, "unit,name,description\nBEFORE,Mail,Letters\n"),
    (PROCESS_SHEET, "unit,name,rto\nBEFORE,Pay,4 h\n"),
    (DEPENDENCY_SHEET, "consumer,provider,fallback\nBEFORE,OWN,Paper\n"),
]


@pytest.mark.parametrize(("kind", "table"), BY_FORMER_CODE)
def test_a_code_of_before_finds_what_is_there(cast, renamed, plan_of, kind, table):
    ContactFactory(name="Ana", home_unit=renamed, email="", personnel_number="")
    AssetFactory(unit=renamed, name="Mail")
    ProcessFactory(unit=renamed, name="Pay")
    DependencyFactory(consumer=renamed, provider=cast.unit)
    found = plan_of(table, kind=kind)
    assert reasons(found) == []
    assert (len(found.created), len(found.changed)) == (0, 1)


def test_several_in_the_database_that_fit_are_never_guessed_among(cast, renamed, plan_of):
    for number in ("1", "2"):
        ContactFactory(name="Ana", home_unit=renamed, email="", personnel_number=number)
    assert (
        "2 people in the directory fit this" in reasons(plan_of("name,home_unit\nAna,NOW\n", kind=PEOPLE))[0]
    )
    for flows in ("Mail", "Money"):
        DependencyFactory(consumer=renamed, provider=cast.unit, flows=flows)
    found = plan_of("consumer,provider,fallback\nNOW,OWN,Paper\n", kind=DEPENDENCY_SHEET)
    assert "has 2 such dependencies" in reasons(found)[0]


def test_what_was_pinned_by_hand_stays_also_where_it_is_found_by_a_code_of_before(renamed, plan_of):
    pinned = UnitFactory(code="PIN", pinned_headcount=True)
    FormerCodeFactory(unit=pinned, code="PIN-OLD")
    found = plan_of("code,headcount\nPIN-OLD,38\n")
    assert (len(found.kept), len(found.changed)) == (1, 0)
