"""What a table of people would do: who is recognised, who reports to whom, every fault named with its line."""

from datetime import date

import pytest

from contacts.models import Contact
from contacts.sheets.kind import PEOPLE
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.units import FormerCodeFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(plan_of):
    return lambda text, **kwargs: plan_of(text, kind=PEOPLE, **kwargs)


def told(plan) -> list[tuple]:
    return [(problem.line, problem.column, problem.value) for problem in plan.problems]


def names(rows) -> list[str]:
    return [row.name for row in rows]


class TestWhoARowIsAbout:
    def test_the_personnel_number_comes_first(self, plan):
        ContactFactory(name="Ana Silva", personnel_number="P1", email="ana@x.example", home_unit=None)
        found = plan("personnel_number,name,email\np1,Ana Costa,ana.costa@x.example\n")
        [row] = found.changed
        assert [(change.label, change.old, change.new) for change in row.changes] == [
            ("Name", "Ana Silva", "Ana Costa"),
            ("E-mail", "ana@x.example", "ana.costa@x.example"),
        ]
        assert Contact.objects.get().name == "Ana Silva"

    def test_then_the_email_and_the_number_is_filled_in(self, plan):
        ContactFactory(name="Ana", personnel_number="", email="ana@x.example")
        found = plan("personnel_number,email\nP1,ANA@x.example\n")
        [row] = found.changed
        assert [(change.label, change.new) for change in row.changes] == [("Personnel number", "P1")]

    def test_then_the_exact_name_in_the_same_department(self, plan):
        unit = UnitFactory(code="FIN")
        ContactFactory(name="Ana Silva", personnel_number="", email="", home_unit=unit)
        found = plan("name,home_unit,title\nana  silva,fin,Manager\nAna Silva,,Manager\n")
        assert names(found.created) == ["Ana Silva"]
        [row] = found.changed
        assert [change.label for change in row.changes] == ["Name"]

    def test_a_namesake_with_another_email_is_somebody_else_and_said_so(self, plan):
        unit = UnitFactory(code="FIN", name="Finance")
        ContactFactory(name="Ana", personnel_number="", email="ana@x.example", home_unit=unit)
        found = plan("name,email,home_unit\nAna,ana2@x.example,FIN\n")
        assert names(found.created) == ["Ana"]
        [doubt] = found.doubts
        assert "already, Finance" in doubt.reason

    def test_several_who_fit_are_an_error_never_a_guess(self, plan):
        ContactFactory(name="Ana", personnel_number="P1", email="a@x.example")
        ContactFactory(name="Bea", personnel_number="p1", email="b@x.example")
        found = plan("personnel_number,name\nP1,Cleo\n")
        assert told(found) == [(2, "personnel_number", "P1")]
        assert "2 people in the directory fit" in found.problems[0].reason

    def test_of_several_with_one_number_the_email_tells(self, plan):
        ContactFactory(name="Ana", personnel_number="P1", email="a@x.example")
        ContactFactory(name="Bea", personnel_number="P1", email="b@x.example")
        assert names(plan("personnel_number,email\nP1,b@x.example\n").unchanged) == ["Bea"]

    def test_an_email_known_under_another_number_is_an_error(self, plan):
        ContactFactory(name="Ana", personnel_number="P1", email="a@x.example")
        found = plan("personnel_number,email,name\nP2,a@x.example,Ana\n")
        assert told(found) == [(2, "email", "a@x.example")]

    def test_the_same_person_twice_is_refused(self, plan):
        ContactFactory(name="Ana", personnel_number="P1", email="a@x.example")
        found = plan("personnel_number,email,name\nP1,,Ana\n,a@x.example,Ana\nP9,,New\np9,,Newer\n")
        assert [(line, column) for line, column, _ in told(found)] == [(3, "email"), (5, "personnel_number")]
        assert found.problems[0].reason == "Line 2 is about the same person."

    def test_a_row_that_names_nobody_is_refused(self, plan):
        assert told(plan("name,title\n,Manager\n")) == [(2, "name", "")]

    def test_a_merged_entry_is_not_found(self, plan):
        kept = ContactFactory(name="Ana", personnel_number="P1")
        ContactFactory(name="Ana B", personnel_number="P1", merged_into=kept)
        assert names(plan("personnel_number,name\nP1,Ana\n").unchanged) == ["Ana"]

    def test_what_a_merged_entry_had_finds_whom_it_was_merged_into(self, plan):
        kept = ContactFactory(name="Ana", personnel_number="P1", email="a@x.example")
        ContactFactory(name="Ana B", personnel_number="P2", email="old@x.example", merged_into=kept)
        [row] = plan("personnel_number,name\nP2,Ana\n").changed
        assert (row.person.pk, [change.new for change in row.changes]) == (kept.pk, ["P2"])
        assert told(plan("personnel_number,name\nP1,Ana\nP2,Ana\n")) == [(3, "personnel_number", "P2")]
        assert [row.manager for row in plan("name,manager\nBea,old@x.example\n").created] == [kept.pk]

    def test_who_leaves_and_holds_a_responsibility_deserves_a_look(self, plan):
        AssignmentFactory(contact=ContactFactory(name="Ana", personnel_number="P1"))
        AssignmentFactory(contact=ContactFactory(name="Bea", personnel_number="P2"), until=date(2026, 1, 31))
        found = plan("personnel_number,left_on\nP1,2026-01-31\nP2,2026-01-31\n")
        [doubt] = found.doubts
        assert (doubt.line, doubt.column, doubt.value) == (2, "left_on", "2026-01-31")
        assert "Ana holds 1 responsibility beyond that day" in doubt.reason

    def test_who_left_and_is_named_as_if_they_were_here_deserves_a_look(self, plan):
        ContactFactory(name="Ana", personnel_number="P1", left_on=date(2026, 1, 31))
        ContactFactory(name="Bea", personnel_number="P2", left_on=date(2199, 1, 31))
        [doubt] = plan("personnel_number,name\nP1,Ana\nP2,Bea\n").doubts
        assert (doubt.line, doubt.column, doubt.value) == (2, "personnel_number", "P1")
        assert "They left on 31 January 2026" in doubt.reason
        assert plan("personnel_number,name,left_on\nP1,Ana,2026-01-31\n").doubts == []

    def test_a_new_person_needs_a_name(self, plan):
        assert told(plan("personnel_number,name\nP1,\n")) == [(2, "name", "")]


