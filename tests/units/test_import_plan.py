"""What a table would do: every row judged, every fault named with its line, nothing written."""

from datetime import date

import pytest

from tests.factories.units import FormerCodeFactory, UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db


def codes(rows) -> list[str]:
    return [row.unit.code for row in rows]


def told(plan) -> list[tuple]:
    return [(problem.line, problem.column, problem.value) for problem in plan.problems]


class TestWhatARowIsAbout:
    def test_new_changed_and_unchanged_are_told_apart(self, plan_of):
        UnitFactory(code="A", name="Alpha")
        UnitFactory(code="B", name="Beta")
        plan = plan_of("code,name\nA,Alpha\nB,Better\nC,Gamma\n")
        assert (codes(plan.created), codes(plan.changed), codes(plan.unchanged)) == (["C"], ["B"], ["A"])
        [change] = plan.changed[0].changes
        assert (change.label, change.old, change.new) == ("Name", "Beta", "Better")
        assert Unit.objects.count() == 2

    def test_a_unit_is_found_without_regard_to_case_and_keeps_its_code(self, plan_of):
        UnitFactory(code="Fin-1", name="Finance")
        plan = plan_of("code,name\nFIN-1,Finance\n")
        assert codes(plan.unchanged) == ["Fin-1"]

    def test_a_unit_is_found_by_a_code_it_had_before(self, plan_of):
        unit = UnitFactory(code="NOW", name="Finance")
        FormerCodeFactory(unit=unit, code="OLD")
        plan = plan_of("code,name,parent\nold,Finances,\nX,Ex,OLD\n")
        assert (codes(plan.changed), codes(plan.created)) == (["NOW"], ["X"])
        assert plan.created[0].parent == unit.pk

    def test_a_present_code_comes_before_a_former_one(self, plan_of):
        FormerCodeFactory(unit=UnitFactory(code="OTHER"), code="A")
        UnitFactory(code="A", name="Alpha")
        assert codes(plan_of("code,name\nA,Alpha\n").unchanged) == ["A"]

    def test_the_same_unit_twice_is_refused_whatever_it_is_called(self, plan_of):
        FormerCodeFactory(unit=UnitFactory(code="NOW"), code="OLD")
        plan = plan_of("code,name\nx,One\nX,Two\nNOW,Three\nOLD,Four\n")
        assert told(plan) == [(3, "code", "X"), (5, "code", "OLD")]
        assert plan.problems[0].reason == "Line 2 has the same code."
        assert "under its code “NOW”" in plan.problems[1].reason

    def test_a_row_without_a_code_is_refused(self, plan_of):
        assert told(plan_of("code,name\n,Alpha\n")) == [(2, "code", "")]

    def test_a_new_unit_needs_a_name_a_known_one_keeps_its_own(self, plan_of):
        UnitFactory(code="A", name="Alpha")
        plan = plan_of("code,name\nA,\nB,\n")
        assert told(plan) == [(3, "name", "")]
        assert codes(plan.unchanged) == ["A"]
        assert told(plan_of("code,kind\nB,team\n")) == [(2, "Name", "")]


BAD_CELLS = [
    ("code", "two words", "without blanks"),
    ("code", "import", "kept for a page"),
    ("code", "x" * 101, "at most 100"),
    ("name", "x" * 301, "at most 300"),
    ("kind", "guild", "none of division"),
    ("status", "asleep", "none of planned"),
    ("opened_on", "16/11/24", "such as 2024-11-16"),
    ("opened_on", "1899-12-31", "before 1900"),
    ("opened_on", "2200-01-01", "after 2199"),
    ("closed_on", "2020-01-01", "not closed"),
    ("headcount", "-1", "0 or more"),
    ("headcount", "10000001", "is that a headcount"),
    ("headcount", "999999999999999999999", "larger than the record"),
    ("annual_revenue", "-0.01", "0 or more"),
    ("annual_revenue", "999999999999999", "larger than the record"),
    ("strategic_importance", "6", "none of 1, 2, 3, 4, 5"),
    ("exposure", "high", "none of 1"),
    ("risk_appetite", "reckless", "none of averse"),
    ("work_mode", "beach", "none of on_site"),
    ("purpose", "x" * 100_000, "100,000 characters"),
    ("security_view", "a\0b", "NUL"),
    ("notes", "x" * 10_001, "10,001 characters"),
    ("parent", "nobody", "neither in the file nor in the inventory"),
]


@pytest.mark.parametrize(("column", "value", "reason"), BAD_CELLS)
def test_a_bad_cell_is_told_with_line_column_value_and_reason(plan_of, column, value, reason):
    good = {"code": "B", "name": "Beta"}
    row = {**good, column: value}
    plan = plan_of(f"{','.join(row)}\n{','.join({**dict.fromkeys(row, ''), 'code': 'A', 'name': 'Alpha'}.values())}\n"
                   f"{','.join(row.values())}\n")  # fmt: skip
    assert [(problem.line, problem.column) for problem in plan.problems] == [(3, column)]
    assert plan.problems[0].value.removesuffix(".00")[:50] == value.replace("\0", "␀")[:50]
    assert reason in plan.problems[0].reason


def test_every_fault_of_every_line_is_listed_in_order(plan_of):
    plan = plan_of("code,name,kind,headcount\nA,,guild,x\nB\nC,Gamma,team,-2\n,Delta,team,1\n")
    assert told(plan) == [
        (2, "kind", "guild"), (2, "headcount", "x"), (2, "name", ""),
        (3, "", "B"), (4, "headcount", "-2"), (5, "code", ""),
    ]  # fmt: skip


