"""The department page on people: who speaks for it, who is called, how they stand, and for whom which of it is."""

import re

import pytest

from contacts.choices import Purpose
from tests.factories.contacts import (
    AbsenceFactory,
    AssignmentFactory,
    ContactFactory,
    FunctionFactory,
    PathwayFactory,
    PathwayStepFactory,
    StanceFactory,
)
from tests.fixtures.answers import section

pytestmark = pytest.mark.django_db


class TestWhoSpeaksForIt:
    def test_head_deputy_and_ambassador_stand_at_the_top(self, cast, department_page):
        AssignmentFactory(unit=cast.unit, contact__name="Clara Whitfield", since="2024-03-01")
        AssignmentFactory(unit=cast.unit, code="deputy", contact__name="Jonas Beck")
        AssignmentFactory(unit=cast.unit, code="ambassador", contact__name="Ana Duarte", share_of_time="4.0")
        facts = section(department_page(), "facts")
        assert "Clara Whitfield" in facts
        assert "Head since March 2024" in facts
        assert "Jonas Beck" in facts
        assert "Ana Duarte" in facts
        assert "4 hours a week, agreed" in facts

    def test_where_it_has_nobody_those_above_answer_and_it_says_so(self, cast, department_page):
        AssignmentFactory(unit=cast.parent, contact__name="Mara Stone")
        facts = section(department_page("head"), "facts")
        assert "Mara Stone" in facts
        assert "for Commercial above" in facts

    def test_nobody_named_yet_is_said_and_leads_to_where_one_names_them(self, cast, department_page):
        assert section(department_page(), "facts").count("nobody named yet") == 3
        assert 'href="/units/OWN/people/"' in section(department_page(), "facts")
        assert 'href="/units/OWN/people/"' not in section(department_page("auditor"), "facts")

    def test_who_is_away_says_until_when_and_who_covers(self, cast, department_page):
        deputy = AssignmentFactory(unit=cast.unit, code="deputy").contact
        AbsenceFactory(contact=deputy, cover=ContactFactory(name="Lucy Cover"))
        assert "Lucy Cover covers" in section(department_page(), "facts")


class TestWhoIsCalled:
    def test_the_incident_contact_before_the_deputy_with_the_number(self, cast, department_page):
        AssignmentFactory(unit=cast.unit, code="deputy")
        AssignmentFactory(unit=cast.unit, code="incident_contact", contact__name="Ana Duarte")
        facts = section(department_page(), "facts")
        assert "call first: Ana Duarte" in facts
        assert re.search(r'href="tel:\+44\d+"', facts)
        assert 'href="/call/OWN/"' in facts

    def test_whoever_covers_is_called_while_they_are_away(self, cast, department_page):
        away = AssignmentFactory(unit=cast.unit, code="incident_contact").contact
        AbsenceFactory(contact=away, cover=ContactFactory(name="Lucy Cover"))
        assert "call first: Lucy Cover" in section(department_page(), "facts")

    def test_what_somebody_wrote_down_comes_first(self, cast, department_page):
        AssignmentFactory(unit=cast.unit, code="incident_contact")
        pathway = PathwayFactory(unit=cast.unit, purpose=Purpose.INCIDENT)
        PathwayStepFactory(pathway=pathway, contact=ContactFactory(name="Night Desk"))
        assert "call first: Night Desk" in section(department_page(), "facts")


class TestEngagement:
    def test_is_for_the_team_of_the_ciso_alone(self, cast, department_page):
        head = AssignmentFactory(unit=cast.unit).contact
        before = {reader: department_page(reader) for reader in ("admin", "auditor", "head")}
        shared = department_page("ciso", "?share=1")
        StanceFactory(contact=head, current=4, desired=5)
        facts = section(department_page(), "facts")
        assert "Supportive" in facts
        assert "we hope for leading" in facts
        token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
        for reader, told in before.items():
            assert token.sub("", department_page(reader)) == token.sub("", told)
        assert token.sub("", department_page("ciso", "?share=1")) == token.sub("", shared)


class TestEverybody:
    def test_every_responsibility_has_its_row(self, cast, department_page):
        AssignmentFactory(unit=cast.unit, code="incident_contact", contact__name="Ana Duarte")
        FunctionFactory(code="head")
        rows = section(department_page(), "people")
        assert "Incident contact" in rows
        assert "Ana Duarte" in rows
        assert "nobody yet as head, deputy, security ambassador" in rows

    def test_somebody_who_left_is_said_to_be_still_named(self, cast, department_page):
        AssignmentFactory(unit=cast.unit, contact__left=True, contact__name="Gone Person")
        assert "is still named as head" in section(department_page(), "people")

    def test_the_section_reads_itself_again(self, cast, clients):
        headers = {"HX-Request": "true", "HX-Target": "people"}
        AssignmentFactory(unit=cast.unit, contact__name="Clara Whitfield")
        part = clients["head"].get("/units/OWN/", headers=headers).content.decode()
        assert "Clara Whitfield" in part
        assert "changed:people from:body" in part
