"""Incidents: the list, recording one, and what is kept to named people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.units import IncidentFactory, UnitFactory
from tests.fixtures.answers import told
from units.models import Incident, IncidentReader

pytestmark = pytest.mark.django_db
SECRET = "Zyzzyva"
SCRIPT = "<script>alert(1)</script>"


def sent(*units, **values):
    return {
        "title": "Press account taken over",
        "occurred_on": str(timezone.localdate()),
        "severity": 3,
        "units": [unit.pk for unit in units],
    } | values


def text(answer) -> str:
    return answer.content.decode()


class TestWhoMay:
    @pytest.mark.parametrize(("reader", "status"), [
        ("ciso", 200), ("admin", 200), ("auditor", 200), ("head", 200), ("outsider", 404), ("responder", 403),
    ])  # fmt: skip
    def test_read_one_of_their_departments(self, cast, clients, reader, status):
        incident = IncidentFactory(units=[cast.unit])
        assert clients[reader].get(f"/incidents/{incident.pk}/").status_code == status

    @pytest.mark.parametrize("reader", ["auditor", "head", "responder"])
    def test_only_the_team_and_administrators_record(self, cast, clients, reader):
        incident = IncidentFactory(units=[cast.unit], title="As it was")
        for page in ("/incidents/new/", f"/incidents/{incident.pk}/edit/"):
            assert clients[reader].post(page, sent(cast.unit)).status_code == 403
        assert Incident.objects.get().title == "As it was"

    def test_a_head_reads_only_their_own(self, cast, clients):
        IncidentFactory(title="Ours", units=[cast.unit, cast.foreign])
        IncidentFactory(title="Theirs", units=[cast.foreign])
        page = text(clients["head"].get("/incidents/"))
        assert "Ours" in page
        assert "Theirs" not in page
        assert "Treasury" not in page

    def test_one_that_touched_a_foreign_department_as_well_does_not_say_so(self, cast, clients):
        incident = IncidentFactory(units=[cast.unit, cast.foreign])
        assert "Treasury" not in text(clients["head"].get(f"/incidents/{incident.pk}/"))
        assert "Treasury" in text(clients["ciso"].get(f"/incidents/{incident.pk}/"))


class TestRecording:
    def test_what_happened_and_whom_it_touched_is_one_save(self, cast, clients):
        answer = clients["ciso"].post(
            "/incidents/new/", sent(cast.unit, cast.team, link="https://x.example/1")
        )
        incident = Incident.objects.get()
        assert answer["Location"] == f"/incidents/{incident.pk}/"
        rows = list(incident.incident_units.all())
        assert {row.unit for row in rows} == {cast.unit, cast.team}
        groups = {incident.history.get().history_group, *(row.history.get().history_group for row in rows)}
        assert len(groups) == 1
        assert "Press account taken over" in text(clients["head"].get("/units/OWN/"))

    def test_the_department_one_came_from_is_chosen_already(self, cast, clients):
        page = text(clients["ciso"].get("/incidents/new/?unit=own"))
        assert f'<option value="{cast.unit.pk}" selected>Marketing</option>' in page

    @pytest.mark.parametrize("wrong", [
        {"title": ""}, {"title": "x" * 201}, {"title": "a\0b"}, {"units": []}, {"units": ["x"]}, {"units": ["9" * 30]},
        {"units": ["\0"]}, {"severity": 6}, {"severity": ""}, {"occurred_on": "never"}, {"occurred_on": "1850-01-01"},
        {"occurred_on": str(timezone.localdate() + timedelta(2))}, {"summary": "x" * 100_000},
        {"link": "javascript:alert(1)"}, {"link": "ftp://x.example"}, {"link": "data:text/html,x"}, {"link": "x"},
        {"link": "https://" + "x" * 600}, {"reference": "x" * 101}, {"reason": "x" * 501},
    ])  # fmt: skip
    def test_bad_input_is_refused_and_nothing_is_kept(self, cast, clients, wrong):
        answer = clients["ciso"].post("/incidents/new/", sent(cast.unit) | wrong)
        assert answer.status_code == 422
        assert "Nothing was saved yet" in text(answer)
        assert not Incident.objects.exists()

    def test_scripts_stay_text(self, cast, clients):
        clients["ciso"].post(
            "/incidents/new/", sent(cast.unit, title=SCRIPT, summary=SCRIPT, reference=SCRIPT, reason=SCRIPT)
        )
        incident = Incident.objects.get()
        for page in (
            "/incidents/",
            f"/incidents/{incident.pk}/",
            f"/incidents/{incident.pk}/edit/",
            "/units/OWN/",
        ):
            assert SCRIPT not in text(clients["ciso"].get(page))

    def test_changing_one(self, cast, clients):
        incident = IncidentFactory(units=[cast.unit])
        page = f"/incidents/{incident.pk}/edit/"
        form = clients["ciso"].get(page).context["form"]
        values = sent(cast.team, title="Another title", revision=form["revision"].value())
        assert clients["ciso"].post(page, values).status_code == 302
        incident.refresh_from_db()
        assert incident.title == "Another title"
        assert [row.unit for row in incident.incident_units.all()] == [cast.team]

    def test_two_people_at_once_see_both_versions(self, cast, clients):
        incident = IncidentFactory(units=[cast.unit])
        page = f"/incidents/{incident.pk}/edit/"
        version = clients["admin"].get(page).context["form"]["revision"].value()
        clients["ciso"].post(page, sent(cast.unit, title="First", revision=version))
        answer = clients["admin"].post(page, sent(cast.unit, title="Second", revision=version))
        assert answer.status_code == 409
        assert "First" in text(answer)
        assert "Second" in text(answer)
        incident.refresh_from_db()
        assert incident.title == "First"

    def test_another_department_added_meanwhile_is_noticed_too(self, cast, clients):
        incident = IncidentFactory(units=[cast.unit])
        page = f"/incidents/{incident.pk}/edit/"
        version = clients["admin"].get(page).context["form"]["revision"].value()
        same = {
            "title": incident.title,
            "severity": incident.severity,
            "occurred_on": str(incident.occurred_on),
        }
        clients["ciso"].post(
            page, sent(cast.unit, cast.team, revision=version, summary=incident.summary, **same)
        )
        answer = clients["admin"].post(page, sent(cast.unit, revision=version, **same))
        assert answer.status_code == 409


class TestNamedPeople:
    @pytest.fixture
    def incident(self, cast):
        return IncidentFactory(title=SECRET, restrict=True, units=[cast.unit], readers=[cast.ciso])

    def test_whoever_restricts_can_still_read_it(self, cast, clients):
        clients["admin"].post("/incidents/new/", sent(cast.unit, restricted="on", readers=[cast.head.pk]))
        readers = set(IncidentReader.objects.values_list("user", flat=True))
        assert readers == {cast.admin.pk, cast.head.pk}

    def test_names_without_the_tick_are_a_slip(self, cast, clients):
        answer = clients["ciso"].post("/incidents/new/", sent(cast.unit, readers=[cast.head.pk]))
        assert answer.status_code == 422
        assert not Incident.objects.exists()

    @pytest.mark.parametrize("reader", ["admin", "auditor", "head", "outsider"])
    def test_nobody_else_finds_it(self, clients, incident, reader):
        for page in (f"/incidents/{incident.pk}/", f"/incidents/{incident.pk}/edit/"):
            assert clients[reader].get(page).status_code in (403, 404)
        for page in (
            "/incidents/",
            f"/incidents/?q={SECRET}",
            "/incidents/?unit=OWN",
            "/units/OWN/history/",
            "/changes/",
        ):
            shown = text(clients[reader].get(page))
            # What was asked for is said again, in the box, in chips and in addresses.
            for asked in (f"q={SECRET}", f"q%3D{SECRET}", f'"{SECRET}"'):
                shown = shown.replace(asked, "")
            assert SECRET not in shown

    @pytest.mark.parametrize("address", [
        "/incidents/", "/incidents/?q=zyz", "/incidents/?unit=OWN", "/incidents/?severity=4", "/units/OWN/",
        "/units/OWN/history/", "/changes/", "/units/", "/search/?q=zyzzyva",
    ])  # fmt: skip
    @pytest.mark.parametrize("reader", ["admin", "head"])
    def test_it_leaves_no_trace(self, cast, clients, address, reader):
        before = told(clients[reader].get(address))
        incident = IncidentFactory(
            title=SECRET, restrict=True, severe=True, units=[cast.unit], readers=[cast.ciso]
        )
        assert told(clients[reader].get(address)) == before
        version = clients["ciso"].get(f"/incidents/{incident.pk}/edit/").context["form"]["revision"].value()
        clients["ciso"].post(
            f"/incidents/{incident.pk}/edit/",
            sent(cast.unit, cast.team, title=f"{SECRET} II", restricted="on", revision=version),
        )
        incident.refresh_from_db()
        assert incident.title == f"{SECRET} II"
        assert told(clients[reader].get(address)) == before

    def test_opening_it_shows_it_to_the_department(self, cast, clients, incident):
        version = clients["ciso"].get(f"/incidents/{incident.pk}/edit/").context["form"]["revision"].value()
        clients["ciso"].post(
            f"/incidents/{incident.pk}/edit/", sent(cast.unit, title=SECRET, revision=version)
        )
        assert SECRET in text(clients["head"].get("/units/OWN/"))
        assert not IncidentReader.objects.exists()

    def test_a_reader_who_left_stays_named(self, cast, clients, incident):
        from common.history import recording

        with recording(actor="Test", reason="Named, then left"):
            IncidentReader.objects.create(incident=incident, user=cast.admin)
            cast.admin.is_active = False
            cast.admin.save()
        form = clients["ciso"].get(f"/incidents/{incident.pk}/edit/").context["form"]
        values = sent(cast.unit, title=SECRET, restricted="on", revision=form["revision"].value())
        values["readers"] = [cast.admin.pk]
        assert clients["ciso"].post(f"/incidents/{incident.pk}/edit/", values).status_code == 302
        assert IncidentReader.objects.filter(user=cast.admin).exists()


class TestTheList:
    def test_narrows_by_words_department_severity_and_year(self, cast, clients):
        IncidentFactory(title="Laptop stolen", severity=2, units=[cast.unit])
        IncidentFactory(title="Account taken over", severity=4, units=[cast.foreign], old=True)
        year = (timezone.localdate() - timedelta(800)).year
        for query, found, lost in (
            ("q=laptop", "Laptop", "Account taken"),
            ("unit=foreign", "Account taken", "Laptop"),
            ("severity=2", "Laptop", "Account taken"),
            (f"year={year}", "Account taken", "Laptop"),
        ):
            page = text(clients["ciso"].get(f"/incidents/?{query}"))
            assert found in page, query
            assert lost not in page, query

    @pytest.mark.parametrize("query", [
        "page=0", "page=999", "page=x", "severity=9", "severity=x", "year=x", "year=99999", "unit=NOWHERE", "unit=%00",
        "q=%00", "q=" + "x" * 500, "colour=red", "sort=-secret", "as_of=never", "unit=" + "x" * 300,
    ])  # fmt: skip
    def test_never_fails_on_what_stands_in_its_address(self, cast, clients, query):
        IncidentFactory(units=[cast.unit])
        assert clients["ciso"].get(f"/incidents/?{query}").status_code == 200

    def test_a_foreign_department_is_as_unknown_as_one_that_does_not_exist(self, cast, clients):
        one = text(clients["head"].get("/incidents/?unit=FOREIGN"))
        assert "You see no department with the code “FOREIGN”" in one

    def test_says_the_next_step_where_there_is_nothing(self, clients):
        assert "Record the first one" in text(clients["ciso"].get("/incidents/"))
        assert "Record the first one" not in text(clients["head"].get("/incidents/"))

    def test_is_paged_and_asks_the_same_however_long(self, cast, clients, count_queries):
        def asked(page=1):
            with count_queries() as seen:
                clients["ciso"].get(f"/incidents/?page={page}")
            return len(seen)

        IncidentFactory(units=[cast.unit])
        one = asked()
        for _ in range(60):
            IncidentFactory(units=[cast.unit, UnitFactory()])
        assert asked() == asked(2) == one <= 8
        assert "Page 1 of 2" in text(clients["ciso"].get("/incidents/"))
