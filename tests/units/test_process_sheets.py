"""Processes and their business impact from a sheet, line by line or with a column for each time."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.sheets.writing import csv_pieces
from desk.sheets import flow
from tests.factories.units import (
    AssetFactory,
    ImpactFactory,
    ProcessAssetFactory,
    ProcessFactory,
    UnitFactory,
)
from units.choices import Bucket, ImpactCategory
from units.models import Impact, Process, ProcessAsset, Unit
from units.sheets.columns_value import PROCESSES
from units.sheets.processes import PROCESS_SHEET
from units.sheets.processes_export import rows_of

pytestmark = pytest.mark.django_db

WIDE = "unit,name,mtd,rto,rpo,sensitive,category,4 hours,1 day,3 days,1 week,2 weeks,1 month\n"


@pytest.fixture
def plan(plan_of):
    return lambda text, **kwargs: plan_of(text, kind=PROCESS_SHEET, **kwargs)


def told(plan) -> list[tuple]:
    return [(problem.line, problem.column, problem.value) for problem in plan.problems]


def grid(process) -> dict:
    return {(row.category, row.bucket): row.severity for row in Impact.objects.filter(process=process)}


def exported(user) -> bytes:
    columns = [column for column in PROCESSES if column.exported]
    rows = rows_of(Process.objects.visible_to(user).order_by("pk"), columns, by=user)
    return b"".join(csv_pieces([column.name for column in columns], rows))


class TestTheProcess:
    def test_times_are_read_as_people_say_them(self, bring):
        UnitFactory(code="A")
        bring("unit,name,mtd,rto,rpo,sensitive\nA,Pay,2 days,24,4 h,yes\n", kind=PROCESS_SHEET)
        process = Process.objects.get()
        assert (process.mtd_hours, process.rto_hours, process.rpo_hours, process.handles_sensitive) == (
            48,
            24,
            4,
            True,
        )

    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("mtd", "soon"),
            ("rto", "2 years"),
            ("sensitive", "maybe"),
            ("category", "moral"),
            ("assets", "Nothing"),
        ],
    )
    def test_what_cannot_be_taken_is_told_with_its_line(self, plan, column, value):
        UnitFactory(code="A")
        assert told(plan(f"unit,name,{column}\nA,Pay,{value}\n")) == [(2, column, value)]

    def test_times_that_contradict_each_other_are_a_doubt_and_no_error(self, plan):
        UnitFactory(code="A")
        found = plan("unit,name,mtd,rto\nA,Pay,1 day,2 days\n")
        assert (found.problems, len(found.created)) == ([], 1)
        [doubt] = found.doubts
        assert "run again within 2 days" in doubt.reason

    def test_several_lines_are_one_process_and_may_not_contradict_each_other(self, plan):
        UnitFactory(code="A")
        found = plan(
            WIDE
            + "A,Pay,2 days,,,,financial,,4,,,,\nA,pay,,,,,regulatory,,,3,,,\nA,Pay,3 days,,,,harm,,,,,,1\n"
        )
        assert [row.name for row in found.created] == ["Pay"]
        assert told(found) == [(4, "mtd", "3 days")]
        assert found.problems[0].reason == "Line 2 says “2 days” for the same process."


class TestImpact:
    def test_a_column_for_each_time(self, bring):
        unit = UnitFactory(code="A")
        bring(
            WIDE + "A,Pay,,,,,financial,0,2,severe,,,\nA,Pay,,,,,Harm to people,,,,,,1\n", kind=PROCESS_SHEET
        )
        assert grid(Process.objects.get()) == {
            ("financial", 4): 0,
            ("financial", 24): 2,
            ("financial", 72): 4,
            ("harm", 720): 1,
        }
        unit.refresh_from_db()
        assert (unit.worst_impact, unit.worst_after) == (4, 72)

    def test_a_line_with_how_bad_and_from_when(self, bring):
        UnitFactory(code="A")
        text = "unit,name,category,severity,from\nA,Pay,financial,2,4 h\nA,Pay,financial,4,1 day\n"
        bring(text, kind=PROCESS_SHEET)
        assert grid(Process.objects.get()) == {("financial", 4): 2, ("financial", 24): 4}

    def test_from_when_alone_means_severe(self, bring):
        UnitFactory(code="A")
        bring("unit,name,category,from\nA,Pay,financial,1 week\n", kind=PROCESS_SHEET)
        assert grid(Process.objects.get()) == {("financial", 168): 4}

    def test_a_kind_of_harm_is_said_completely_and_others_stay(self, bring):
        process = ProcessFactory(unit=UnitFactory(code="A"), name="Pay")
        ImpactFactory(process=process, category="financial", bucket=24, severity=4)
        ImpactFactory(process=process, category="regulatory", bucket=24, severity=3)
        bring("unit,name,category,from\nA,Pay,financial,1 week\n", kind=PROCESS_SHEET)
        assert grid(process) == {("financial", 168): 4, ("regulatory", 24): 3}
        unit = Unit.objects.get(code="A")
        assert (unit.worst_impact, unit.worst_after) == (4, 168)

    @pytest.mark.parametrize(
        ("line", "column"),
        [
            ("A,Pay,financial,4,2 h", "from"),
            ("A,Pay,financial,7,4 h", "severity"),
            ("A,Pay,feelings,4,4 h", "category"),
            ("A,Pay,,4,4 h", "category"),
            ("A,Pay,financial,,4 h", "severity"),
            ("A,Pay,financial,4,", "from"),
            ("A,Pay,financial,,", "category"),
        ],
    )
    def test_what_is_unknown_or_half_said_is_told_with_its_line(self, plan, line, column):
        UnitFactory(code="A")
        found = plan(f"unit,name,category,severity,from\n{line}\n")
        assert [(problem.line, problem.column) for problem in found.problems] == [(2, column)]

    def test_two_lines_that_say_two_things_are_told(self, plan):
        UnitFactory(code="A")
        found = plan("unit,name,category,severity,from\nA,Pay,financial,2,4 h\nA,Pay,financial,3,4 h\n")
        assert told(found) == [(3, "category", "financial")]
        assert "Line 2 says 2" in found.problems[0].reason

    def test_foreign_headers_of_a_business_impact_sheet_are_guessed(self):
        text = (
            "Business unit;Process;MTPD;RTO;Impact type;After 4 hours;1d;3 days\n"
            "A;Pay;2 days;4 h;Reputation;1;2;3\n"
        )
        record = flow.receive(PROCESS_SHEET, text.encode(), file_name="bia.csv", by=None, at=None)
        columns = record.mapping["columns"]
        assert columns["Impact type"] == {"to": "category", "values": {"Reputation": "reputational"}}
        assert {header: name for header, name in columns.items() if header != "Impact type"} == {
            "Business unit": "unit", "Process": "name", "MTPD": "mtd", "RTO": "rto", "After 4 hours": "4 hours",
            "1d": "1 day", "3 days": "3 days",
        }  # fmt: skip


class TestAssetsUsed:
    def test_they_are_found_in_the_own_department_and_in_a_named_one(self, bring):
        a, b = UnitFactory(code="A"), UnitFactory(code="B")
        own, other = AssetFactory(unit=a, name="CRM (old); east"), AssetFactory(unit=b, name="Ledger")
        third = AssetFactory(unit=a, name="Mail")
        bring('unit,name,assets\nA,Pay,"mail; Ledger (B)"\nA,Sell,CRM (old); east\n', kind=PROCESS_SHEET)
        assert set(ProcessAsset.objects.filter(process__name="Pay").values_list("asset", flat=True)) == {
            third.pk,
            other.pk,
        }
        assert ProcessAsset.objects.get(process__name="Sell").asset == own

    def test_those_not_named_any_more_are_taken_off(self, bring):
        process = ProcessFactory(unit=UnitFactory(code="A"), name="Pay")
        ProcessAssetFactory(process=process)
        bring("unit,name,assets\nA,Pay,\n", kind=PROCESS_SHEET)
        assert not ProcessAsset.objects.exists()

    def test_an_unknown_one_can_be_left_out(self, plan):
        AssetFactory(unit=UnitFactory(code="A"), name="Mail")
        mapping = {"columns": {"U": "unit", "N": "name", "S": {"to": "assets", "unknown": "empty"}}}
        found = plan("U,N,S\nA,Pay,Mail; Fax\n", mapping=mapping)
        assert found.problems == []
        assert [asset.name for asset in found.created[0].assets] == ["Mail"]
        assert "“Fax”" in found.left_empty[0].reason


def test_a_file_comes_in_as_one_save_and_the_second_time_nothing_happens(bring, cast):
    AssetFactory(unit=cast.unit, name="Mail")
    text = WIDE.replace("category", "assets,category") + "".join(
        f"OWN,Process {n},2 days,4 h,1 h,no,Mail,{category},,2,3,4,,\n"
        for n in range(20)
        for category in ("financial", "harm")
    )
    record = bring(text, kind=PROCESS_SHEET, by=cast.admin)
    models = (Process, Impact, ProcessAsset)
    counts = [model.history.count() for model in models]
    assert counts == [20, 120, 20]
    assert {model.history.filter(history_group=record.record_group).count() for model in models} == {20, 120}
    again = bring(text, kind=PROCESS_SHEET, by=cast.admin)
    assert (again.outcome["unchanged"], again.record_group) == (20, None)
    assert [model.history.count() for model in models] == counts


words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
hours = st.one_of(st.none(), st.integers(0, 8760))
answers = st.dictionaries(
    st.tuples(st.sampled_from(ImpactCategory.values), st.sampled_from(Bucket.values)),
    st.integers(0, 4),
    max_size=5,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    processes=st.lists(
        st.tuples(words, words, hours, hours, st.booleans(), answers),
        min_size=1,
        max_size=3,
        unique_by=lambda one: one[0].upper(),
    ),
    assets=st.lists(words, max_size=3, unique_by=str.upper),
)
def test_whatever_stands_there_comes_back_unchanged(cast, bring, processes, assets):
    with transaction.atomic():
        for name, text, mtd, rto, sensitive, harm in processes:
            process = ProcessFactory(
                unit=cast.unit, name=name, security_implications=text, mtd_hours=mtd, rto_hours=rto,
                handles_sensitive=sensitive,
            )  # fmt: skip
            for (category, bucket), severity in harm.items():
                ImpactFactory(process=process, category=category, bucket=bucket, severity=severity)
        for name in assets:
            ProcessAssetFactory(process=process, asset=AssetFactory(unit=cast.unit, name=name))
            ProcessAssetFactory(process=process, asset=AssetFactory(unit=cast.foreign, name=name))
        record = bring(exported(cast.ciso), kind=PROCESS_SHEET, by=cast.ciso)
        transaction.set_rollback(True)
    assert record.outcome["unchanged"] == len(processes)
