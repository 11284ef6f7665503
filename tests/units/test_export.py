"""The list as a file: the same filter, no field a person may not read, and it comes back as unchanged."""

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.history import recording
from tests.factories.units import UnitFactory
from units.choices import Appetite, Kind, Status, WorkMode
from units.models import Unit
from units.sheets.columns import COLUMNS

pytestmark = pytest.mark.django_db

URL = "/units/export.csv"
ALL = [
    "code", "name", "kind", "parent", "status", "opened_on", "closed_on", "headcount", "annual_revenue",
    "strategic_importance", "exposure", "compliance_burden", "incident_history", "risk_appetite", "work_mode",
    "purpose", "security_view",
]  # fmt: skip


def exported(client, query="") -> tuple[bytes, list[dict]]:
    response = client.get(URL + query)
    assert response.status_code == 200
    data = b"".join(response.streaming_content)
    return data, list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_it_has_our_columns_in_order_behind_a_byte_order_mark(clients):
    data, rows = exported(clients["ciso"])
    assert data.startswith(b"\xef\xbb\xbf" + ",".join(ALL).encode())
    own = next(row for row in rows if row["code"] == "OWN")
    assert own["parent"] == "PARENT"
    assert (own["headcount"], own["annual_revenue"], own["opened_on"]) == ("120", "1500000.00", "2012-04-01")
    response = clients["ciso"].get(URL)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert f"departments-{date.today():%Y}" in response["Content-Disposition"]  # noqa: DTZ011


def test_the_filter_of_the_list_holds(clients):
    UnitFactory(code="GONE", closed=True)
    _, rows = exported(clients["ciso"], "?status=closed")
    assert [row["code"] for row in rows] == ["GONE"]
    _, rows = exported(clients["ciso"], "?q=marketing&page=7&sort=-name")
    assert [row["code"] for row in rows] == ["OWN"]


def test_a_head_gets_their_rows_without_what_is_the_teams(clients):
    _, rows = exported(clients["head"])
    assert {row["code"] for row in rows} == {"OWN", "OWN-TEAM"}
    assert list(rows[0]) == [name for name in ALL if name != "strategic_importance"]


@pytest.mark.parametrize(("role", "answer"), [("auditor", 200), ("responder", 403), ("anonymous", 302)])
def test_others_get_what_their_role_says(clients, role, answer):
    assert clients[role].get(URL).status_code == answer


def test_formulas_leave_neutralised(clients):
    UnitFactory(code="-x", name="=HYPERLINK(1)", purpose="@home")
    _, rows = exported(clients["ciso"])
    [row] = [row for row in rows if row["code"] == "'-x"]
    assert (row["name"], row["purpose"]) == ("'=HYPERLINK(1)", "'@home")


def test_what_is_exported_comes_back_as_unchanged(clients, plan_of):
    UnitFactory(code="PIN", pinned_headcount=True, complete=True)
    UnitFactory(code="-x", name="'=1+1", closed=True, purpose='two\r\nlines, "quoted"', team=True)
    data, rows = exported(clients["ciso"])
    plan = plan_of(data)
    assert (len(plan.unchanged), plan.created, plan.changed, plan.problems) == (len(rows), [], [], [])


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(clients, count_queries):
    def queries():
        with count_queries() as seen:
            exported(clients["ciso"])
        return len(seen)

    queries()
    one = queries()
    for _ in range(30):
        UnitFactory(parent=Unit.objects.get(code="OWN"))
    assert queries() == one <= 5


class TestAsShown:
    """The columns of the list, in its order, with numbers and days as such."""

    QUERY = (
        "?take=shown&columns=name&columns=headcount&columns=opened_on&columns=annual_revenue&columns=owner"
    )

    def test_the_columns_shown_and_the_code_are_in_it(self, clients):
        _, rows = exported(clients["ciso"], self.QUERY)
        own = next(row for row in rows if row["Code"] == "OWN")
        assert own == {
            "Department": "Marketing", "People": "120", "Exists since": "2012-04-01", "Revenue, m": "1.50",
            "Our owner": "Cast ciso", "Code": "OWN",
        }  # fmt: skip

    def test_the_order_and_the_filter_of_the_list_hold_over_all_pages(self, clients):
        for number in range(60):
            UnitFactory(code=f"N{number}", headcount=number, kind=Kind.SUBSIDIARY)
        _, rows = exported(
            clients["ciso"], "?take=shown&kind=subsidiary&sort=-headcount&page=2&columns=headcount"
        )
        assert [row["People"] for row in rows] == [str(number) for number in reversed(range(60))]

    def test_a_head_gets_no_column_of_the_teams(self, clients):
        _, rows = exported(clients["head"], "?take=shown&columns=name&columns=strategic_importance")
        assert list(rows[0]) == ["Department", "Code"]

    def test_words_stand_without_their_marks(self, clients):
        UnitFactory(code="B", name="<b>R&D</b>", closed=True)
        _, rows = exported(
            clients["ciso"], "?take=shown&status=closed&columns=name&columns=status&columns=risk"
        )
        assert rows == [
            {"Department": "<b>R&D</b>", "Status": "closed", "Risk": "not known yet", "Code": "B"}
        ]


