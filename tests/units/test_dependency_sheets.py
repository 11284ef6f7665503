"""Dependencies from a sheet: told apart by sides, kind and what flows; words only where chosen; unchanged again."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.sheets.writing import csv_pieces
from desk.models import SheetImport
from tests.factories.units import DependencyFactory, FormerCodeFactory, UnitFactory
from tests.house.addresses import address_of
from tests.house.test_permissions import answer, reviewed
from tests.units.test_value_sheet_views import PARTS, page, upload
from units.choices import Classification, DependencyKind
from units.models import Dependency
from units.sheets.columns_dependency import DEPENDENCIES
from units.sheets.dependencies import DEPENDENCY_SHEET, rows_of

pytestmark = pytest.mark.django_db
WORDS = {
    "columns": {"consumer": "consumer", "provider": {"to": "provider", "unknown": "empty"}, "flows": "flows"}
}


@pytest.fixture
def plan(plan_of):
    UnitFactory(code="A", name="Alpha"), UnitFactory(code="B", name="Beta")
    return lambda text, **kwargs: plan_of(text, kind=DEPENDENCY_SHEET, **kwargs)


def told(plan) -> list[tuple]:
    return [(problem.line, problem.column, problem.value) for problem in plan.problems]


def between(consumer: str, provider: str, **values):
    units = {
        unit.code: unit for unit in UnitFactory._meta.model.objects.filter(code__in=(consumer, provider))
    }
    return DependencyFactory(consumer=units[consumer], provider=units[provider], **values)


def exported(by) -> bytes:
    rows = rows_of(Dependency.objects.order_by("pk"), DEPENDENCIES, by=by)
    return b"".join(csv_pieces([column.name for column in DEPENDENCIES], rows))


def test_new_changed_and_unchanged_are_told_apart(plan):
    between("A", "B", flows="Orders", criticality=3)
    between("A", "B", flows="Money", criticality=3)
    found = plan(
        "consumer,provider,kind,flows,criticality\na,b,service,Orders,5\nA,B,service,Money,3\nB,A,people,,2\n"
    )
    assert [[row.subject.flows for row in rows] for rows in (found.changed, found.unchanged, found.created)] == [
        ["Orders"], ["Money"], [""],
    ]  # fmt: skip
    assert found.created[0].name == "Beta needs Alpha"


def test_what_the_file_does_not_name_need_not_be_told_where_one_fits(plan):
    between("A", "B", flows="Orders", criticality=3)
    assert len(plan("consumer,provider,fallback\nA,B,Paper\n").changed) == 1
    between("A", "B", flows="Money")
    found = plan("consumer,provider,fallback\nA,B,Paper\n")
    assert "2 such dependencies" in found.problems[0].reason


def test_the_same_twice_on_itself_and_at_what_is_closed_is_an_error(plan):
    UnitFactory(code="GONE", closed=True)
    found = plan("consumer,provider,flows\nA,B,x\na,b,x\nA,A,x\nA,GONE,x\nGONE,B,x\n")
    assert told(found) == [
        (3, "consumer", "A"),
        (4, "provider", "A"),
        (5, "provider", "GONE"),
        (6, "consumer", "GONE"),
    ]


def test_what_stands_at_a_closed_department_already_may_stay(plan):
    row = between("A", "B", flows="x")
    gone = UnitFactory(code="GONE", closed=True)
    DependencyFactory(consumer=row.consumer, provider=gone, flows="y")
    assert len(plan("consumer,provider,flows\nA,GONE,y\n").unchanged) == 1


def test_an_unknown_code_is_an_error_on_either_side_and_nothing_at_all_is_too(plan):
    found = plan("consumer,provider\nX,B\nA,X\n,B\nA,\n")
    assert told(found) == [
        (2, "consumer", "X"),
        (3, "provider", "X"),
        (4, "consumer", ""),
        (5, "provider", ""),
    ]


def test_it_is_kept_as_words_where_the_person_chooses_so_and_worth_a_look(plan):
    found = plan("consumer,provider,flows\nA,Ligurian Tooling,Moulds\nX,B,x\n", mapping=WORDS)
    assert told(found) == [(3, "consumer", "X")]
    assert found.created[0].subject.provider_named == "Ligurian Tooling"
    assert [(doubt.line, doubt.value) for doubt in found.doubts] == [(2, "Ligurian Tooling")]
    assert "to be settled" in found.doubts[0].reason
    long = plan(f"consumer,provider,flows\nA,{'x' * 301},y\n", mapping=WORDS)
    assert [problem.line for problem in long.problems] == [2]


def test_a_former_code_finds_either_side(plan):
    FormerCodeFactory(unit=UnitFactory(code="NOW"), code="OLD")
    found = plan("consumer,provider\nOLD,A\nA,OLD\n")
    assert [row.subject.provider.code for row in found.created] == ["A", "NOW"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "love"), ("classification", "top"), ("criticality", "6"), ("fallback_tested_on", "yesterday"),
        ("flows", "x" * 301), ("fallback", "x" * 301), ("shared_risk", "x" * 2001), ("provider_named", "x" * 301),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_with_its_line(plan, column, value):
    found = plan(f"consumer,provider,{column}\nA,B,{value}\n")
    assert [(line, header) for line, header, _ in told(found)] == [(2, column)]


def test_another_criticality_asks_both_sides_again(plan, bring, cast):
    now = timezone.now()
    row = between("A", "B", flows="x", criticality=3, consumer_confirmed_at=now, provider_confirmed_at=now)
    assert "confirm it again" in plan_text(plan, "consumer,provider,criticality\nA,B,5\n")
    bring("consumer,provider,criticality\nA,B,5\n", kind=DEPENDENCY_SHEET, by=cast.ciso)
    row.refresh_from_db()
    assert (row.criticality, row.consumer_confirmed_at, row.provider_confirmed_at) == (5, None, None)
    bring("consumer,provider,fallback\nA,B,Paper\n", kind=DEPENDENCY_SHEET, by=cast.ciso)


def plan_text(plan, text: str) -> str:
    return " ".join(doubt.reason for doubt in plan(text).doubts)


def test_a_file_comes_in_as_one_save_and_the_second_time_nothing_happens(bring, cast):
    lines = "".join(
        f"OWN,FOREIGN,data_flow,Flow {n},restricted,5,One risk,Paper,2026-01-31\n" for n in range(50)
    )
    text = (
        "consumer,provider,kind,flows,classification,criticality,shared_risk,fallback,fallback_tested_on\n"
        + lines
    )
    record = bring(text, kind=DEPENDENCY_SHEET, by=cast.admin, reason="From the map")
    versions = Dependency.history.count()
    assert Dependency.history.filter(history_group=record.record_group).count() == versions == 50
    again = bring(text, kind=DEPENDENCY_SHEET, by=cast.admin)
    assert (again.outcome["unchanged"], again.record_group, Dependency.history.count()) == (
        50,
        None,
        versions,
    )


words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.one_of(
                st.sampled_from(["FOREIGN", "PARENT"]).map(lambda code: (code, "")),
                words.map(lambda w: ("", w)),
            ),
            st.sampled_from(DependencyKind.values),
            st.one_of(st.just(""), words),
            st.sampled_from(["", *Classification.values]),
            st.sampled_from([None, 1, 5]),
            st.one_of(st.just(""), words),
            st.one_of(st.none(), st.dates(min_value=timezone.datetime(1950, 1, 1).date())),
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda one: (one[0][0], one[0][1].upper(), one[1], one[2]),
    )
)
def test_whatever_stands_there_comes_back_unchanged(cast, bring, rows):
    units = {"FOREIGN": cast.foreign, "PARENT": cast.parent, "": None}
    with transaction.atomic():
        for (code, named), kind, flows, classification, criticality, text, day in rows:
            DependencyFactory(
                consumer=cast.unit, provider=units[code], provider_named=named, kind=kind, flows=flows,
                classification=classification, criticality=criticality, fallback=text, shared_risk=text,
                fallback_tested_on=day,
            )  # fmt: skip
        record = bring(exported(cast.ciso), kind=DEPENDENCY_SHEET, by=cast.ciso)
        transaction.set_rollback(True)
    assert record.outcome["unchanged"] == len(rows)


def test_each_address_answers_each_role_as_reviewed(clients, sampled):
    for name in (f"dependencies_{part}" for part in PARTS):
        expected = reviewed()[name]
        url = address_of(name, sampled)
        assert {reader: answer(clients[reader], url) for reader in expected} == expected


def test_the_choice_to_keep_words_stands_where_the_columns_are_matched(clients, cast):
    upload(clients["ciso"], "dependencies", "consumer,Provided by\nOWN,Ligurian Tooling\n")
    record = SheetImport.objects.get()
    matched = {"to_0": "consumer", "to_1": "provider"}
    part = {"HX-Request": "true", "HX-Target": "import-columns"}
    address = f"/dependencies/import/{record.pk}/"
    html = page(clients["ciso"].post(address, matched, headers=part))
    assert "A name that nobody has" in html
    assert "is kept as words and listed" in html
    html = page(clients["ciso"].post(address, matched, follow=True))
    assert "No department is called so" in html


def test_the_command_brings_in_a_file(cast, tmp_path, capsys):
    file = tmp_path / "dependencies.csv"
    file.write_text("consumer,provider\nOWN,FOREIGN\nFOREIGN,OWN\n")
    call_command("import_dependencies", str(file))
    call_command("import_dependencies", str(file))
    said = capsys.readouterr().out
    assert "Brought in 2 dependencies." in said
    assert "Nothing to bring in" in said
