"""The first page of each role: what needs the team, one's own department, whom to call."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from common.history import recording
from contacts.functions import CAME_ALONG
from contacts.models import Function
from desk.models import Snooze
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory
from tests.factories.units import AssetFactory, DependencyFactory, IncidentFactory, UnitFactory
from tests.fixtures.answers import told
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(clients):
    def read(reader="ciso", query=""):
        answer = clients[reader].get(f"/{query}")
        assert answer.status_code == 200
        return answer.content.decode().replace("\xa0", " ")

    return read


def visited(user, days=3):
    """As the sign-in itself writes it: without a version."""
    user.refresh_from_db()
    user.previous_sign_in_at = timezone.now() - timedelta(days)
    user.save()


class TestTheTeam:
    @pytest.mark.parametrize("reader", ["ciso", "admin", "auditor"])
    def test_sees_what_needs_it_with_a_reason_and_one_step(self, cast, today, reader):
        unit = UnitFactory(
            name="Web Shop", owned=True, stewards=[cast.head], risk_override=4, exposure=1,
            risk_override_reason="New release", risk_override_until=timezone.localdate() + timedelta(3),
        )  # fmt: skip
        html = today(reader)
        assert "Risk set by hand to High, until" in html
        assert "Because it was set so with the words “New release”" in html
        step = f"/units/{unit.code}/risk/" if reader == "ciso" else f"/units/{unit.code}/"
        assert re.search(rf'class="btn[^"]*" href="{step}"', html)

    def test_sees_seven_things_and_all_of_them_when_asked(self, cast, today):
        for number in range(9):
            UnitFactory(name=f"Part {number}", owned=True, overridden=True, stewards=[cast.head],
                        risk_override_until=timezone.localdate() + timedelta(number))  # fmt: skip
        html = today()
        assert html.count('class="why"') == 7
        waiting = int(re.search(r"(\d+) more can wait", html)[1])
        assert today(query="?all=1").count('class="why"') == 7 + waiting

    def test_sees_an_incident_a_closed_department_and_missing_people(self, cast, today):
        IncidentFactory(title="A lost laptop", severity=4, units=[cast.unit])
        IncidentFactory(title="A small thing", severity=1, units=[cast.unit])
        UnitFactory(parent=UnitFactory(name="Gone", closed=True))
        UnitFactory(name="Lonely", important=True)
        html = today(query="?all=1")
        assert "Incident: A lost laptop" in html
        assert "Incident: A small thing" not in html
        assert "1 open department still belongs to it" in html
        assert re.search(r">Lonely</a><div><p>Nobody of ours named yet", html)

    def test_hears_of_a_risk_that_went_up_since_the_last_visit_and_not_of_one_that_fell(self, cast, today):
        visited(cast.ciso)
        steps = (
            (cast.unit, {"exposure": 5, "incident_history": 5}),
            (cast.unit, {"strategic_importance": 5}),
            (cast.foreign, {"exposure": 5, "incident_history": 5}),
            (cast.foreign, {"exposure": 1, "incident_history": 1}),
        )
        for unit, values in steps:
            with recording(by=cast.admin, reason="Attacks"):
                unit.refresh_from_db()
                for name, value in values.items():
                    setattr(unit, name, value)
                unit.save()
        html = today()
        assert "Risk went from Low to Very high" in html
        assert "Because of a change by Cast admin" in html
        assert html.count("<p>Risk went") == 1

    def test_counts_departments_by_risk_and_records_by_depth(self, cast, today):
        UnitFactory(risky=True, depth_choice="full")
        html = today()
        listed = re.search(
            r'<a class="risk r5" href="/units/\?risk=5&amp;status=active&amp;status=planned">Very high</a></th>'
            r'<td class="num">(\d+)',
            html,
        )
        assert listed[1] == str(Unit.objects.filter(risk_level=5).count())
        assert re.search(r"Full records</a>: \d+ of 1 complete", html)

    def test_sees_what_changed_since_the_last_visit_with_imports_in_one_line(self, cast, today):
        visited(cast.ciso, days=1)
        with recording(by=cast.admin, reason="HR import"):
            Unit.objects.bulk_create_with_history(
                [Unit(code=f"I{n}", name=f"Imported {n}") for n in range(20)]
            )
        html = today()
        assert "Changed since your last visit" in html
        assert Function.history.filter(history_change_reason=CAME_ALONG).exists()
        assert CAME_ALONG not in html
        assert "HR import:</strong> 20 departments added" in html
        assert "Imported 3" not in html

    def test_is_told_when_there_is_nothing(self, client_of, db):
        html = client_of(UserFactory(ciso=True)).get("/").content.decode()
        assert "nothing needs you now" in html
        assert "No department is in the inventory yet" in html

    def test_page_asks_the_same_number_of_questions_for_one_row_and_fifty(self, cast, clients, count_queries):
        def grow(number, start):
            for step in range(start, start + number):
                unit = UnitFactory(name=f"Part {step}", owned=True, overridden=True)
                IncidentFactory(units=[unit], severity=4)
                with recording(by=cast.admin, reason=f"Step {step}"):
                    unit.exposure, unit.incident_history, unit.strategic_importance = 5, 5, 5
                    unit.save()

        def asked() -> int:
            with count_queries() as seen:
                clients["ciso"].get("/")
            return len(seen)

        grow(1, 0)
        asked()  # what is asked once in the life of a process
        grow(1, 1)
        one = asked()
        grow(49, 2)
        assert asked() == one <= 18
        assert asked() == one - 3  # nothing has changed

    def test_a_change_shows_at_once(self, cast, clients, today):
        unit = UnitFactory(name="Lonely", important=True)
        assert "Lonely</a>" in today(query="?all=1")
        assert "Lonely</a>" in today(query="?all=1")
        with recording(by=cast.admin, reason="Closed"):
            unit.status, unit.closed_on = "closed", timezone.localdate()
            unit.save()
        assert "Lonely</a>" not in today(query="?all=1").split('id="changed"')[0]


class TestLater:
    @pytest.fixture
    def item(self, cast):
        unit = UnitFactory(name="Web Shop", override_expired=True, owned=True)
        return f"override:{unit.pk}:{unit.risk_override_until}"

    def test_hides_an_item_from_oneself_alone_and_it_comes_back(self, cast, clients, today, item):
        assert f'value="{item}"' in today()
        answer = clients["ciso"].post("/later/", {"key": item, "until": "week"})
        assert answer.status_code == 302
        assert f'value="{item}"' not in today()
        assert f'value="{item}"' in today("admin")
        Snooze.objects.update(until=timezone.localdate())
        assert f'value="{item}"' in today()

    def test_said_twice_the_later_day_holds_and_what_came_back_is_forgotten(self, cast, clients, item):
        Snooze.objects.create(user=cast.ciso, key="owner:1", until=timezone.localdate())
        for until in ("tomorrow", "month"):
            clients["ciso"].post("/later/", {"key": item, "until": until})
        kept = Snooze.objects.get(user=cast.ciso)
        assert (kept.key, kept.until) == (item, timezone.localdate() + timedelta(30))

    @pytest.mark.parametrize(
        ("key", "until"),
        [("override:1", ""), ("override:1", "2099-01-01"), ("", "week"), ("x" * 500, "week"), ("secret:1", "week"),
         ("override:1\0", "week"), ("override:١", "week"), ("override:1:<b>", "week")],
    )  # fmt: skip
    def test_what_is_no_item_or_no_day_is_refused(self, cast, clients, key, until):
        answer = clients["ciso"].post("/later/", {"key": key, "until": until}, follow=True)
        assert "could not be put off" in answer.content.decode()
        assert not Snooze.objects.exists()

    def test_is_not_done_by_opening_a_link(self, cast, clients):
        assert clients["ciso"].get("/later/").status_code == 405


class TestAHead:
    def test_sees_who_answers_the_risk_and_why_without_the_importance(self, cast, today):
        html = today("head")
        assert "<h1>Marketing</h1>" in html
        assert "Cast ciso" in html
        assert re.search(r"<dd>because [a-z ]+ is (only )?\d of 5", html)
        assert "mportance" not in html

    def test_is_owed_a_name_and_a_second_look(self, cast, today):
        with recording(by=cast.ciso, reason="Left"):
            cast.unit.owner = None
            cast.unit.risk_override, cast.unit.risk_override_reason = 4, "New release"
            cast.unit.risk_override_until = timezone.localdate() + timedelta(9)
            cast.unit.save()
        html = today("head")
        assert "The name of somebody of ours who answers for you" in html
        assert "Another look at your risk by" in html

    def test_is_asked_at_most_three_things_with_the_minutes_they_take(self, cast, today):
        for number in range(5):
            UnitFactory(name=f"Part {number}", parent=cast.unit, depth_choice="standard")
        html = today("head")
        assert html.count("Write it down</a>") == 3
        assert "3 things we ask of you" in html
        assert re.search(r"does not say it yet\. About \d+ minutes\.", html)

    def test_is_led_to_the_sheet_for_what_stands_on_it_and_then_to_the_form(self, cast, today):
        part = UnitFactory(code="PART", name="Part", parent=cast.unit, depth_choice="light", purpose="Sell")
        assert 'href="/units/PART/sheet/"' in today("head")
        with recording(by=cast.admin, reason="Talked"):
            part.hurts_after = 24
            part.save()
        AssignmentFactory(unit=part, code="deputy")
        AssetFactory.create_batch(3, unit=part, crown=True)
        DependencyFactory.create_batch(3, consumer=part)
        assert 'href="/units/PART/edit/"' in today("head")

    def test_is_not_asked_what_they_cannot_write(self, cast, today):
        UnitFactory(name="New part", parent=cast.unit, depth_choice="full")
        asked = re.search(r'aria-labelledby="ask">(.*?)</section>', today("head"), re.DOTALL)[1]
        for word in ("owner", "mportance", "may act", "since when", "obligations", "kind"):
            assert word not in asked.lower()

    def test_learns_nothing_of_others(self, cast, clients):
        before = told(clients["head"].get("/"))
        with recording(by=cast.ciso, reason="Zyzzyva"):
            cast.foreign.name, cast.foreign.exposure = "Zyzzyva", 5
            cast.foreign.save()
        UnitFactory(parent=cast.foreign, risky=True)
        IncidentFactory(units=[cast.foreign])
        assert told(clients["head"].get("/")) == before

    def test_of_nothing_yet_is_told_what_to_do(self, client_of, db):
        html = client_of(UserFactory(head=True)).get("/").content.decode()
        assert "You do not act for a department yet" in html

    def test_page_asks_the_same_number_of_questions_for_one_row_and_fifty(self, cast, clients, count_queries):
        def changes(start, number):
            for step in range(start, start + number):
                unit = UnitFactory(name=f"Part {step}", parent=cast.unit, stewards=[cast.head])
                with recording(by=cast.ciso, reason=f"Step {step}"):
                    unit.headcount = step + 1
                    unit.save()

        changes(0, 1)
        clients["head"].get("/")
        with count_queries() as one:
            clients["head"].get("/")
        changes(1, 49)
        with count_queries() as fifty:
            clients["head"].get("/")
        assert len(fifty) == len(one) <= 10
