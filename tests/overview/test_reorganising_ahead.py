"""A reorganisation of a day to come: kept to those named, done on its day by one of many, or not at all."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from common.history import recording
from overview.actions.reorganising import cancel, reorganise
from overview.models import Reorganisation, ReorganisationReader
from overview.reorganising.daily import do_what_is_due
from overview.reorganising.plan import New, Plan
from tests.factories.accounts import UserFactory
from tests.fixtures.answers import told
from units.choices import Status
from units.models import Unit

TODAY = timezone.localdate()
DAY = TODAY + timedelta(30)
Kind, State = Reorganisation.Kind, Reorganisation.State
# The board comes first: what it works out, other pages show once it is known.
ASKED = (
    "/gaps/", "/", "/?all", "/reorganisations/", "/reorganisations/?q=board", "/reorganisations/?unit=OWN-TEAM",
    "/reorganisations/?kind=merger", "/reorganisations/?state=prepared", "/reorganisations/?sort=-state",
    "/search/?q=board", "/search/?q=next", "/changes/",
    "/changes/?q=board", "/changes/?kind=overview.reorganisation",
    "/changes/?kind=overview.reorganisationreader", "/changes/?who=Cast+ciso", "/units/", "/units/OWN-TEAM/",
    "/units/FOREIGN/", "/units/OWN-TEAM/history/", "/units/FOREIGN/history/", "/choices/units/?q=next",
    "/map/data.json", "/contacts/access/", "/dialogues/", "/units/export.csv",
)  # fmt: skip
# Of what is asked anew each time.
FRESH = re.compile(rb'nonce="[^"]*"')


def answers(client) -> dict[str, bytes]:
    asked = {url: client.get(url) for url in ASKED}
    return {url: b"%d " % said.status_code + FRESH.sub(b"", told(said)) for url, said in asked.items()}


def prepare(cast, *, by=None, kind=Kind.MERGER, plan=None, on=DAY, **more) -> Reorganisation:
    return reorganise(
        kind, plan or Plan([cast.team.pk], [cast.foreign.pk]), on=on, reason="The board is going to tell",
        by=by or cast.ciso, at=timezone.now(), today=TODAY, **more,
    )  # fmt: skip


@pytest.mark.django_db
def test_whoever_is_not_named_learns_of_an_embargoed_one_nowhere(cast, clients):
    readers = ("admin", "auditor", "head", "responder")
    board = UserFactory(admin=True, name="Board")
    prepare(cast, kind=Kind.RENAME, plan=Plan([cast.unit.pk], name="Press"))
    before = {reader: answers(clients[reader]) for reader in readers}
    plan = Plan([cast.team.pk], new=[New("NEXT", "Next")])
    event = prepare(cast, plan=plan, embargoed=True, readers=[board])
    prepare(cast, plan=Plan([cast.team.pk], [cast.foreign.pk]), event=event, embargoed=True)
    cancel(prepare(cast, plan=plan, on=DAY + timedelta(1), embargoed=True), by=cast.ciso)
    for reader in readers:
        after = answers(clients[reader])
        assert [url for url in ASKED if after[url] != before[reader][url]] == []
        for step in ("", "edit/", "undo/"):
            assert clients[reader].get(f"/reorganisations/{event.pk}/{step}").status_code in (403, 404)
        assert clients[reader].post(f"/reorganisations/{event.pk}/cancel/").status_code in (403, 404)
    event.refresh_from_db()
    assert event.state == State.PREPARED


@pytest.mark.django_db
def test_whoever_is_named_and_whoever_prepared_it_read_it(cast, clients, client_of):
    named = UserFactory(admin=True)
    event = prepare(cast, embargoed=True, readers=[named])
    for client in (clients["ciso"], client_of(named)):
        page = client.get(f"/reorganisations/{event.pk}/").content.decode()
        assert "named people only" in page
        assert "The board is going to tell" in page
        assert "Campaigns merges into Treasury" in client.get("/reorganisations/").content.decode()
        assert "The board is going to tell" in client.get("/changes/").content.decode()
    assert clients["admin"].get(f"/reorganisations/{event.pk}/").status_code == 404


@pytest.mark.django_db
def test_a_second_one_of_the_same_day_by_somebody_not_named_is_no_oracle_and_fails_on_the_day(cast, clients):
    prepare(cast, embargoed=True, on=TODAY + timedelta(1))
    other = prepare(
        cast,
        by=cast.admin,
        kind=Kind.RENAME,
        plan=Plan([cast.team.pk], name="Press"),
        on=TODAY + timedelta(1),
    )
    assert do_what_is_due(on=TODAY + timedelta(1), at=timezone.now()) == 1
    other.refresh_from_db()
    assert other.state == State.FAILED
    assert "closed already" in other.problem


@pytest.mark.django_db
def test_on_its_day_it_is_done_and_everybody_who_sees_the_departments_reads_it(cast, clients):
    event = prepare(cast, embargoed=True)
    assert do_what_is_due(on=DAY - timedelta(1), at=timezone.now()) == 0
    assert do_what_is_due(on=DAY, at=timezone.now()) == 1
    assert do_what_is_due(on=DAY, at=timezone.now()) == 0
    event.refresh_from_db()
    cast.team.refresh_from_db()
    assert (event.state, cast.team.status, cast.team.closed_on) == (State.DONE, Status.CLOSED, DAY)
    for reader in ("head", "outsider", "auditor"):
        assert clients[reader].get(f"/reorganisations/{event.pk}/").status_code == 200
    version = Unit.history.filter(id=cast.team.pk).latest()
    assert version.history_actor == "On its day, as prepared by Cast ciso"
    assert version.history_change_reason == "The board is going to tell"
    states = [row.state for row in Reorganisation.visible_versions(Reorganisation.history.all(), cast.admin)]
    assert states == ["done"]
    assert Reorganisation.visible_versions(Reorganisation.history.all(), cast.ciso).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["head", "outsider"])
def test_departments_read_what_was_done_and_nothing_that_is_prepared(cast, clients, reader):
    event = prepare(cast)
    assert clients[reader].get(f"/reorganisations/{event.pk}/").status_code == 404
    assert clients["auditor"].get(f"/reorganisations/{event.pk}/").status_code == 200


@pytest.mark.django_db
def test_what_no_longer_fits_is_not_half_done_and_told_to_whoever_prepared_it(cast, clients):
    event = prepare(cast)
    with recording(by=cast.admin, reason="Closed meanwhile"):
        cast.foreign.status = Status.CLOSED
        cast.foreign.save()
    before = Unit.history.count()
    assert do_what_is_due(on=DAY, at=timezone.now()) == 0
    assert Unit.history.count() == before
    event.refresh_from_db()
    assert (event.state, event.problem) == (State.FAILED, "Treasury is closed and can take nothing over.")
    page = clients["admin"].get(f"/reorganisations/{event.pk}/").content.decode()
    assert "Treasury is closed and can take nothing over." in page
    today = clients["ciso"].get("/?all").content.decode()
    assert "nothing of it was done" in today
    assert f'href="/reorganisations/{event.pk}/"' in today
    assert "nothing of it was done" not in clients["admin"].get("/?all").content.decode()


@pytest.mark.django_db
def test_a_department_whose_entry_was_taken_back_holds_nothing_else_up(cast):
    with recording(by=cast.admin, reason="Entered by mistake"):
        gone = Unit(code="GONE", name="Gone")
        gone.save()
        lost = prepare(cast, plan=Plan([gone.pk], [cast.foreign.pk]))
        gone.delete()
    other = prepare(cast, kind=Kind.RENAME, plan=Plan([cast.team.pk], name="Press"))
    assert do_what_is_due(on=DAY, at=timezone.now()) == 1
    lost.refresh_from_db()
    other.refresh_from_db()
    assert (lost.state, other.state) == (State.FAILED, State.DONE)
    assert lost.problem == "One of its departments is no longer in the inventory."


@pytest.mark.django_db
def test_nothing_is_done_in_the_name_of_somebody_who_may_no_longer(cast):
    event = prepare(cast, embargoed=True)
    with recording(by=cast.admin, reason="Left"):
        cast.ciso.is_active = False
        cast.ciso.save()
    assert do_what_is_due(on=DAY, at=timezone.now()) == 0
    event.refresh_from_db()
    assert event.state == State.FAILED
    assert "may no longer reorganise" in event.problem


@pytest.mark.django_db
def test_what_is_called_off_is_never_done(cast):
    event = prepare(cast)
    cancel(event, by=cast.admin)
    assert do_what_is_due(on=DAY, at=timezone.now()) == 0
    event.refresh_from_db()
    assert event.state == State.CANCELLED


@pytest.mark.django_db
def test_a_changed_plan_keeps_who_prepared_it_and_those_who_know(cast):
    named, other = UserFactory(admin=True), UserFactory(admin=True)
    event = prepare(cast, embargoed=True, readers=[named])
    plan = Plan([cast.team.pk], new=[New("NEXT", "Next")])
    prepare(cast, by=named, plan=plan, event=event, embargoed=True, readers=[other])
    event.refresh_from_db()
    assert event.prepared_by == cast.ciso
    assert set(ReorganisationReader.objects.values_list("user", flat=True)) == {named.pk, other.pk}
    assert do_what_is_due(on=DAY, at=timezone.now()) == 1
    assert Unit.objects.get(code="NEXT").opened_on == DAY


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_it_once(cast):
    prepare(cast)
    start = Barrier(2, timeout=30)

    def work():
        try:
            start.wait()
            return do_what_is_due(on=DAY, at=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = [one.result(timeout=60) for one in [pool.submit(work), pool.submit(work)]]
    assert sum(done) == 1
    assert Unit.history.filter(id=cast.team.pk, status=Status.CLOSED).count() == 1
    assert Reorganisation.objects.get().state == State.DONE
