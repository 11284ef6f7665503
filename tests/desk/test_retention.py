"""The table of retention: carried out by itself, a bounded piece at a time, and shown with its log."""

from datetime import date, timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from common import retention as table
from common.history import recording
from common.retention import Rule, Term
from desk import retention, tasks
from desk.models import Heartbeat, SheetImport
from desk.redaction import redact
from desk.sheets import keeping
from desk.sheets.flow import bring_in, check, mapping_of, receive
from tests.factories.accounts import UserFactory
from tests.factories.desk import RedactionFactory, SheetImportFactory
from tests.factories.units import IncidentFactory
from units.models import Incident
from units.sheets.kind import UNITS

TODAY = date(2026, 11, 20)
PAGE = "/system/retention/"


def remove(ids, *, at):
    with recording(actor="Retention", reason="Kept for 12 months"):
        for incident in Incident.objects.filter(pk__in=ids):
            incident.delete()


RULE = Rule(
    key="test.incident", model="units.Incident", what="Incidents", fields="everything", after=Term(months=12),
    since="the day it happened", happens="they are removed",
    due=lambda on: Incident.objects.filter(occurred_on__lte=Term(months=12).before(on)).order_by("occurred_on"),
    carry_out=remove,
)  # fmt: skip


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    """Only what a test registers."""
    known = {RULE.key: RULE}
    monkeypatch.setattr(table, "_rules", known)
    return known


@pytest.mark.parametrize(
    ("term", "day", "before", "said"),
    [
        (Term(months=12), date(2026, 11, 20), date(2025, 11, 20), "12 months"),
        (Term(months=12), date(2028, 2, 29), date(2027, 2, 28), "12 months"),
        (Term(months=1), date(2026, 1, 31), date(2025, 12, 31), "1 month"),
        (Term(months=24), date(2026, 12, 1), date(2024, 12, 1), "24 months"),
        (Term(days=90), date(2026, 3, 1), date(2025, 12, 1), "90 days"),
    ],
)
def test_a_term_is_counted_back_by_the_calendar(term, day, before, said):
    assert term.before(day) == before
    assert str(term) == said


@pytest.mark.django_db
class TestCarryingOut:
    def run(self):
        retention.carry_out_due(on=TODAY, at=timezone.now())

    def test_what_is_due_goes_and_what_is_not_stays(self):
        IncidentFactory(occurred_on=date(2025, 11, 20))
        kept = IncidentFactory(occurred_on=date(2025, 11, 21))
        self.run()
        assert list(Incident.objects.all()) == [kept]
        assert Incident.history.latest().history_actor == "Retention"

    def test_a_second_run_finds_nothing_to_do(self):
        IncidentFactory(occurred_on=date(2020, 1, 1))
        self.run()
        before = Incident.history.count()
        self.run()
        assert Incident.history.count() == before

    def test_one_run_takes_a_bounded_piece_the_oldest_first(self, monkeypatch):
        monkeypatch.setattr(retention, "BATCH", 2)
        monkeypatch.setattr(retention, "BATCHES", 2)
        for year in range(2010, 2016):
            IncidentFactory(occurred_on=date(year, 1, 1))
        self.run()
        assert sorted(one.occurred_on.year for one in Incident.objects.all()) == [2014, 2015]
        self.run()
        assert not Incident.objects.exists()

    def test_a_rule_that_fails_holds_up_no_other_and_leaves_nothing_half_done(self, rules, caplog):
        def fail(ids, *, at):
            remove(ids, at=at)
            raise RuntimeError("planted")

        rules["a"] = Rule(**(vars(RULE) | {"key": "a", "what": "A first", "carry_out": fail}))
        IncidentFactory(occurred_on=date(2020, 1, 1))
        self.run()
        assert not Incident.objects.exists()
        assert "A first" in caplog.text
        assert Incident.history.filter(history_type="-").count() == 1

    def test_when_it_ran_is_noted(self):
        self.run()
        assert Heartbeat.objects.filter(name=Heartbeat.RETENTION).exists()

    def test_the_task_counts_days_where_the_organisation_is(self, monkeypatch):
        seen = {}
        monkeypatch.setattr(tasks.asof, "today", lambda: TODAY)
        monkeypatch.setattr(retention, "carry_out_due", lambda **kwargs: seen.update(kwargs))
        tasks.retain()
        assert seen["on"] == TODAY


