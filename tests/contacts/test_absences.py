"""When somebody is away, entered, changed and removed in place."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.models import Absence
from tests.factories.contacts import AbsenceFactory, AssignmentFactory, ContactFactory

pytestmark = pytest.mark.django_db


def in_days(number: int):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def ana(cast):
    return ContactFactory(name="Ana Duarte", home_unit=cast.unit)


@pytest.fixture
def bo(cast):
    return ContactFactory(name="Bo", home_unit=cast.unit)


def add(client, contact, since=1, until=5, **values):
    values = {"since": in_days(since), "until": in_days(until), "cover": ""} | values
    return client.post(f"/contacts/{contact.pk}/absences/new/", values)


@pytest.mark.parametrize("reader", ["ciso", "admin", "head"])
def test_an_absence_is_entered_with_who_covers(clients, ana, bo, reader):
    assert add(clients[reader], ana, cover=bo.pk).status_code == 302
    absence = Absence.objects.get()
    assert (absence.contact, absence.cover, absence.since) == (ana, bo, in_days(1))
    assert absence.history.first().history_change_reason == "Absence entered on the person’s page"


def test_in_place_the_page_is_told_what_changed(clients, ana):
    values = {"since": in_days(1), "until": in_days(2)}
    url = f"/contacts/{ana.pk}/absences/new/"
    answer = clients["head"].post(url, values, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert "changed:absences" in answer["HX-Trigger"]
    part = clients["head"].get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="_absence_form">')


def test_what_cannot_be_is_said(clients, ana, bo, cast):
    head = clients["head"]
    assert "until" in add(head, ana, since=5, until=1).context["form"].errors
    assert add(head, ana, since=1, until=1).status_code == 302
    assert "since" in add(head, ana, since=0, until=3).context["form"].errors
    assert add(head, ana, since=10, until=12, cover=ana.pk).status_code == 422
    assert add(head, ana, since=10, until=12, cover="99999999999999999999").status_code == 422
    assert (
        add(head, ana, since=10, until=12, cover=ContactFactory(home_unit=cast.foreign).pk).status_code == 422
    )
    gone = ContactFactory(name="Gone", home_unit=cast.unit, left=True)
    assert "cover" in add(head, ana, since=10, until=12, cover=gone.pk).context["form"].errors
    for day in ("", "soon", "0001-01-01", "2999-01-01", "\0"):
        assert (
            head.post(f"/contacts/{ana.pk}/absences/new/", {"since": day, "until": in_days(2)}).status_code
            == 422
        )
    assert Absence.objects.count() == 1


def test_an_absence_is_changed_and_removed(clients, ana, bo):
    absence = AbsenceFactory(contact=ana, cover=bo)
    url = f"/contacts/{ana.pk}/absences/{absence.pk}/"
    values = {"since": absence.since, "until": in_days(20), "cover": "", "revision": absence.revision}
    assert clients["head"].post(url, values).status_code == 302
    absence = Absence.objects.get()
    assert (absence.until, absence.cover) == (in_days(20), None)
    assert clients["head"].post(f"{url}remove/").status_code == 302
    assert not Absence.objects.exists()
    assert Absence.history.filter(history_type="-").count() == 1


def test_a_change_made_meanwhile_is_not_overwritten(clients, ana):
    absence = AbsenceFactory(contact=ana)
    values = {"since": absence.since, "until": in_days(20), "revision": absence.revision + 7}
    clients["head"].post(f"/contacts/{ana.pk}/absences/{absence.pk}/", values)
    assert Absence.objects.get().until == absence.until


def test_who_covers_from_elsewhere_stays_when_a_head_moves_the_days(clients, ana, cast):
    absence = AbsenceFactory(contact=ana, cover=ContactFactory(name="Cover", home_unit=cast.foreign))
    url = f"/contacts/{ana.pk}/absences/{absence.pk}/"
    assert "Cover" in clients["head"].get(url).content.decode()
    values = {
        "since": absence.since,
        "until": in_days(9),
        "cover": absence.cover_id,
        "revision": absence.revision,
    }
    assert clients["head"].post(url, values).status_code == 302
    assert Absence.objects.get().cover == absence.cover


def test_absences_of_others_are_not_to_be_reached(clients, ana, cast):
    absence = AbsenceFactory(contact=ana)
    boss = ContactFactory(home_unit=cast.parent)
    AssignmentFactory(contact=boss, unit=cast.parent)
    assert clients["outsider"].get(f"/contacts/{ana.pk}/absences/new/").status_code == 404
    assert clients["outsider"].post(f"/contacts/{ana.pk}/absences/{absence.pk}/remove/").status_code == 404
    assert clients["head"].get(f"/contacts/{boss.pk}/absences/new/").status_code == 404
    other = ContactFactory(home_unit=cast.unit)
    assert clients["head"].get(f"/contacts/{other.pk}/absences/{absence.pk}/").status_code == 404
    for reader in ("auditor", "responder"):
        assert add(clients[reader], ana).status_code == 403
    assert Absence.objects.count() == 1