class TestWorkbook:
    URL = "/units/export.xlsx"

    def opened(self, client, query=""):
        response = client.get(self.URL + query)
        assert response["Content-Type"].endswith("spreadsheetml.sheet")
        assert response["Content-Disposition"].endswith('.xlsx"')
        return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active

    def test_it_holds_the_same_with_numbers_and_days_as_such(self, clients):
        sheet = self.opened(clients["ciso"])
        headers, *rows = sheet.iter_rows(values_only=True)
        own = next(dict(zip(headers, row, strict=True)) for row in rows if row[0] == "OWN")
        assert list(headers) == ALL
        assert (own["headcount"], own["annual_revenue"], own["parent"]) == (120, 1_500_000, "PARENT")
        assert own["opened_on"].date() == date(2012, 4, 1)
        assert (sheet.title, sheet.freeze_panes) == ("Departments", "A2")

    def test_as_shown_holds_the_columns_of_the_list(self, clients):
        sheet = self.opened(clients["ciso"], "?take=shown&q=marketing&columns=name&columns=headcount")
        assert [[cell.value for cell in row] for row in sheet] == [
            ["Department", "People", "Code"], ["Marketing", 120, "OWN"],
        ]  # fmt: skip

    @pytest.mark.parametrize(("role", "answer"), [("auditor", 200), ("responder", 403), ("anonymous", 302)])
    def test_others_get_what_their_role_says(self, clients, role, answer):
        assert clients[role].get(self.URL).status_code == answer


# Whatever a form lets through: stripped, without NUL; the rest of Unicode is people's business.
text = st.text(
    st.sampled_from("=+-@'\",;\t\r\n é") | st.characters(exclude_characters="\0", exclude_categories=["Cs"])
)
filled = text.map(str.strip).filter(bool)
level = st.none() | st.integers(1, 5)
units = st.fixed_dictionaries({
    "code": st.from_regex(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,20}", fullmatch=True).map(lambda code: f"{code}.z"),
    "name": filled.map(lambda name: name[:300].strip()).filter(bool),
    "kind": st.sampled_from(["", *Kind.values]),
    "status": st.sampled_from([Status.ACTIVE, Status.PLANNED, Status.CLOSED]),
    "opened_on": st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    "headcount": st.none() | st.integers(0, 10_000_000),
    "annual_revenue": st.none() | st.decimals(0, Decimal("99999999999999.99"), places=2),
    "strategic_importance": level,
    "exposure": level,
    "compliance_burden": level,
    "incident_history": level,
    "risk_appetite": st.sampled_from(["", *Appetite.values]),
    "work_mode": st.sampled_from(["", *WorkMode.values]),
    "purpose": text.map(str.strip),
    "security_view": text.map(str.strip),
})  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(units, min_size=1, max_size=4, unique_by=lambda unit: unit["code"].lower()))
def test_whatever_stands_in_the_inventory_comes_back_as_unchanged(cast, clients, plan_of, drawn):
    with recording(actor="Test", reason="Drawn"):
        made = Unit.objects.bulk_create_with_history([Unit(**values) for values in drawn])
        plan = plan_of(exported(clients["ciso"])[0])
        for unit in made:
            unit.delete()
    assert plan.problems == []
    assert [(row.unit.code, row.changes) for row in (*plan.created, *plan.changed)] == []


def test_the_columns_are_the_public_ones():
    assert [column.name for column in COLUMNS if column.exported] == ALL
    assert [column.name for column in COLUMNS if not column.exported] == ["notes"]
