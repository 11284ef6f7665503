"""Noting how people stand, and who is furthest from what the CISO's team hopes for."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from contacts.engagement_list import goes_on, readings, sums
from contacts.models import Stance
from contacts.retention import STANCE_TERM, old_stances
from tests.factories.contacts import AssignmentFactory, ContactFactory, FunctionFactory, StanceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clara(cast):
    return ContactFactory(name="Clara", home_unit=cast.unit)


def form(**values):
    return {
        "current": "2",
        "desired": "4",
        "noted_on": timezone.localdate().isoformat(),
        "note": "Said no",
    } | values


def listed(cast, **narrowed):
    found = readings(cast.ciso, on=timezone.localdate(), **narrowed).select_related("contact")
    return [(one.contact.name, one.gap) for one in found]


def test_a_reading_is_noted_in_place_and_leaves_the_person_as_they_are(cast, clients, clara):
    revision = clara.revision
    answer = clients["ciso"].post(f"/contacts/{clara.pk}/stance/", form(), headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert "changed:engagement" in answer.headers["HX-Trigger"]
    stance = Stance.objects.get()
    assert (stance.current, stance.desired, stance.note) == (2, 4, "Said no")
    clara.refresh_from_db()
    assert clara.revision == revision
    assert clara.history.count() == 1


def test_without_a_script_one_comes_back_to_the_person(clients, clara):
    answer = clients["ciso"].post(f"/contacts/{clara.pk}/stance/", form())
    assert answer.headers["Location"] == f"/contacts/{clara.pk}/#_engagement"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"current": ""}, "This cannot be empty"),
        ({"current": "9"}, "Select a valid choice"),
        ({"noted_on": "2190-01-01"}, "still to come"),
        ({"noted_on": "2001-01-01"}, "would go at once"),
        ({"note": "x" * 1001}, "Keep this to 1000"),
    ],
)
def test_what_cannot_be_is_said_at_its_place(clients, clara, values, said):
    answer = clients["ciso"].post(f"/contacts/{clara.pk}/stance/", form(**values))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Stance.objects.exists()


def test_a_reading_is_removed_and_the_record_keeps_it_for_its_time(clients, clara):
    stance = StanceFactory(contact=clara)
    other = StanceFactory()
    assert clients["ciso"].post(f"/contacts/{clara.pk}/stance/{other.pk}/remove/").status_code == 404
    clients["ciso"].post(f"/contacts/{clara.pk}/stance/{stance.pk}/remove/")
    assert not Stance.objects.filter(pk=stance.pk).exists()
    assert Stance.history.filter(id=stance.pk).count() == 2


@pytest.mark.parametrize("reader", ["admin", "auditor", "head", "outsider", "responder"])
def test_nobody_else_notes_or_removes(clients, clara, reader):
    stance = StanceFactory(contact=clara)
    assert clients[reader].post(f"/contacts/{clara.pk}/stance/", form()).status_code == 403
    assert clients[reader].post(f"/contacts/{clara.pk}/stance/{stance.pk}/remove/").status_code == 403
    assert clients[reader].get("/contacts/engagement/").status_code == 403
    assert Stance.objects.count() == 1


def test_those_furthest_from_what_we_hope_for_come_first(cast):
    for name, current, desired in (("A", 4, 5), ("B", 1, 4), ("C", 5, 4), ("D", 3, None), ("E", 1, 4)):
        StanceFactory(contact=ContactFactory(name=name), current=current, desired=desired)
    assert listed(cast) == [("B", 3), ("E", 3), ("A", 1), ("C", -1), ("D", None)]
    assert sums(readings(cast.ciso, on=timezone.localdate())) == {"count": 5, "short": 3}
    assert not readings(cast.admin, on=timezone.localdate()).exists()


def test_only_the_newest_reading_counts_and_only_who_is_here(cast, clara):
    today = timezone.localdate()
    StanceFactory(contact=clara, current=1, desired=5, noted_on=today - timedelta(days=90))
    StanceFactory(contact=clara, current=4, desired=5, noted_on=today - timedelta(days=9))
    StanceFactory(contact=ContactFactory(left=True))
    assert listed(cast) == [("Clara", 1)]


def test_the_list_is_narrowed_by_department_and_below_and_by_responsibility(cast, clients, clara):
    below = ContactFactory(name="Below", home_unit=cast.team)
    elsewhere = ContactFactory(name="Elsewhere", home_unit=cast.foreign)
    for contact in (clara, below, elsewhere):
        StanceFactory(contact=contact)
    AssignmentFactory(contact=elsewhere, unit=cast.foreign)
    assert {name for name, _ in listed(cast, unit=cast.unit)} == {"Clara", "Below"}
    assert listed(cast, function=FunctionFactory(code="head")) == [("Elsewhere", 1)]
    page = clients["ciso"].get("/contacts/engagement/?unit=OWN").content.decode()
    assert "Below" in page
    assert "Elsewhere" not in page
    page = clients["ciso"].get("/contacts/engagement/?function=head").content.decode()
    assert "Treasury</span>" in page
    assert ">Head<" in page
    assert clients["ciso"].get("/contacts/engagement/?unit=NOWHERE&function=x&page=x").status_code == 200
    assert clients["ciso"].get("/contacts/engagement/?page=99&unit=%00").status_code == 200


@pytest.mark.parametrize(
    "noted", [date(2026, 11, 22), date(2024, 2, 29), date(2025, 2, 28), date(2026, 1, 31)]
)
def test_a_reading_goes_on_the_day_that_is_said(noted):
    stance = StanceFactory(noted_on=noted)
    day = goes_on(stance)
    assert stance in old_stances(day)
    assert stance not in old_stances(day - timedelta(days=1))
    assert STANCE_TERM.before(day) >= noted


def test_the_page_of_a_person_says_when_the_reading_goes(clients, clara):
    StanceFactory(contact=clara, current=2, desired=4, note="Said no", noted_on=timezone.localdate())
    page = clients["ciso"].get(f"/contacts/{clara.pk}/").content.decode()
    assert "Resistant" in page
    assert "goes on" in page
    assert "Said no" in page
    assert "Said no" not in clients["admin"].get(f"/contacts/{clara.pk}/").content.decode()
