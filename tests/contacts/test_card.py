"""The card that says whom to call, and how many questions it asks."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from contacts.cards import card_of, first_calls
from tests.factories.contacts import (
    AbsenceFactory,
    AssignmentFactory,
    ContactFactory,
    FunctionFactory,
    PathwayFactory,
    PathwayStepFactory,
    ProcessOwnerFactory,
)
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db


def card(cast, purpose="incident", user=None, **kwargs):
    return card_of(cast.unit, purpose, user or cast.ciso, on=timezone.localdate(), **kwargs)


def named(cast, name, code="head", unit=None, **values):
    contact = ContactFactory(name=name, home_unit=cast.unit, **values)
    AssignmentFactory(contact=contact, unit=unit or cast.unit, code=code)
    return contact


def said(lines):
    return [(line.contact.name, line.why) for line in lines]


def test_a_card_names_its_own_people_and_then_those_above(cast):
    named(cast, "Clara")
    named(cast, "Ines", "incident_contact")
    named(cast, "Boss", unit=cast.parent)
    named(cast, "Dan", "deputy", unit=cast.parent)
    found = card(cast)
    assert said(found.now) == [
        ("Ines", "Incident contact"),
        ("Clara", "Head"),
        ("Dan", "Deputy, for Commercial above"),
    ]
    assert said(found.beyond) == [("Boss", "Head, for Commercial above")]


def test_a_cover_stands_in_the_place_of_whoever_is_away(cast):
    clara = named(cast, "Clara")
    AbsenceFactory(contact=clara, cover=ContactFactory(name="Carl"))
    (line,) = card(cast).lines
    assert (line.contact.name, line.why) == ("Carl", "Covers for Clara (head)")
    assert line.covers[0].contact == clara
    assert line.covers[0].until == timezone.localdate() + timedelta(days=5)


def test_a_number_says_when_nobody_confirmed_it_for_a_year(cast):
    named(cast, "Fresh", phone_confirmed_on=timezone.localdate() - timedelta(days=365))
    named(cast, "Old", "deputy", number_old=True)
    named(cast, "Never", "incident_contact", phone_confirmed_on=None)
    named(cast, "None", "process_owner", phone="", phone_confirmed_on=None)
    assert {line.contact.name: line.confirmation for line in card(cast).lines} == {
        "Fresh": "", "Old": "old", "Never": "never", "None": "",
    }  # fmt: skip


def test_a_number_is_dialled_as_a_telephone_takes_it(cast):
    named(cast, "Clara", phone="+44 (0)20 7946 0142 ext. 12")
    assert card(cast).lines[0].number == "+442079460142,12"


def test_the_time_there_is_said_where_it_differs(cast):
    named(cast, "Clara", time_zone="Asia/Singapore")
    named(cast, "Dan", "deputy", time_zone="Europe/London")
    now = datetime(2026, 11, 22, 18, 30, tzinfo=ZoneInfo("Europe/London"))
    with timezone.override("Europe/London"):
        clocks = {line.contact.name: line.clock for line in card(cast, now=now).lines}
    assert clocks == {"Clara": "02:30 on Monday there (Singapore)", "Dan": ""}


def test_what_somebody_wrote_down_holds_before_the_usual_order(cast):
    named(cast, "Clara")
    pathway = PathwayFactory(unit=cast.unit, note="Ring twice", counterpart=cast.admin)
    PathwayStepFactory(pathway=pathway, position=2, contact=ContactFactory(name="Zoe"), note="At night only")
    PathwayStepFactory(pathway=pathway, position=3, contact=None, function=FunctionFactory(code="ambassador"))
    found = card(cast)
    assert found.by_hand
    assert (found.written.note, found.counterpart.user) == ("Ring twice", cast.admin)
    assert said(found.now) == [("Zoe", "Named for this department")]
    assert said(found.beyond) == [("Clara", "Head")]
    assert list(found.calling.left_out) == [
        "Security ambassador (step 2): nobody named yet; the step is passed over."
    ]
    assert not card(cast, "decision").by_hand


def test_our_counterpart_is_the_owner_their_cover_or_the_owner_above(cast):
    assert card(cast).counterpart.user == cast.ciso
    cast.unit.owner_cover = cast.admin
    assert card(cast).counterpart.user == cast.admin
    team = card_of(cast.team, "incident", cast.ciso, on=timezone.localdate())
    assert (team.counterpart.user, team.counterpart.through) == (cast.ciso, "Marketing")
    assert card_of(cast.parent, "incident", cast.ciso, on=timezone.localdate()).counterpart is None


def test_our_counterpart_has_a_number_where_the_directory_knows_their_address(cast):
    ContactFactory(email="CISO@cast.example", phone="+44 1")
    assert card(cast).counterpart.number == "+441"


def test_a_department_reaches_the_people_it_sees_and_keeps_its_own(cast):
    clara = named(cast, "Clara")
    boss = ContactFactory(name="Boss", home_unit=cast.parent)
    AssignmentFactory(contact=boss, unit=cast.parent, code="deputy")
    lines = {line.contact.pk: line for line in card(cast, user=cast.head).lines}
    assert (lines[clara.pk].seen, lines[clara.pk].kept) == (True, True)
    assert (lines[boss.pk].seen, lines[boss.pk].kept) == (True, False)
    assert not any(line.seen or line.kept for line in card(cast, user=cast.responder).lines)
    assert not any(line.kept for line in card(cast, user=cast.auditor).lines)


def fill(cast, number):
    for step in range(number):
        contact = named(cast, f"P{step}", FunctionFactory(call_order=9, inherits=True).code)
        AbsenceFactory(contact=contact)
        ProcessOwnerFactory(unit=cast.unit)
        pathway = PathwayFactory(unit=UnitFactory(parent=cast.unit))
        PathwayStepFactory(pathway=pathway)


def test_a_card_and_the_first_numbers_ask_as_many_questions_for_many_as_for_one(cast, count_queries):
    def asked():
        units = [cast.unit, *cast.unit.children.all()]
        with count_queries() as one:
            card(cast, user=cast.head)
        with count_queries() as many:
            found = first_calls(units, "incident", on=timezone.localdate())
        assert all(call.line for call in found)
        return len(one), len(many)

    AssignmentFactory(unit=cast.unit)
    fill(cast, 1)
    first = asked()
    fill(cast, 12)
    assert asked() == first
    assert first[0] <= 10
    assert first[1] <= 7


def test_nobody_to_call_is_said_by_an_empty_card(cast):
    found = card(cast)
    assert found.lines == []
    (call,) = first_calls([cast.unit], "incident", on=date(2026, 1, 1))
    assert (call.line, call.counterpart.user) == (None, cast.ciso)