class TestTheTree:
    def test_children_may_stand_before_their_parents(self, plan_of):
        plan = plan_of("code,name,parent\nC,c,B\nB,b,a\nA,a,\n")
        assert [row.parent for row in plan.created] == ["b", "a", None]
        assert plan.problems == []

    @pytest.mark.parametrize(
        ("table", "lines"),
        [
            ("A,a,A", [2]),
            ("A,a,B\nB,b,A", [2, 3]),
            ("A,a,B\nB,b,C\nC,c,A\nD,d,A", [2, 3, 4]),
            ("TOP,Top,LOW", [2]),
            ("TOP,Top,X\nX,x,LOW", [2, 3]),
        ],
    )
    def test_a_circle_is_refused_within_the_file_and_across_the_inventory(self, plan_of, table, lines):
        middle = UnitFactory(code="MID", parent=UnitFactory(code="TOP"))
        UnitFactory(code="LOW", parent=middle)
        plan = plan_of(f"code,name,parent\n{table}\n")
        assert [problem.line for problem in plan.problems] == lines
        assert "would close a circle" in plan.problems[0].reason

    def test_turning_a_branch_round_is_no_circle(self, plan_of):
        UnitFactory(code="LOW", parent=UnitFactory(code="TOP"))
        assert plan_of("code,parent\nTOP,LOW\nLOW,\n").problems == []

    def test_a_pinned_parent_stays_and_counts_as_it_stands(self, plan_of):
        top = UnitFactory(code="TOP")
        UnitFactory(
            code="LOW", parent=top, pinned=["parent"], sources={"parent": {"source": "HR", "value": ""}}
        )
        plan = plan_of("code,parent\nLOW,\nTOP,LOW\n")
        assert told(plan) == [(3, "parent", "LOW")]

    def test_an_unknown_parent_is_an_error_or_left_empty_and_listed(self, plan_of):
        columns = {"code": "code", "name": "name", "parent": {"to": "parent", "unknown": "empty"}}
        plan = plan_of("code,name,parent\nA,Alpha,gone\n", mapping={"columns": columns})
        assert plan.problems == []
        assert [(found.line, found.column, found.value) for found in plan.left_empty] == [
            (2, "parent", "gone")
        ]


class TestEmptyAndAbsent:
    def test_an_absent_column_changes_nothing(self, plan_of):
        UnitFactory(code="A", name="Alpha", headcount=5, kind="team")
        assert codes(plan_of("code,name\nA,Alpha\n").unchanged) == ["A"]

    def test_an_empty_cell_empties_the_field_but_never_a_name_or_a_status(self, plan_of):
        parent = UnitFactory(code="P")
        UnitFactory(
            code="A", name="Alpha", headcount=5, kind="team", parent=parent, status="closed",
            closed_on=date(2020, 1, 1), purpose="Pays",
        )  # fmt: skip
        plan = plan_of("code,name,headcount,kind,parent,status,closed_on,purpose\nA,,,,,,,\n")
        assert {change.label: (change.old, change.new) for change in plan.changed[0].changes} == {
            "People": ("5", ""),
            "Kind": ("Team", ""),
            "Belongs to": ("P", ""),
            "Closed on": ("2020-01-01", ""),
            "What it is trying to achieve": ("Pays", ""),
        }

    def test_notes_written_by_hand_are_not_emptied_by_a_file_that_never_filled_them(self, plan_of):
        UnitFactory(code="A", notes="By hand")
        UnitFactory(code="B", notes="By file", sources={"notes": {"source": "a file", "value": "By file"}})
        plan = plan_of("code,notes\nA,\nB,\n")
        assert (codes(plan.unchanged), codes(plan.changed)) == (["A"], ["B"])


class TestPins:
    def test_a_pinned_value_is_kept_and_listed(self, plan_of):
        UnitFactory(code="A", pinned_headcount=True, kind="team")
        plan = plan_of("code,headcount,kind\nA,38,division\n")
        [row] = plan.kept
        [kept] = row.kept
        assert (kept.label, kept.old, kept.new) == ("People", "40", "38")
        assert row.unit.headcount == 40
        assert [change.label for change in row.changes] == ["Kind"]

    def test_the_pin_is_lifted_when_the_source_itself_agrees(self, plan_of):
        UnitFactory(code="A", pinned_headcount=True)
        mapping = {"name": "HR export", "columns": {"code": "code", "headcount": "headcount"}}
        [row] = plan_of("code,headcount\nA,40\n", mapping=mapping).changed
        assert row.unit.pinned == []
        assert row.unit.sources == {"headcount": {"source": "HR export", "value": "40"}}

    def test_our_own_file_brought_back_lifts_no_pin(self, plan_of):
        UnitFactory(code="A", pinned_headcount=True)
        assert codes(plan_of("code,headcount\nA,40\n").unchanged) == ["A"]


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(plan_of, count_queries):
    def queries(rows: int, prefix: str) -> int:
        lines = "".join(f"{prefix}{n},Name {n},{prefix}{(n - 1) // 2 if n else ''}\n" for n in range(1, rows))
        with count_queries() as seen:
            assert plan_of(f"code,name,parent\n{prefix}0,Top,\n{lines}").problems == []
        return len(seen)

    few = queries(2, "A")
    assert queries(200, "B") == few <= 4
