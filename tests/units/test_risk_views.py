"""A level set by hand, a suggestion taken over, a pinned value left to the file."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.history import recording
from tests.factories.units import (
    IncidentFactory,
    ObligationFactory,
    UnitFactory,
    UnitObligationFactory,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
RISK = "/units/OWN/risk/"


def soon(days=30):
    return str(timezone.localdate() + timedelta(days))


def revision(client):
    return client.get(RISK).context["form"]["revision"].value()


def sent(client, **values):
    return {
        "risk_override": 5,
        "risk_override_reason": "A new system goes live",
        "risk_override_until": soon(),
        "revision": revision(client),
    } | values


class TestSettingItByHand:
    def test_holds_until_its_end_with_the_reason_in_the_record(self, cast, clients):
        answer = clients["ciso"].post(RISK, sent(clients["ciso"]))
        assert answer["Location"] == "/units/OWN/#risk"
        cast.unit.refresh_from_db()
        assert cast.unit.risk_override == 5
        assert cast.unit.history.first().history_change_reason == "A new system goes live"
        assert "set by hand until" in clients["head"].get("/units/OWN/").content.decode()

    @pytest.mark.parametrize("reader", ["admin", "auditor", "head", "responder"])
    def test_is_for_the_team_alone(self, cast, clients, reader):
        assert clients[reader].get(RISK).status_code == 403
        assert clients[reader].post(RISK, sent(clients["ciso"])).status_code == 403
        assert clients[reader].post("/units/OWN/risk/end/").status_code == 403
        cast.unit.refresh_from_db()
        assert cast.unit.risk_override is None

    @pytest.mark.parametrize("wrong", [
        {"risk_override": ""}, {"risk_override": 6}, {"risk_override": "high"}, {"risk_override_reason": " "},
        {"risk_override_reason": "x" * 501}, {"risk_override_reason": "a\0b"}, {"risk_override_until": ""},
        {"risk_override_until": soon(-1)}, {"risk_override_until": soon(400)}, {"risk_override_until": "never"},
    ])  # fmt: skip
    def test_bad_input_is_refused_and_kept_on_screen(self, cast, clients, wrong):
        answer = clients["ciso"].post(RISK, sent(clients["ciso"]) | wrong)
        assert answer.status_code == 422
        assert "Nothing was saved yet" in answer.content.decode()
        cast.unit.refresh_from_db()
        assert cast.unit.risk_override is None

    def test_two_people_at_once_see_both_versions(self, cast, clients):
        late = sent(clients["ciso"], risk_override=2, risk_override_reason="Mine")
        clients["ciso"].post(RISK, sent(clients["ciso"]))
        answer = clients["ciso"].post(RISK, late)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Very high" in page
        assert "Mine" in page
        cast.unit.refresh_from_db()
        assert cast.unit.risk_override == 5
        chosen = late | {
            "revision": answer.context["revision"], "choose-": "", "choose-risk_override": "theirs",
            "choose-risk_override_reason": "yours", "choose-risk_override_until": "theirs",
        }  # fmt: skip
        assert clients["ciso"].post(RISK, chosen).status_code == 302
        cast.unit.refresh_from_db()
        assert (cast.unit.risk_override, cast.unit.risk_override_reason) == (5, "Mine")

    def test_another_change_of_the_department_is_no_conflict(self, cast, clients):
        late = sent(clients["ciso"])
        with recording(actor="Somebody", reason="Meanwhile"):
            cast.unit.headcount = 7
            cast.unit.save()
        assert clients["ciso"].post(RISK, late).status_code == 302
        cast.unit.refresh_from_db()
        assert (cast.unit.headcount, cast.unit.risk_override) == (7, 5)

    def test_inside_the_page_only_the_form_is_fetched(self, clients):
        part = clients["ciso"].get(RISK, headers=HTMX | {"HX-Target": "risk-by-hand"}).content.decode()
        assert part.strip().startswith('<div id="risk-by-hand">')

    def test_a_foreign_department_is_not_found(self, clients):
        assert clients["ciso"].get("/units/NOWHERE/risk/").status_code == 404


class TestEndingIt:
    def test_early_lets_the_worked_out_level_hold(self, cast, clients):
        clients["ciso"].post(RISK, sent(clients["ciso"]))
        answer = clients["ciso"].post("/units/OWN/risk/end/", headers=HTMX)
        assert answer.status_code == 204
        assert '"changed:risk": true' in answer["HX-Trigger"]
        cast.unit.refresh_from_db()
        assert (cast.unit.risk_override, cast.unit.risk_override_reason) == (None, "")

    def test_twice_changes_nothing_more(self, cast, clients):
        before = cast.unit.history.count()
        assert clients["ciso"].post("/units/OWN/risk/end/").status_code == 302
        assert cast.unit.history.count() == before

    def test_is_a_post(self, clients):
        assert clients["ciso"].get("/units/OWN/risk/end/").status_code == 405


class TestSuggestions:
    BURDEN = "/units/OWN/suggestion/compliance_burden/"
    HISTORY = "/units/OWN/suggestion/incident_history/"

    @pytest.fixture
    def heavy(self, cast):
        return UnitObligationFactory(unit=cast.unit, obligation=ObligationFactory(name="PCI DSS", weight=5))

    def test_says_why_and_offers_itself(self, heavy, clients):
        page = clients["ciso"].get("/units/OWN/").content.decode()
        assert "Suggested compliance burden: <strong>5 of 5</strong>, because PCI DSS applies." in page
        assert "It says 3 of 5 now." in page
        assert "Use 5 of 5" in page

    def test_taken_over_it_is_one_change_and_no_longer_suggested(self, cast, heavy, clients):
        assert clients["head"].post(self.BURDEN, {"level": 5})["Location"] == "/units/OWN/#obligations"
        cast.unit.refresh_from_db()
        assert cast.unit.compliance_burden == 5
        assert "Suggested compliance burden" in cast.unit.history.first().history_change_reason
        assert "Suggested compliance burden:" not in clients["ciso"].get("/units/OWN/").content.decode()

    def test_what_changed_in_between_is_shown_again(self, cast, heavy, clients):
        answer = clients["ciso"].post(self.BURDEN, {"level": 4}, headers=HTMX)
        assert "another value is suggested now" in answer["HX-Trigger"]
        cast.unit.refresh_from_db()
        assert cast.unit.compliance_burden == 3

    def test_a_value_from_a_file_is_kept_by_hand_from_then_on(self, cast, heavy, clients):
        with recording(actor="Import", reason="Import"):
            cast.unit.sources = {"compliance_burden": {"source": "GRC export", "value": "3"}}
            cast.unit.save()
        clients["ciso"].post(self.BURDEN, {"level": 5})
        cast.unit.refresh_from_db()
        assert cast.unit.pinned == ["compliance_burden"]

    def test_incidents_suggest_the_history(self, cast, clients):
        IncidentFactory(units=[cast.unit], severity=4)
        IncidentFactory(units=[cast.unit], severity=2)
        clients["ciso"].post(self.HISTORY, {"level": 5})
        cast.unit.refresh_from_db()
        assert cast.unit.incident_history == 5

    def test_the_record_does_not_tell_of_incidents_for_some_alone(self, cast, clients):
        IncidentFactory(title="Zyzzyva", restrict=True, severe=True, units=[cast.unit], readers=[cast.ciso])
        clients["ciso"].post(self.HISTORY, {"level": 4})
        cast.unit.refresh_from_db()
        assert cast.unit.incident_history == 4
        reason = cast.unit.history.first().history_change_reason
        assert "1" not in reason
        assert "incident in the last" not in reason

    @pytest.mark.parametrize(("reader", "status"), [("auditor", 403), ("outsider", 404), ("responder", 403)])
    def test_others_may_not(self, heavy, clients, reader, status):
        assert clients[reader].post(self.BURDEN, {"level": 5}).status_code == status

    @pytest.mark.parametrize("field", ["exposure", "team_notes", "nothing"])
    def test_nothing_else_is_suggested(self, clients, field):
        assert clients["ciso"].post(f"/units/OWN/suggestion/{field}/", {"level": 5}).status_code == 404


class TestLeavingItToTheFile:
    @pytest.fixture
    def pinned(self):
        return UnitFactory(code="PIN", pinned_headcount=True)

    def test_takes_the_pin_off_and_leaves_the_value(self, pinned, clients):
        assert clients["ciso"].post("/units/PIN/unpin/headcount/")["Location"] == "/units/PIN/#record"
        pinned.refresh_from_db()
        assert (pinned.pinned, pinned.headcount) == ([], 40)
        assert "The file decides people again" in pinned.history.first().history_change_reason

    def test_what_is_not_pinned_is_not_found(self, pinned, clients):
        assert clients["ciso"].post("/units/PIN/unpin/name/").status_code == 404
        assert clients["ciso"].post("/units/PIN/unpin/nothing/").status_code == 404

    def test_is_a_post_and_not_for_a_head(self, cast, pinned, clients):
        with recording(actor="Test", reason="Below"):
            pinned.parent = cast.unit
            pinned.save()
        assert clients["ciso"].get("/units/PIN/unpin/headcount/").status_code == 405
        assert clients["head"].post("/units/PIN/unpin/headcount/").status_code == 404
        pinned.refresh_from_db()
        assert pinned.pinned == ["headcount"]