class TestCells:
    @pytest.mark.parametrize(
        ("column", "value", "reason"),
        [
            ("email", "ana@", "not an e-mail"),
            ("phone", "ring me", "as it is dialled"),
            ("time_zone", "Mars/Olympus", "not a time zone"),
            ("preferred_channel", "pigeon", "none of phone, email"),
            ("home_unit", "NONE", "No department has this code"),
            ("manager", "P404", "Nobody has this number"),
            ("left_on", "end of 2024", "not a date"),
            ("left_on", "1066-01-01", "before 1900"),
            ("phone_confirmed_on", "2025-01-01", "confirmed is missing"),
        ],
    )
    def test_what_cannot_be_taken_is_told_with_its_line(self, plan, column, value, reason):
        found = plan(f"name,{column}\nAna,{value}\n")
        assert told(found) == [(2, column, value)]
        assert reason in found.problems[0].reason

    def test_a_new_number_was_not_confirmed_yet(self, plan):
        ContactFactory(personnel_number="P1", phone="+44 1", phone_confirmed_on=date(2025, 1, 1))
        [row] = plan("personnel_number,phone\nP1,+44 2000\n").changed
        assert [(change.label, change.new) for change in row.changes] == [
            ("Phone", "+44 2000"),
            ("Number confirmed on", ""),
        ]

    def test_an_empty_cell_empties_but_never_a_name_or_a_number(self, plan):
        ContactFactory(personnel_number="P1", name="Ana", email="a@x.example", title="Manager")
        [row] = plan("personnel_number,email,name,title\n,a@x.example,,\n").changed
        assert [change.label for change in row.changes] == ["Job title"]
        assert (row.person.name, row.person.personnel_number) == ("Ana", "P1")

    def test_a_former_code_finds_the_department(self, plan):
        unit = UnitFactory(code="NOW")
        FormerCodeFactory(unit=unit, code="OLD")
        [row] = plan("name,home_unit\nAna,OLD\n").created
        assert row.person.home_unit == unit


class TestManagers:
    def test_they_stand_in_the_same_file_in_any_order(self, plan):
        found = plan("personnel_number,name,manager\nP2,Bea,P1\nP1,Ana,\nP3,Cleo,p2\n")
        assert [row.manager for row in found.created] == ["line 3", None, "line 2"]

    def test_they_are_named_by_email_too(self, plan):
        boss = ContactFactory(email="boss@x.example", personnel_number="")
        [row] = plan("name,manager\nAna,Boss@x.example\n").created
        assert row.manager == boss.pk

    def test_a_name_that_several_have_is_refused(self, plan):
        ContactFactory(name="Ana")
        ContactFactory(name="Ana")
        assert told(plan("name,manager\nBea,Ana\n")) == [(2, "manager", "Ana")]

    def test_a_circle_in_the_file_is_named(self, plan):
        found = plan("personnel_number,name,manager\nP1,Ana,P2\nP2,Bea,P1\nP3,Cleo,P1\n")
        assert [line for line, _, _ in told(found)] == [2, 3]
        assert "circle: Ana → Bea → Ana" in found.problems[0].reason

    def test_a_circle_closed_together_with_the_directory_is_named(self, plan):
        ana = ContactFactory(name="Ana", personnel_number="P1")
        bea = ContactFactory(name="Bea", personnel_number="P2", manager=ana)
        ContactFactory(name="Cleo", personnel_number="P3", manager=bea)
        found = plan("personnel_number,manager\nP1,P3\n")
        assert "Ana → Cleo → Bea → Ana" in found.problems[0].reason

    def test_nobody_is_their_own_manager(self, plan):
        assert told(plan("personnel_number,name,manager\nP1,Ana,P1\n")) == [(2, "manager", "P1")]

    def test_an_unknown_manager_can_be_left_empty(self, plan):
        mapping = {"columns": {"Who": "name", "Boss": {"to": "manager", "unknown": "empty"}}}
        found = plan("Who,Boss\nAna,P404\n", mapping=mapping)
        assert (names(found.created), len(found.left_empty), found.problems) == (["Ana"], 1, [])
