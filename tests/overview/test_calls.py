"""Ticking a call sheet: once, at the time it was made, by whoever sees it, also after the connection was lost."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from overview.actions.calls import Ended, Said, close_calls, open_calls, tick, when
from overview.models import CallSheet, CallTick
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.overview import CallSheetFactory, CallTickFactory
from tests.factories.units import DependencyFactory, IncidentFactory, IncidentUnitFactory, UnitFactory
from tests.fixtures.answers import told
from units.models import Incident

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def sheet(cast):
    AssignmentFactory(unit=cast.unit, contact__name="Arvid Lunde")
    return CallSheetFactory(unit=cast.unit, opened_by=cast.responder)


def said(sheet, **more):
    return Said(
        **{
            "unit": sheet.unit,
            "outcome": "reached",
            "token": uuid.uuid4(),
            "contact": ContactFactory(),
            **more,
        }
    )


def sent(sheet, contact, **more):
    return {
        "unit": sheet.unit_id,
        "contact": contact.pk,
        "outcome": "reached",
        "token": str(uuid.uuid4()),
        **more,
    }


def test_calling_begins_once(cast, clients):
    for reader in ("responder", "ciso"):
        assert clients[reader].post("/units/OWN/impact/open/").status_code == 302
    sheet = CallSheet.objects.get()
    assert (sheet.unit, sheet.opened_by) == (cast.unit, cast.responder)


def test_nobody_is_called_about_a_closed_department(cast, clients):
    UnitFactory(code="GONE", status="closed")
    clients["ciso"].post("/units/GONE/impact/open/")
    assert not CallSheet.objects.exists()


def test_a_tick_says_who_and_when(cast, clients, sheet):
    contact = cast.unit.assignments.get().contact
    noted = sheet.opened_at + timedelta(minutes=14)
    clients["responder"].post(
        f"/call-sheets/{sheet.pk}/tick/", sent(sheet, contact, at=noted.isoformat()), headers=SCRIPT
    )
    made = CallTick.objects.get()
    assert (made.contact, made.ticked_by, made.ticked_at) == (contact, cast.responder, noted)
    page = told(clients["ciso"].get("/units/OWN/impact/")).decode()
    assert f"Reached {timezone.localtime(noted):%H:%M} by {cast.responder}" in page


def test_a_tick_that_arrives_twice_counts_once(cast, clients, sheet):
    data = sent(sheet, cast.unit.assignments.get().contact)
    for _ in range(2):
        assert (
            clients["responder"].post(f"/call-sheets/{sheet.pk}/tick/", data, headers=SCRIPT).status_code
            == 204
        )
    assert CallTick.objects.count() == 1


def test_the_last_word_about_a_person_stands_and_the_others_stay_in_the_timeline(cast, clients, sheet):
    contact = cast.unit.assignments.get().contact
    for minute, outcome in enumerate(("reached", "no_answer")):
        CallTickFactory(
            sheet=sheet,
            contact=contact,
            outcome=outcome,
            ticked_at=sheet.opened_at + timedelta(minutes=minute),
        )
    assert 'aria-pressed="true"' not in told(clients["ciso"].get("/units/OWN/impact/")).decode()
    timeline = told(clients["ciso"].get(f"/call-sheets/{sheet.pk}/")).decode()
    assert timeline.index("Reached") < timeline.index("No answer")


@pytest.mark.parametrize(
    ("noted", "counted"),
    [(None, 0), (timedelta(hours=3), 0), (timedelta(days=-30), -60), (timedelta(minutes=-5), -5)],
)
def test_the_time_of_a_tick_stays_within_the_calls(noted, counted):
    at = timezone.now()
    sheet = CallSheet(opened_at=at - timedelta(minutes=60))
    assert when(None if noted is None else at + noted, sheet=sheet, at=at) == at + timedelta(minutes=counted)


@pytest.mark.django_db
def test_after_the_end_nothing_is_noted_but_what_was_made_before():
    sheet = CallSheetFactory()
    end = timezone.now()
    close_calls(sheet, at=end, by=sheet.opened_by)
    with pytest.raises(Ended):
        tick(sheet, said(sheet), at=end + timedelta(minutes=1), by=sheet.opened_by)
    with pytest.raises(Ended):
        tick(
            sheet,
            said(sheet, at=end + timedelta(seconds=30)),
            at=end + timedelta(minutes=1),
            by=sheet.opened_by,
        )
    late = tick(
        sheet, said(sheet, at=end - timedelta(minutes=2)), at=end + timedelta(hours=2), by=sheet.opened_by
    )
    assert late.ticked_at == end - timedelta(minutes=2)


def test_an_ended_sheet_answers_so(cast, clients, sheet):
    clients["ciso"].post(f"/call-sheets/{sheet.pk}/close/")
    answer = clients["responder"].post(
        f"/call-sheets/{sheet.pk}/tick/", sent(sheet, cast.unit.assignments.get().contact), headers=SCRIPT
    )
    assert (answer.status_code, CallTick.objects.count()) == (409, 0)


def test_a_foreign_sheet_is_not_there(cast, clients, sheet):
    data = sent(sheet, cast.unit.assignments.get().contact)
    assert clients["outsider"].post(f"/call-sheets/{sheet.pk}/tick/", data).status_code == 404
    assert clients["outsider"].get(f"/call-sheets/{sheet.pk}/").status_code == 404
    assert clients["auditor"].post(f"/call-sheets/{sheet.pk}/tick/", data).status_code == 403
    assert not CallTick.objects.exists()


def test_a_head_ticks_only_whom_their_sheet_names(cast, clients, sheet):
    url = f"/call-sheets/{sheet.pk}/tick/"
    stranger = ContactFactory(name="Secret person", home_unit=cast.foreign)
    assert clients["head"].post(url, sent(sheet, stranger), headers=SCRIPT).status_code == 404
    assert (
        clients["head"]
        .post(url, sent(sheet, cast.unit.assignments.get().contact), headers=SCRIPT)
        .status_code
        == 204
    )


def test_a_head_reads_of_calls_only_to_neighbours(cast, clients, sheet):
    shop, far = UnitFactory(name="Web Shop"), UnitFactory(name="Plant North")
    DependencyFactory(consumer=shop, provider=cast.unit)
    for unit in (shop, far):
        CallTickFactory(sheet=sheet, unit=unit, contact__name=f"Head of {unit.name}")
    for url in (f"/call-sheets/{sheet.pk}/", "/changes/"):
        page = told(clients["head"].get(url)).decode()
        assert "Head of Web Shop" in page, url
        assert "Plant North" not in page, url


@pytest.mark.parametrize(
    "bad",
    [{"outcome": "fled"}, {"contact": ""}, {"contact": "9" * 30}, {"colleague": "1"}, {"unit": "77777"}],
)
def test_nonsense_is_not_noted(cast, clients, sheet, bad):
    data = sent(sheet, cast.unit.assignments.get().contact) | bad
    assert (
        clients["responder"].post(f"/call-sheets/{sheet.pk}/tick/", data, headers=SCRIPT).status_code == 404
    )
    assert not CallTick.objects.exists()


@pytest.mark.parametrize(
    "odd", [{"token": "x"}, {"at": "yesterday"}, {"at": "2026-13-45T99:00:00Z"}, {"note": "\0" * 900}]
)
def test_what_cannot_be_read_is_left_out(cast, clients, sheet, odd):
    data = sent(sheet, cast.unit.assignments.get().contact) | odd
    assert (
        clients["responder"].post(f"/call-sheets/{sheet.pk}/tick/", data, headers=SCRIPT).status_code == 204
    )
    assert CallTick.objects.count() == 1


def test_what_others_ticked_comes_with_the_part_that_is_read_again(cast, clients, sheet):
    contact = cast.unit.assignments.get().contact
    CallTickFactory(sheet=sheet, contact=contact, outcome="message", note="On her phone")
    part = clients["ciso"].get(
        f"/call-sheets/{sheet.pk}/", headers={"HX-Request": "true", "HX-Target": "call-ticks"}
    )
    text = told(part).decode()
    assert f'id="call-state-c{contact.pk}" hx-swap-oob="true"' in text
    assert "Left a message" in text
    assert "<h1" not in text


def test_calls_become_the_timeline_of_an_incident(cast, clients, sheet):
    CallTickFactory(sheet=sheet, contact=cast.unit.assignments.get().contact)
    url = f"/call-sheets/{sheet.pk}/incident/"
    data = {"title": "Hosting is down", "occurred_on": timezone.localdate().isoformat(), "severity": "4"}
    answer = clients["ciso"].post(url, data)
    incident = Incident.objects.get(title="Hosting is down")
    assert answer["Location"].endswith(f"/{incident.pk}/")
    assert [row.unit for row in incident.incident_units.all()] == [cast.unit]
    assert "Arvid Lunde" in told(clients["ciso"].get(f"/incidents/{incident.pk}/calls/")).decode()
    assert clients["outsider"].get(f"/incidents/{incident.pk}/calls/").status_code == 404
    assert clients["head"].get(url).status_code == 403


def test_restricted_incidents_are_not_offered_and_not_told(cast, clients, sheet):
    incident = IncidentFactory(title="Secret inquiry", restricted=True)
    IncidentUnitFactory(incident=incident, unit=cast.unit)
    assert "Secret inquiry" not in told(clients["ciso"].get(f"/call-sheets/{sheet.pk}/incident/")).decode()
    CallSheetFactory(unit=cast.team, ended=True, incident=incident)
    for reader in ("head", "responder", "auditor"):
        for one in CallSheet.objects.all():
            assert "Secret" not in told(clients[reader].get(f"/call-sheets/{one.pk}/")).decode()


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_begin_one_sheet_and_both_ticks_count():
    unit, contact = UnitFactory(), ContactFactory()
    people = [CallSheetFactory().opened_by for _ in range(2)]
    token, faults = uuid.uuid4(), []
    barrier = threading.Barrier(4, timeout=30)

    def call(person, token):
        try:
            barrier.wait(20)
            sheet = open_calls(unit, at=timezone.now(), by=person)
            tick(sheet, Said(unit, "reached", token, contact), at=timezone.now(), by=person)
        except Exception as fault:  # shown by the assertion below
            faults.append(fault)
        finally:
            connection.close()

    tokens = [token, token, uuid.uuid4(), uuid.uuid4()]
    threads = [threading.Thread(target=call, args=(people[n % 2], tokens[n])) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert CallSheet.objects.filter(unit=unit).count() == 1
    assert CallTick.objects.filter(sheet__unit=unit).count() == 3
