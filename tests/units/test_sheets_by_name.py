"""Files that name departments by what they are called: one of that name is found, several are an error."""

import pytest

from contacts.sheets.kind import PEOPLE
from tests.factories.units import UnitFactory
from units.models import Dependency, Unit
from units.sheets.assets import ASSET_SHEET
from units.sheets.dependencies import DEPENDENCY_SHEET

pytestmark = pytest.mark.django_db


def by_name(*plain: str, named: str = "Above", to: str = "parent", **more) -> dict:
    return {"columns": {**{name: name for name in plain}, named: {"to": to, "by": "name", **more}}}


PARENT = by_name("code", "name")


def problems(plan) -> list[tuple]:
    return [(problem.line, problem.column, problem.value, problem.reason) for problem in plan.problems]


def test_a_parent_is_found_by_its_name_in_the_inventory_and_in_the_file(bring):
    fin = UnitFactory(code="FIN", name="Finance")
    bring("code,name,Above\nPAY,Payroll,Ledgers\nLED,Ledgers, finance \nTOP,Top,\n", mapping=PARENT)
    assert Unit.objects.get(code="LED").parent == fin
    assert Unit.objects.get(code="PAY").parent.code == "LED"
    assert Unit.objects.get(code="TOP").parent is None


def test_a_name_that_several_have_is_an_error_that_lists_them(plan_of):
    UnitFactory(code="FIN", name="Finance")
    UnitFactory(code="FIN-OLD", name="FINANCE", closed=True)
    plan = plan_of("code,name,Above\nFRESH,Finance,\nPAY,Payroll,Finance\n", mapping=PARENT)
    reason = "3 departments are called so: FRESH (line 2), FIN, FIN-OLD (closed). Use their codes."
    assert problems(plan) == [(3, "Above", "Finance", reason)]


def test_a_row_is_not_taken_for_its_own_parent_where_another_has_the_name(bring):
    bring("code,name,Above\nA,Education,\nA-0,Education,Education\n", mapping=PARENT)
    assert Unit.objects.get(code="A-0").parent.code == "A"


def test_a_unit_that_the_file_gives_a_new_name_is_found_by_both(bring):
    UnitFactory(code="FIN", name="Finance")
    bring("code,name,Above\nFIN,Treasury,\nA,Ay,Finance\nB,Be,Treasury\n", mapping=PARENT)
    assert {unit.parent.code for unit in Unit.objects.filter(code__in="AB")} == {"FIN"}


def test_a_name_nobody_has_is_an_error_or_left_empty_as_the_mapping_says(plan_of, bring):
    text = "code,name,Above\nPAY,Payroll,Attic\n"
    reason = "No department is called so, neither in the file nor in the inventory."
    assert problems(plan_of(text, mapping=PARENT)) == [(2, "Above", "Attic", reason)]
    bring(text, mapping=by_name("code", "name", unknown="empty"))
    assert Unit.objects.get(code="PAY").parent is None


def test_a_code_is_no_name(plan_of):
    UnitFactory(code="HR", name="Human resources")
    assert len(plan_of("code,name,Above\nA,Ay,HR\n", mapping=PARENT).problems) == 1


def test_only_those_that_one_may_see_are_found(plan_of, cast):
    UnitFactory(code="FIN", name="Finance")
    plan = plan_of("code,name,Above\nA,Ay,Finance\n", mapping=PARENT, by=cast.outsider)
    assert len(plan.problems) == 1


def test_what_departments_have_names_them_too(plan_of):
    UnitFactory(code="FIN", name="Finance")
    mapping = by_name("name", named="Department", to="unit")
    plan = plan_of("Department,name\nFinance,Ledger\nAttic,Box\n", kind=ASSET_SHEET, mapping=mapping)
    assert [row.key for row in plan.created] == ["FIN"]
    assert problems(plan) == [(3, "Department", "Attic", "No department is called so.")]


def test_a_provider_nobody_is_called_like_may_be_kept_as_words(bring, plan_of):
    UnitFactory(code="FIN", name="Finance")
    UnitFactory(code="IT", name="Computing")
    both = {"Who": {"to": "consumer", "by": "name"}}
    text = "Who,What\nFinance,Computing\nFinance,Cleaners Ltd\n"
    mapping = {"columns": both | {"What": {"to": "provider", "by": "name", "unknown": "empty"}}}
    plan = plan_of(text, kind=DEPENDENCY_SHEET, mapping=mapping)
    assert [doubt.line for doubt in plan.doubts] == [3]
    bring(text, kind=DEPENDENCY_SHEET, mapping=mapping)
    assert Dependency.objects.get(provider__code="IT").consumer.code == "FIN"
    assert Dependency.objects.get(provider=None).provider_named == "Cleaners Ltd"
    strict = {"columns": both | {"What": {"to": "provider", "by": "name"}}}
    assert [line for line, *_ in problems(plan_of(text, kind=DEPENDENCY_SHEET, mapping=strict))] == [3]


def test_people_belong_to_a_department_of_that_name(plan_of):
    UnitFactory(code="FIN", name="Finance")
    UnitFactory(code="FIN-2", name="Finance")
    UnitFactory(code="IT", name="Computing")
    mapping = by_name("name", named="Where", to="home_unit")
    plan = plan_of("name,Where\nAna,Computing\nBea,Finance\n", kind=PEOPLE, mapping=mapping)
    assert [row.line for row in plan.created if row.subject.home_unit] == [2]
    assert [problem[0] for problem in problems(plan)] == [3]


def test_files_of_our_own_ask_nothing_about_names(plan_of, count_queries):
    plan_of("code,name,parent\nA,Ay,\n")
    with count_queries() as plain:
        plan_of("code,name,parent\nA,Ay,\n")
    with count_queries() as named:
        plan_of("code,name,Above\nA,Ay,Bee\nB,Bee,\n", mapping=PARENT)
    assert len(named) <= len(plain) + 3


def test_a_long_file_is_judged_in_pieces_and_names_are_found_in_all_of_it(bring, plan_of, monkeypatch):
    monkeypatch.setattr("common.sheets.plan.SIZE", 2)
    lines = ["U0,Unit 0,", *(f"U{number},Unit {number},Unit {number + 1}" for number in range(1, 9))]
    lines += ["U9,Unit 9,Unit 0", "X,Twin,Unit 3"]
    bring("\n".join(["code,name,Above", *lines]), mapping=PARENT)
    parents = dict(Unit.objects.filter(name__startswith="Unit").values_list("code", "parent__code"))
    assert parents == {"U0": None, "U9": "U0"} | {f"U{number}": f"U{number + 1}" for number in range(1, 9)}
    more = ["Y,Twin,", "Z,Last,Twin"]
    plan = plan_of("\n".join(["code,name,Above", *lines, *more]), mapping=PARENT)
    assert problems(plan) == [
        (14, "Above", "Twin", "2 departments are called so: X, Y (line 13). Use their codes.")
    ]
