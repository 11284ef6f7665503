"""Files too long to wait for: a worker deals with them, and the page says so, finds them again, and starts again."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from common.history import recording
from desk import jobs
from desk.models import Job, SheetImport
from desk.sheets import work
from units.models import Unit

pytestmark = pytest.mark.django_db

ROWS = 7
OURS = "code,name,headcount\n" + "".join(f"W-{n},Workshop {n},{n}\n" for n in range(ROWS))
PART = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "import-working"}


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    monkeypatch.setattr(work, "AT_ONCE", 5)


def upload(client, text=OURS) -> SheetImport:
    file = SimpleUploadedFile("workshops.csv", text.encode(), content_type="text/csv")
    assert client.post(reverse("units:import"), {"file": file}).status_code == 302
    return SheetImport.objects.latest("pk")


def at(record, part="detail") -> str:
    return reverse(f"units:import_{part}", args=[record.pk])


def page(client, record, **kwargs) -> str:
    return client.get(at(record), **kwargs).content.decode()


def works() -> None:
    while jobs.work_next(at=timezone.now()):
        pass


@pytest.fixture
def checked(clients) -> SheetImport:
    record = upload(clients["ciso"])
    works()
    record.refresh_from_db()
    return record


@pytest.fixture
def asked(clients, checked) -> SheetImport:
    clients["ciso"].post(at(checked, "apply"), {"seen": checked.fingerprint, "reason": "New list"})
    checked.refresh_from_db()
    return checked


class TestChecking:
    def test_it_waits_for_a_worker_and_is_found_again(self, clients):
        record = upload(clients["ciso"])
        assert record.state == SheetImport.State.UPLOADED
        text = page(clients["ciso"], record)
        assert "waits for a worker" in text
        assert 'id="import-working" hx-get="' in text

    def test_short_files_are_checked_at_once(self, clients):
        record = upload(clients["ciso"], "code,name\nA,Alpha\n")
        assert (record.state, record.job) == (SheetImport.State.CHECKED, None)

    def test_the_page_goes_to_the_preview_once_it_is_done(self, clients, checked):
        assert checked.state == SheetImport.State.CHECKED
        assert checked.outcome["created"] == ROWS
        answer = clients["ciso"].get(at(checked), **PART)
        assert answer["HX-Redirect"] == at(checked)
        assert "Bring in 7 departments" in page(clients["ciso"], checked)

    def test_nothing_else_is_done_with_it_meanwhile(self, clients):
        record = upload(clients["ciso"])
        for part in ("detail", "mapping", "apply"):
            clients["ciso"].post(at(record, part), {"seen": "x", "reason": "Now"})
        assert Job.objects.count() == 1
        assert "A worker is at this file just now." in page(clients["ciso"], record)

    def test_by_matched_columns_too(self, clients):
        record = upload(clients["ciso"], OURS.replace("code,name", "Kostenstelle,Bezeichnung"))
        assert record.job is None
        sent = {"column-1-to": "code", "column-2-to": "name", "column-3-to": "headcount"}
        form = clients["ciso"].get(at(record)).context["match"]
        sent = {form[name].html_name: form[name].value() or "" for name in form.fields}
        for header in form.headers():
            wanted = {"Kostenstelle": "code", "Bezeichnung": "name", "headcount": "headcount"}
            sent[header.to.html_name] = wanted[header.header]
        assert clients["ciso"].post(at(record), sent).status_code == 302
        works()
        record.refresh_from_db()
        assert (record.state, record.outcome["created"]) == (SheetImport.State.CHECKED, ROWS)


class TestBringingIn:
    def test_a_worker_does_it_with_the_reason_and_in_the_name_of_whoever_asked(self, clients, cast, asked):
        assert asked.state == SheetImport.State.CHECKED
        works()
        asked.refresh_from_db()
        assert (asked.state, asked.reason, asked.applied_by) == ("applied", "New list", cast.ciso)
        versions = Unit.history.filter(history_group=asked.record_group)
        assert set(versions.values_list("history_actor", "history_change_reason")) == {
            (str(cast.ciso), "New list")
        }
        assert "Brought in" in page(clients["ciso"], asked)

    def test_it_is_asked_for_once(self, clients, asked):
        clients["ciso"].post(at(asked, "apply"), {"seen": asked.fingerprint, "reason": "Again"})
        assert Job.objects.filter(kind="bring_in_units").count() == 1

    def test_what_changed_since_the_look_is_shown_and_nothing_is_brought_in(self, clients, asked):
        with recording(actor="somebody", reason="By hand"):
            Unit(code="W-1", name="Made by hand").save()
        works()
        asked.refresh_from_db()
        assert asked.state == SheetImport.State.CHECKED
        assert "changed since you looked, so nothing was brought in" in page(clients["ciso"], asked)

    def test_whoever_may_no_longer_is_refused(self, clients, cast, asked):
        cast.ciso.role = "head"
        with recording(actor="somebody", reason="Moved on"):
            cast.ciso.save()
        works()
        assert Job.objects.latest("pk").error == work.NO_LONGER
        text = page(clients["admin"], asked)
        assert "Bringing a file in: this did not work." in text
        assert work.NO_LONGER in text
        assert "Bring in 7 departments" in clients["admin"].get(at(asked) + "?step=preview").content.decode()


class TestStartingAgain:
    def test_a_worker_that_stopped_is_told_of_and_started_again(self, clients, asked):
        job = jobs.claim()
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(minutes=1))
        text = page(clients["ciso"], asked)
        assert "The worker was stopped in the middle. Nothing was brought in." in text
        assert "Start again" in text
        clients["ciso"].post(at(asked, "again"))
        assert Job.objects.get(pk=job.pk).lease_until is None
        works()
        asked.refresh_from_db()
        assert asked.state == SheetImport.State.APPLIED

    def test_what_failed_is_asked_for_anew(self, clients, asked):
        jobs.fail(jobs.claim(), "It broke.")
        assert "It broke." in page(clients["ciso"], asked)
        clients["ciso"].post(at(asked, "again"))
        works()
        asked.refresh_from_db()
        assert asked.state == SheetImport.State.APPLIED

    def test_what_goes_on_or_is_done_is_not_started_twice(self, clients, asked):
        jobs.claim()
        clients["ciso"].post(at(asked, "again"))
        assert Job.objects.unfinished().count() == 1
        assert "There is nothing to start again." in page(clients["ciso"], asked)

    def test_only_those_who_bring_files_in_reach_it(self, clients, asked):
        assert clients["head"].post(at(asked, "again")).status_code == 403