@pytest.mark.django_db
class TestTheTickWakesItUp:
    @pytest.fixture
    def sent(self, monkeypatch):
        sent = []
        monkeypatch.setattr(tasks.retain, "delay", lambda: sent.append(1))
        return sent

    def test_when_it_never_ran(self, sent, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            tasks.tick()
        assert sent == [1]

    @pytest.mark.parametrize(("minutes", "times"), [(59, 0), (61, 1)])
    def test_once_an_hour(self, sent, django_capture_on_commit_callbacks, minutes, times):
        Heartbeat.objects.beat(Heartbeat.RETENTION)
        Heartbeat.objects.update(beat_at=Now() - timedelta(minutes=minutes))
        with django_capture_on_commit_callbacks(execute=True):
            tasks.tick()
        assert len(sent) == times


@pytest.mark.django_db
class TestThePage:
    def text(self, client):
        return " ".join(client.get(PAGE).content.decode().split())

    @pytest.mark.parametrize("role", ["admin", "auditor"])
    def test_administrators_and_auditors_read_it(self, clients, role):
        assert clients[role].get(PAGE).status_code == 200

    @pytest.mark.parametrize("role", ["ciso", "head", "responder"])
    def test_nobody_else_does(self, clients, role):
        assert clients[role].get(PAGE).status_code == 403

    def test_it_says_each_rule_and_how_much_is_due(self, clients):
        today = timezone.localdate()
        for days in (-800, -700, -350):
            IncidentFactory(occurred_on=today + timedelta(days))
        page = self.text(clients["admin"])
        assert "12 months after the day it happened" in page
        assert (
            '<td class="num" data-label="Due now">2</td><td class="num" data-label="In 30 days">1</td>'
            in page
        )
        assert "Not carried out yet" in page

    def test_it_says_when_it_was_carried_out(self, clients):
        Heartbeat.objects.beat(Heartbeat.RETENTION)
        assert "Last carried out today at" in self.text(clients["auditor"])

    def test_it_lists_what_was_made_unreadable_and_never_what_that_was(self, clients):
        incident = IncidentFactory(title="Zanzibar")
        redact(
            Incident, [incident.pk], {"title": "An incident"}, label="An incident", rule="By hand",
            reason="They asked for it", by=UserFactory(name="Bo Berg"), at=timezone.now(),
        )  # fmt: skip
        page = self.text(clients["auditor"])
        assert "By hand" in page
        assert "They asked for it" in page
        assert "Bo Berg" in page
        assert "Zanzibar" not in page

    def test_a_long_log_has_pages_and_a_bounded_number_of_questions(self, clients, count_queries):
        clients["auditor"].get(PAGE)

        def questions() -> int:
            with count_queries() as seen:
                assert clients["auditor"].get(PAGE).status_code == 200
            return len(seen)

        RedactionFactory()
        few = questions()
        for _ in range(60):
            RedactionFactory()
        assert questions() == few <= 10
        assert "Page 1 of 2" in self.text(clients["auditor"])


@pytest.mark.django_db
class TestFilesBroughtIn:
    @pytest.fixture(autouse=True)
    def _rule(self, rules):
        rules.clear()
        keeping.register_rules()

    def run(self):
        retention.carry_out_due(on=timezone.localdate(), at=timezone.now())

    def old(self, **kwargs):
        return SheetImportFactory(uploaded_at=timezone.now() - timedelta(370), **kwargs)

    def test_an_old_one_is_emptied_and_its_page_still_opens(self, clients, cast):
        file = receive(
            UNITS, b"code,name\nZAN,Zanzibar\n", file_name="a.csv", by=cast.ciso, at=timezone.now()
        )
        mapping = mapping_of(UNITS, file, cast.ciso)
        check(UNITS, file, mapping=mapping, by=cast.ciso, at=timezone.now())
        file.save()
        assert bring_in(UNITS, file, by=cast.ciso, reason="Quarter", at=timezone.now(), seen=None)
        SheetImport.objects.update(uploaded_at=timezone.now() - timedelta(370))
        self.run()
        file = SheetImport.objects.get()
        assert (bytes(file.content), file.findings, file.facts) == (b"", {}, [])
        assert (file.reason, len(file.sha256)) == ("Quarter", 64)
        page = clients["ciso"].get(f"/units/import/{file.pk}/")
        assert "kept for 12 months" in page.content.decode()
        assert "Zanzibar" not in page.content.decode()

    def test_what_was_never_brought_in_is_removed(self):
        self.old()
        kept = SheetImportFactory()
        self.run()
        assert list(SheetImport.objects.all()) == [kept]

    def test_it_is_done_once(self):
        self.old(applied=True)
        assert keeping.old_files(timezone.localdate()).count() == 1
        self.run()
        assert keeping.old_files(timezone.localdate()).count() == 0
        assert SheetImport.objects.count() == 1
