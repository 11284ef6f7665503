"""The people of the demo organisation: on every page of the directory something real stands at first sight."""

from datetime import timedelta

import pytest

from accounts.models import User
from contacts import functions, rules
from contacts.holding import people_of
from contacts.models import Absence, Assignment, Contact, Pathway, Stance
from tests.overview.demo.day import DAY
from units import tree
from units.choices import Status
from units.models import Stewardship, Unit

pytestmark = pytest.mark.django_db


def test_about_two_hundred_and_fifty_people_in_many_places(read):
    people = Contact.objects.all()
    assert 240 <= len(people) <= 270
    assert len({person.time_zone for person in people}) >= 10
    assert all(
        not person.phone or person.phone.startswith(("+44 20 7946 0", "+44 7700 900")) for person in people
    )
    assert all(person.email.endswith(".example") for person in people)


def test_nobody_stands_in_a_circle_of_managers_and_one_leads_them_all(read):
    managers = dict(Contact.objects.values_list("pk", "manager"))
    assert not any(rules.circle(managers, person) for person in managers)
    ours = Contact.objects.filter(email__endswith="@verrano.example", manager=None, left_on=None)
    top = ours.exclude(reports=None).distinct()
    assert [person.name for person in top] == ["Henrietta Lascelles"]


def test_every_user_is_somebody_of_the_directory(read):
    assert not User.objects.filter(contact=None).exists()
    clara = Contact.objects.get(user__email="head@demo.example")
    assert clara.assignments.current(on=DAY).filter(function__code=functions.HEAD, unit__code="MKT").exists()


def test_numbers_were_confirmed_on_many_days_some_long_ago_some_never(read):
    people = Contact.objects.exclude(phone="")
    confirmed = [day for (day,) in people.values_list("phone_confirmed_on") if day]
    assert len(set(confirmed)) >= 12
    assert sum(day < DAY - timedelta(days=365) for day in confirmed) >= 20
    assert people.filter(phone_confirmed_on=None).count() >= 10
    assert Contact.objects.filter(phone="").exists()


def test_four_left_one_will_and_nobody_who_left_still_holds_anything(read):
    gone = Contact.objects.left(on=DAY)
    assert gone.count() == 4
    assert not Assignment.objects.current(on=DAY).filter(contact__in=gone).exists()
    assert not Contact.objects.here(on=DAY).filter(manager__in=gone).exists()
    (leaving,) = Contact.objects.filter(left_on__gte=DAY)
    assert leaving.assignments.current(on=DAY).count() >= 7


def test_a_head_who_changed_has_a_predecessor_whose_last_day_is_the_day_before(read):
    old, new = Assignment.objects.filter(unit__code="SAL", function__code=functions.HEAD).order_by("since")
    assert (old.contact.name, new.contact.name) == ("Martin Geller", "Oliver Brandt")
    assert old.until + timedelta(1) == new.since


def test_some_departments_have_nobody_some_are_answered_for_from_above(read):
    states = set()
    units = Unit.objects.filter(status=Status.ACTIVE)
    _, above = tree.ancestors_and_answering(unit.pk for unit in units)
    for unit in units:
        holders = people_of(unit, [pk for pk, *_ in reversed(above[unit.pk])], on=DAY)
        for code in (functions.HEAD, functions.DEPUTY, functions.AMBASSADOR):
            holding = holders.of(code)
            states.add((code, "above" if holding.inherited_from else "own" if holding else "nobody"))
    assert {(functions.HEAD, "own"), (functions.HEAD, "above")} <= states
    assert {(functions.AMBASSADOR, state) for state in ("own", "above", "nobody")} <= states


def test_one_head_may_not_act_yet_while_the_one_before_still_may(read):
    unit = Unit.objects.get(code="COR-FAC")
    (head,) = unit.assignments.current(on=DAY).filter(function__code=functions.HEAD)
    acting = {row.user.name for row in Stewardship.objects.filter(unit=unit)}
    assert head.contact.user
    assert head.contact.user.name not in acting
    assert acting == {"Beatriz Lobo"}


def test_absences_run_come_and_are_not_all_covered(read):
    now, soon = Absence.objects.on(DAY), Absence.objects.filter(since__gt=DAY)
    assert now.count() >= 5
    assert soon.count() >= 3
    assert {absence.cover is None for absence in now} == {True, False}


def test_engagement_of_some_thirty_people_within_a_year_some_read_twice(read):
    readings = Stance.objects.all()
    assert 20 <= len({reading.contact_id for reading in readings}) < len(readings)
    assert min(reading.noted_on for reading in readings) >= DAY - timedelta(days=365)


def test_two_cards_are_kept_by_hand(read):
    assert {(card.unit.code, card.purpose) for card in Pathway.objects.all()} == {
        ("ECM", "incident"),
        ("FIN-TRS", "decision"),
    }


def test_two_people_stand_in_the_directory_twice(read):
    numbers = [number for (number,) in Contact.objects.values_list("personnel_number") if number]
    assert len(numbers) - len(set(numbers)) == 1
    homes = list(Contact.objects.values_list("name", "home_unit"))
    assert len(homes) - len(set(homes)) == 1
