"""The board of what is left to settle: what it shows to whom, deciding, what was new, the file."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from common.history import recording
from overview.actions.gaps import take_up_again
from overview.gaps.decided import monday
from overview.models import GapAssignment, GapDismissal
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.overview import GapAssignmentFactory, GapDismissalFactory, GapReadingFactory
from tests.factories.units import DependencyFactory, UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db
NOBODY = "named yet</p>"


@pytest.fixture
def unit():
    """Of importance 5, with an owner, without a head."""
    return UnitFactory(code="GAP", name="Quality control", important=True, owned=True)


def key(unit) -> str:
    return f"nobody_named:{unit.pk}"


def board(clients, query="", who="ciso"):
    answer = clients[who].get(f"/gaps/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_gap_says_why_and_leads_to_the_step_that_closes_it(cast, clients, unit):
    page = board(clients, "?q=quality+head")
    assert "No head, deputy or security ambassador named yet" in page
    assert "Because its importance is 5 of 5 and nobody is named as head" in page
    assert '<a class="btn" href="/units/GAP/people/">Name a head</a>' in page


def test_naming_everybody_closes_the_gap(cast, clients, unit):
    for code in ("head", "deputy", "ambassador"):
        assert NOBODY in board(clients, "?q=quality&rule=nobody_named")
        AssignmentFactory(unit=unit, contact=ContactFactory(), code=code)
    assert NOBODY not in board(clients, "?q=quality&rule=nobody_named")


def test_closing_the_department_closes_its_gaps(cast, clients):
    UnitFactory(code="GONE", name="Old works", important=True, owned=True, closed=True)
    assert "Old works" not in board(clients, "?view=unit")


def test_the_heading_counts_in_words(cast, clients, unit):
    page = board(clients)
    assert "pressing</a>" in page
    assert "not read for a week yet" in page


@pytest.mark.parametrize("reader", ["head", "outsider", "responder"])
def test_nobody_but_the_team_learns_of_it(cast, clients, unit, reader):
    for address in ("/gaps/", "/gaps/export.csv"):
        assert clients[reader].get(address).status_code == 403
    for action in ("assign", "dismiss", "reopen"):
        assert clients[reader].post(f"/gaps/{action}/", {"key": key(unit)}).status_code == 403
    assert "To settle" not in clients[reader].get("/").content.decode()


@pytest.mark.parametrize("reader", ["head", "responder"])
def test_what_was_decided_is_in_nobody_elses_record(cast, clients, reader):
    GapAssignmentFactory(unit=cast.unit, assignee=cast.ciso, note="Ask Ana whether she wants to")
    for address in ("/changes/", "/units/OWN/history/", "/search/?q=wants", "/units/OWN/"):
        assert "Ask Ana" not in clients[reader].get(address).content.decode()


def test_an_auditor_looks_and_decides_nothing(cast, clients, unit):
    page = board(clients, who="auditor")
    assert "Quality control" in page
    assert "deciding" not in page
    assert "Open the department" in page
    assert clients["auditor"].post("/gaps/assign/", {"key": key(unit)}).status_code == 403


class TestAssigning:
    def send(self, clients, **data):
        return clients["ciso"].post("/gaps/assign/", data, follow=True).content.decode()

    def test_gives_several_to_somebody_of_the_team(self, cast, clients, unit):
        other = UnitFactory(name="Assembly", important=True, owned=True)
        page = self.send(
            clients, key=[key(unit), key(other)], assignee=cast.admin.pk, note="Before the audit"
        )
        assert "2 gaps are with Cast admin now." in page
        assert {one.note for one in GapAssignment.objects.all()} == {"Before the audit"}
        assert "“Before the audit”" in board(clients, f"?who={cast.admin.pk}")
        assert (
            GapAssignment.objects.get(key=key(unit)).history.first().history_change_reason
            == "Before the audit"
        )

    def test_and_takes_it_back(self, cast, clients, unit):
        GapAssignmentFactory(unit=unit, key=key(unit))
        assert "1 gap is with nobody now." in self.send(clients, key=key(unit), assignee="")
        assert not GapAssignment.objects.exists()

    def test_refuses_anybody_else_and_what_is_settled_already(self, cast, clients, unit):
        assert "Choose somebody of the security team." in self.send(
            clients, key=key(unit), assignee=cast.head.pk
        )
        assert "is settled already" in self.send(clients, key="nobody_named:0", assignee=cast.ciso.pk)
        assert "Nothing was chosen" in self.send(clients, assignee=cast.ciso.pk)
        assert not GapAssignment.objects.exists()

    def test_comes_back_to_the_board_as_it_was_narrowed(self, cast, clients, unit):
        sent = {"key": key(unit), "assignee": cast.ciso.pk, "here": "view=unit&q=quality"}
        assert clients["ciso"].post("/gaps/assign/", sent)["Location"] == "/gaps/?view=unit&q=quality"

    def test_mine_is_what_was_given_to_me_or_stands_where_i_look_after(self, cast, clients, unit):
        assert "Quality control" not in board(clients, "?view=mine")
        GapAssignmentFactory(unit=unit, key=key(unit), assignee=cast.ciso)
        page = board(clients, "?view=mine")
        assert "Quality control" in page


class TestLettingItStay:
    def send(self, clients, **data):
        until = (timezone.localdate() + timedelta(30)).isoformat()
        sent = {"reason": "The post is being filled", "until": until} | data
        return clients["ciso"].post("/gaps/dismiss/", sent, follow=True).content.decode()

    def test_takes_it_off_the_board_with_the_reason(self, cast, clients, unit):
        assert "1 gap may stay until" in self.send(clients, key=key(unit))
        assert NOBODY not in board(clients, "?q=quality&rule=nobody_named")
        assert "“The post is being filled”" in board(clients, "?view=dismissed")
        assert "1 may stay for now" in board(clients)

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [({"reason": " "}, "Say why it may stay."), ({"until": "2020-01-01"}, "Choose a day after today")],
    )
    def test_needs_a_reason_and_a_day_to_come(self, cast, clients, unit, wrong, said):
        assert said in self.send(clients, key=key(unit), **wrong)
        assert not GapDismissal.objects.exists()

    def test_it_comes_back_by_itself(self, cast, clients, unit):
        GapDismissalFactory(unit=unit, key=key(unit), expires_on=timezone.localdate())
        assert NOBODY not in board(clients, "?q=quality&rule=nobody_named")
        take_up_again([key(unit)], by=cast.ciso)
        GapDismissalFactory(unit=unit, key=key(unit), expired=True)
        assert NOBODY in board(clients, "?q=quality&rule=nobody_named")
        self.send(clients, key=key(unit), reason="Once more")
        assert GapDismissal.objects.get().reason == "Once more"

    def test_it_is_taken_up_again(self, cast, clients, unit):
        GapDismissalFactory(unit=unit, key=key(unit))
        answer = clients["ciso"].post("/gaps/reopen/", {"key": key(unit)}, follow=True)
        assert "1 gap taken up again." in answer.content.decode()
        assert not GapDismissal.objects.exists()


class TestSinceLastWeek:
    def read(self, unit, weeks, **facts):
        day = monday(timezone.localdate()) - timedelta(weeks=weeks)
        return GapReadingFactory(unit=unit, taken_on=day, **{"key": key(unit)} | facts)

    def test_what_was_not_read_then_is_new(self, cast, clients, unit):
        self.read(unit, 1)
        UnitFactory(name="Assembly", important=True, owned=True)
        page = board(clients, "?new=1&rule=nobody_named")
        assert "Assembly" in page
        assert "Quality control" not in page
        assert '<span class="mk mk-wait">new</span>' in page

    def test_the_reading_of_this_week_is_not_what_it_is_held_against(self, cast, clients, unit):
        self.read(unit, 0)
        assert "Quality control" not in board(clients, "?new=1")

    def test_the_weeks_stand_in_a_table_with_now(self, cast, clients, unit):
        for weeks in (3, 2, 1):
            self.read(unit, weeks, severity=3)
        table = board(clients).split('id="trend-table"')[1].split("</table>")[0]
        assert table.count("<tr>") == 5
        assert "Now" in table


def test_the_file_has_every_gap_of_the_filter_and_no_formula(cast, clients, unit):
    UnitFactory(name="=1+1", important=True, owned=True)
    answer = clients["ciso"].get("/gaps/export.csv?rule=nobody_named")
    rows = list(csv.DictReader(StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert {"Quality control", "'=1+1"} <= {row["department"] for row in rows}
    assert {row["kind"] for row in rows} == {"Nobody named yet"}


@pytest.mark.parametrize(
    "query",
    ["?severity=9", "?rule=x", "?below=NOWHERE", "?who=1e9", "?page=0", "?sort=--x", "?view=x", "?x=1"],
)
def test_an_address_it_cannot_read_is_answered_with_what_is_wrong(cast, clients, unit, query):
    assert "Quality control" in board(clients, query) or "Nothing to settle here" in board(clients, query)


def test_a_branch_and_what_only_one_side_confirmed(cast, clients, unit):
    part = UnitFactory(name="Gauges", parent=unit, owned=True)
    link = DependencyFactory(
        consumer=part, provider=cast.foreign, critical=True, provider_confirmed_at=timezone.now()
    )
    page = board(clients, "?below=GAP&rule=one_sided")
    assert "Not yet confirmed by Gauges" in page
    assert f'<a class="btn" href="/dependencies/{link.pk}/edit/#confirmed">Confirm it with Gauges</a>' in page
    assert "Not yet confirmed" not in board(clients, "?below=PARENT&rule=one_sided")


def test_after_a_first_import_it_says_what_to_do_first(client_of, small_register, register_mapping):
    call_command("import_units", str(small_register), "--mapping", str(register_mapping), verbosity=0)
    ciso = client_of(UserFactory(ciso=True))
    page = ciso.get("/gaps/").content.decode()
    assert "<h2>5 departments not begun</h2>" in page
    assert "Begin with the few that matter most" in page
    assert 'href="/units/?owner=none&amp;status=active&amp;sort=-strategic_importance"' in page
    assert "pressing</a>" not in page
    assert "data-choose" not in page
    with recording(actor="Test", reason="By hand"):
        unit = Unit.objects.get(code="ministry")
        unit.strategic_importance = 5
        unit.save()
    page = ciso.get("/gaps/").content.decode()
    assert "4 departments not begun" in page
    assert "Begin with the few" not in page
