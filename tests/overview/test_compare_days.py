"""Two days of the record beside each other: what came, went, moved and changed, for whoever may read it."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from common.history import recording
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    ObligationFactory,
    UnitFactory,
    UnitObligationFactory,
)
from tests.fixtures.answers import told

pytestmark = pytest.mark.django_db
MARCH, JUNE = "2025-03-10", "2025-06-10"
DAYS = f"?from={MARCH}&to={JUNE}"


def at(month: int, day: int):
    return recording(actor="Somebody", reason="A reason", at=datetime(2025, month, day, 12, tzinfo=UTC))


def save(obj, month: int, day: int, **values):
    with at(month, day):
        for name, value in values.items():
            setattr(obj, name, value)
        obj.save()


@pytest.fixture
def old(db):
    """A small organisation whose record begins on 1 March 2025: GROUP over SHOP over TILL, and DEPOT."""
    with at(3, 1):
        group = UnitFactory(code="GROUP", name="Group")
        shop = UnitFactory(code="SHOP", name="Bookshop", parent=group, headcount=10)
        till = UnitFactory(code="TILL", name="Tills", parent=shop)
        depot = UnitFactory(code="DEPOT", name="Depot", parent=group)
    return {"group": group, "shop": shop, "till": till, "depot": depot}


def compare(client, query=DAYS) -> str:
    answer = client.get(f"/changes/compare/{query}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def file(client, query=DAYS) -> list[dict]:
    answer = client.get(f"/changes/compare/export.csv{query}")
    assert answer.status_code == 200
    text = b"".join(answer).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def said(row: dict) -> tuple:
    return row["department_code"], row["change"], row["field"], row["before"], row["after"]


class TestWhatDiffers:
    def test_a_field_is_told_as_it_was_and_as_it_is(self, old, clients):
        save(old["shop"], 4, 1, headcount=12)
        save(old["shop"], 5, 1, headcount=14, name="Book World")
        assert {said(row) for row in file(clients["ciso"])} == {
            ("SHOP", "changed", "Name", "Bookshop", "Book World"),
            ("SHOP", "changed", "People", "10", "14"),
        }
        html = compare(clients["ciso"])
        assert '<del class="was">10</del>' in html
        assert '<ins class="now">14</ins>' in html
        assert '<a href="/units/SHOP/">Book World</a>' in html

    def test_what_changed_and_changed_back_is_no_difference(self, old, clients):
        save(old["shop"], 4, 1, headcount=12)
        save(old["shop"], 5, 1, headcount=10)
        assert "Nothing differs" in compare(clients["ciso"])

    def test_what_was_there_before_and_what_came_later_is_not_among_it(self, old, clients):
        save(old["shop"], 3, 10, headcount=11)  # on the first day itself
        save(old["shop"], 6, 11, headcount=12)
        assert file(clients["ciso"]) == []
        save(old["depot"], 6, 10, headcount=3)  # on the last day itself
        assert [said(row) for row in file(clients["ciso"])] == [("DEPOT", "changed", "People", "", "3")]

    def test_what_came_what_went_and_what_moved(self, old, clients):
        with at(3, 2):
            asset = AssetFactory(unit=old["depot"], name="Scales")
        with at(4, 1):
            UnitFactory(code="NEW", name="Online shop", parent=old["group"])
            AssetFactory(unit=old["shop"], name="Card reader")
            asset.delete()
        save(old["till"], 4, 2, parent=old["depot"])
        assert {(*said(row)[:2], row["what"]) for row in file(clients["ciso"])} == {
            ("NEW", "added", "Online shop"),
            ("SHOP", "added", "Card reader"),
            ("DEPOT", "removed", "Scales"),
            ("TILL", "moved", "Tills"),
        }
        moved = [said(row) for row in file(clients["ciso"], f"{DAYS}&change=moved")]
        assert moved == [("TILL", "moved", "Belongs to", "Bookshop", "Depot")]
        html = compare(clients["ciso"])
        assert "4 differences" in html
        assert "2 added · 1 removed · 1 moved · 0 changed" in html

    def test_what_came_and_went_in_between_is_no_difference(self, old, clients):
        with at(4, 1):
            asset = AssetFactory(unit=old["depot"], name="Scales")
        with at(5, 1):
            asset.delete()
        assert "Nothing differs" in compare(clients["ciso"])

    def test_people_what_they_answer_for_and_who_needs_whom(self, old, clients):
        with at(3, 2):
            ana = ContactFactory(name="Ana Silva", home_unit=old["shop"])
        with at(4, 1):
            AssignmentFactory(contact=ana, unit=old["shop"], code="deputy", since=None)
            DependencyFactory(consumer=old["shop"], provider=old["depot"], flows="Parcels")
            UnitObligationFactory(unit=old["shop"], obligation=ObligationFactory(name="GDPR"))
        save(ana, 4, 2, home_unit=old["depot"])
        found = {(row["department_code"], row["kind"], row["change"]) for row in file(clients["ciso"])}
        assert found >= {
            ("SHOP", "person’s responsibility", "added"),
            ("SHOP", "dependency", "added"),
            ("SHOP", "obligation of a department", "added"),
            ("DEPOT", "person", "moved"),
            ("", "obligation", "added"),
        }
        # Beside the department it left, the person is found as well.
        assert ("SHOP", "person", "moved") in {
            (row["department_code"], row["kind"], row["change"])
            for row in file(clients["ciso"], f"{DAYS}&unit=SHOP")
        }

    def test_what_was_entered_later_than_it_took_effect_has_both_days(self, old, clients):
        with at(4, 1):
            UnitFactory(code="LATE", name="Kiosk", parent=old["group"], opened_on=date(2025, 2, 1))
            UnitFactory(code="SOON", name="Stand", parent=old["group"], opened_on=date(2025, 4, 2))
        save(old["shop"], 5, 5, closed_on=date(2025, 4, 30), status="closed")
        save(old["shop"], 6, 5, headcount=1)
        rows = {
            row["department_code"]: (row["took_effect_on"], row["entered_on"])
            for row in file(clients["ciso"])
        }
        assert rows == {
            "LATE": ("2025-02-01", "2025-04-01"),
            "SOON": ("", ""),
            "SHOP": ("2025-04-30", "2025-05-05"),
        }
        html = compare(clients["ciso"])
        assert "took effect 1 Feb, entered 1 Apr" in html
        assert "2 late entries" in html
        assert "Stand" not in compare(clients["ciso"], f"{DAYS}&late=1")


class TestAPartOfIt:
    def test_one_department_or_everything_below_it(self, old, clients):
        for unit in old.values():
            save(unit, 4, 1, headcount=99)
        assert {row["department_code"] for row in file(clients["ciso"], f"{DAYS}&unit=SHOP")} == {"SHOP"}
        assert {row["department_code"] for row in file(clients["ciso"], f"{DAYS}&below=shop")} == {
            "SHOP",
            "TILL",
        }

    def test_what_left_the_branch_and_what_came_into_it_belong_to_it(self, old, clients):
        save(old["till"], 4, 1, parent=old["depot"])
        for code in ("SHOP", "DEPOT"):
            assert [said(row)[:2] for row in file(clients["ciso"], f"{DAYS}&below={code}")] == [
                ("TILL", "moved")
            ]

    def test_numbers_lead_to_what_they_count(self, old, clients):
        save(old["till"], 4, 1, parent=old["depot"])
        save(old["shop"], 4, 1, headcount=99)
        html = compare(clients["ciso"], f"{DAYS}&kind=units.unit&change=moved")
        assert "Tills" in html
        assert 'href="/units/SHOP/"' not in html
        assert "2 differences" in html

    def test_pages_hold_everything_once(self, old, clients):
        with at(4, 1):
            for step in range(60):
                AssetFactory(unit=old["shop"], name=f"Thing number {step:02}")
        pages = [compare(clients["ciso"], f"{DAYS}&page={number}") for number in (1, 2)]
        assert sum(page.count("Thing number") for page in pages) == 60
        assert 'rel="next"' in pages[0]
        assert "Page 2 of 2" in pages[1]


class TestWhatWasSaid:
    def test_stays_the_same_whatever_is_changed_later(self, old, clients):
        save(old["shop"], 4, 1, headcount=99, parent=old["depot"])
        with at(4, 2):
            AssetFactory(unit=old["shop"], name="Card reader")
        urls = (f"/changes/compare/{DAYS}&below=GROUP", f"/changes/compare/export.csv{DAYS}")
        before = [told(clients[reader].get(url)) for reader in ("ciso", "auditor") for url in urls]
        save(old["shop"], 7, 1, headcount=1, name="Other", code="OTHER", parent=old["group"])
        save(old["depot"], 7, 1, name="Another", parent=old["till"])
        with at(7, 2):
            UnitFactory(code="LATER", parent=old["group"], opened_on=date(2025, 4, 1))
            AssetFactory(unit=old["shop"], name="Later")
        after = [told(clients[reader].get(url)) for reader in ("ciso", "auditor") for url in urls]
        assert before == after
        assert b"Card reader" in before[0]


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("query", "why"),
        [
            ("?from=yesterday&to=2025-06-10", "is not a day"),
            ("?from=2025-02-30&to=2025-06-10", "There is no 2025-02-30"),
            ("?from=2025-03-10&to=2999-01-01", "lies ahead"),
            ("?from=2025-02-28&to=2025-06-10", "it begins on 1 March 2025"),
            ("?from=1492-01-01&to=2025-06-10", "before 1900"),
            ("?from=2025-06-10&to=2025-03-10", "the earlier day stands first"),
            ("?from=2025-03-10&to=2025-03-10", "choose two days"),
            ("?to=2025-03-10", "Choose the day to begin with"),
            (f"{DAYS}&unit=NOWHERE", "no department with the code “NOWHERE”"),
            (f"{DAYS}&unit=SHOP&below=SHOP", "asks for both"),
            ("?from=%00&to=%00", "is not a day"),
        ],
    )
    def test_is_said_with_the_reason_and_nothing_is_compared(self, old, clients, query, why):
        html = compare(clients["ciso"], query)
        assert why in html
        assert 'id="comparison"' not in html
        assert clients["ciso"].get(f"/changes/compare/export.csv{query}").status_code == 302

    @pytest.mark.parametrize("query", ["&change=lost", "&kind=accounts.user", "&colour=red", "&page=last"])
    def test_what_cannot_be_narrowed_by_is_left_out(self, old, clients, query):
        html = compare(clients["ciso"], DAYS + query)
        assert 'id="comparison"' in html
        assert 'role="status"' in html

    def test_without_days_it_offers_those_on_which_much_was_changed(self, old, clients):
        save(old["shop"], 4, 1, headcount=99)
        assert "Since the record began" in compare(clients["ciso"], "")


class TestWhoReadsWhat:
    def test_a_head_finds_only_their_own_departments(self, old, cast, clients):
        with at(3, 2):
            own = UnitFactory(code="MINE", name="Mine", parent=old["group"], stewards=[cast.head])
            asset = AssetFactory(unit=own, name="Mine too")
        for unit in (*old.values(), own):
            save(unit, 4, 1, headcount=99)
        save(asset, 4, 1, name="Still mine")
        assert {row["department_code"] for row in file(clients["head"])} == {"MINE"}
        assert "no department with the code" in compare(clients["head"], f"{DAYS}&unit=SHOP")

    def test_hidden_fields_are_no_difference(self, old, cast, clients):
        with at(3, 2):
            own = UnitFactory(code="MINE", name="Mine", parent=old["group"], stewards=[cast.head])
        before = told(clients["head"].get(f"/changes/compare/{DAYS}"))
        save(own, 4, 1, team_notes="Zyzzyva", strategic_importance=1, sources={"a": "b"})
        assert told(clients["head"].get(f"/changes/compare/{DAYS}")) == before
        assert "Zyzzyva" in compare(clients["ciso"])
        assert "Zyzzyva" not in compare(clients["auditor"])
        assert "mportance" in compare(clients["auditor"])

    def test_todays_rights_decide(self, old, cast, clients):
        with at(3, 2):
            own = UnitFactory(code="MINE", name="Mine", parent=old["group"])
        save(own, 4, 1, headcount=99)
        assert "Nothing you may see was recorded on 10 March" in compare(clients["head"])
        with recording(by=cast.ciso, reason="Named"):
            own.stewardships.model(unit=own, user=cast.head).save()
        assert {row["department_code"] for row in file(clients["head"])} == {"MINE"}

    def test_a_spreadsheet_runs_nothing_from_it(self, old, clients):
        save(old["shop"], 4, 1, name='=HYPERLINK("http://x")')
        assert [row["after"][:2] for row in file(clients["ciso"])] == ["'="]


def test_the_number_of_questions_does_not_grow(old, clients, count_queries):
    save(old["shop"], 4, 1, headcount=99)
    with at(4, 1):
        AssetFactory(unit=old["shop"])
    compare(clients["ciso"])
    with count_queries() as few:
        compare(clients["ciso"])
    with at(4, 2):
        for step in range(30):
            AssetFactory(unit=UnitFactory(code=f"U{step}", parent=old["group"]))
    with count_queries() as many:
        compare(clients["ciso"])
    assert len(many) == len(few)
