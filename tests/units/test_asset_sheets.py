"""Assets from a sheet: told apart by department and name, every fault with its line, unchanged the second time."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.sheets.writing import csv_pieces
from tests.factories.units import AssetFactory, FormerCodeFactory, UnitFactory
from units.choices import AssetKind, Classification, Handled
from units.models import Asset
from units.sheets.assets import ASSET_SHEET, rows_of
from units.sheets.columns_value import ASSETS

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(plan_of):
    return lambda text, **kwargs: plan_of(text, kind=ASSET_SHEET, **kwargs)


def told(plan) -> list[tuple]:
    return [(problem.line, problem.column, problem.value) for problem in plan.problems]


def exported() -> bytes:
    rows = rows_of(Asset.objects.order_by("pk"), ASSETS)
    return b"".join(csv_pieces([column.name for column in ASSETS], rows))


def test_new_changed_and_unchanged_are_told_apart(plan):
    unit = UnitFactory(code="FIN")
    AssetFactory(unit=unit, name="Ledger", criticality=3)
    AssetFactory(unit=unit, name="Payroll", criticality=3)
    found = plan("unit,name,criticality\nfin,ledger,5\nFIN,Payroll,3\nFIN,Vault,5\n")
    assert [[row.name for row in rows] for rows in (found.changed, found.unchanged, found.created)] == [
        ["Ledger"],
        ["Payroll"],
        ["Vault"],
    ]
    assert Asset.objects.count() == 2


def test_the_same_name_in_two_departments_is_two_things_and_twice_in_one_is_an_error(plan):
    UnitFactory(code="A"), UnitFactory(code="B")
    found = plan("unit,name\nA,CRM\nB,CRM\na,crm\n")
    assert len(found.created) == 2
    assert told(found) == [(4, "name", "crm")]


def test_a_former_code_finds_the_department(plan):
    FormerCodeFactory(unit=UnitFactory(code="NOW"), code="OLD")
    assert plan("unit,name\nOLD,CRM\n").created[0].key == "NOW"


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("kind", "spaceship", "none of data, system"),
        ("classification", "top", "none of public"),
        ("criticality", "6", "none of 1, 2"),
        ("handles", "personal; gossip", "“gossip” is none of personal"),
        ("description", "x" * 2001, "2,001 characters"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line(plan, column, value, reason):
    UnitFactory(code="A")
    found = plan(f"unit,name,{column}\nA,CRM,{value}\n")
    assert [(line, header) for line, header, _ in told(found)] == [(2, column)]
    assert reason in found.problems[0].reason


def test_an_unknown_department_or_none_and_a_missing_name_are_told(plan):
    UnitFactory(code="A")
    assert told(plan("unit,name\nX,CRM\n,CRM\nA,\n")) == [(2, "unit", "X"), (3, "unit", ""), (4, "name", "")]


def test_what_it_holds_is_read_by_word_or_label_in_any_order(bring):
    AssetFactory(unit=UnitFactory(code="A"), name="CRM", handles=["card", "personal"])
    record = bring('unit,name,handles\nA,CRM,"Personal data; Payment card data"\n', kind=ASSET_SHEET)
    assert record.outcome["unchanged"] == 1


def test_a_file_comes_in_as_one_save_and_the_second_time_nothing_happens(bring, cast):
    text = "unit,name,kind,classification,criticality,handles,description\n" + "".join(
        f'OWN,Asset {n},system,restricted,5,card; personal,"Two\nlines"\n' for n in range(50)
    )
    record = bring(text, kind=ASSET_SHEET, by=cast.admin, reason="From the CMDB")
    versions = Asset.history.count()
    assert Asset.history.filter(history_group=record.record_group).count() == versions == 50
    assert Asset.objects.first().handles == ["card", "personal"]
    again = bring(text, kind=ASSET_SHEET, by=cast.admin)
    assert (again.outcome["unchanged"], again.record_group, Asset.history.count()) == (50, None, versions)


words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    assets=st.lists(
        st.tuples(
            words,
            words,
            st.sampled_from(AssetKind.values),
            st.sampled_from(["", *Classification.values]),
            st.sampled_from([None, 1, 5]),
            st.lists(st.sampled_from(Handled.values), unique=True),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda one: one[0].upper(),
    )
)
def test_whatever_stands_there_comes_back_unchanged(cast, bring, assets):
    with transaction.atomic():
        for name, text, kind, classification, criticality, handles in assets:
            AssetFactory(
                unit=cast.unit, name=name, description=text, kind=kind, classification=classification,
                criticality=criticality, handles=handles,
            )  # fmt: skip
        record = bring(exported(), kind=ASSET_SHEET, by=cast.ciso)
        transaction.set_rollback(True)
    assert record.outcome["unchanged"] == len(assets)
