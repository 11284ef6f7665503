"""Facts about gaps from the database, the weekly reading, and the pages that show what was worked out last."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from common.history import recording
from contacts.functions import DEPUTY, HEAD
from desk import retention
from desk.models import Heartbeat
from overview import tasks
from overview.gaps import shelf, weekly
from overview.gaps.decided import monday, trend
from overview.gaps.reading import read_facts, read_gaps
from overview.models import GapReading
from tests.factories.contacts import (
    AssignmentFactory,
    ContactFactory,
    PathwayFactory,
    PathwayStepFactory,
)
from tests.factories.overview import GapAssignmentFactory, GapDismissalFactory, GapReadingFactory
from tests.factories.units import DependencyFactory, StewardshipFactory, UnitFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)


def facts_of(unit):
    return read_facts(on=timezone.localdate()).units[unit.pk]


def rules_of(unit) -> set[str]:
    return {gap.rule for gap in read_gaps(on=timezone.localdate()) if gap.unit == unit.pk}


class TestBegun:
    def test_what_only_an_import_brought_is_not(self):
        sources = {name: {"source": "HR", "value": "5"} for name in ("strategic_importance", "purpose")}
        unit = UnitFactory(important=True, purpose="Sell", sources=sources, headcount=40)
        assert not facts_of(unit).begun
        with recording(actor="Test", reason="By hand"):
            unit.pinned = ["purpose"]
            unit.save()
        assert facts_of(unit).begun

    @pytest.mark.parametrize(
        "begin",
        [
            lambda unit: AssignmentFactory(unit=unit),
            lambda unit: StewardshipFactory(unit=unit),
            lambda unit: DependencyFactory(consumer=unit),
            lambda unit: DependencyFactory(provider=unit),
            lambda unit: DependencyFactory(consumer=unit, in_words=True),
        ],
    )
    def test_a_person_or_a_dependency_begins_it(self, begin):
        unit = UnitFactory()
        assert not facts_of(unit).begun
        begin(unit)
        assert facts_of(unit).begun

    def test_an_owner_does(self):
        assert facts_of(UnitFactory(owned=True)).begun


class TestPeople:
    def test_those_above_answer_and_can_be_called(self):
        above = UnitFactory()
        unit = UnitFactory(parent=UnitFactory(parent=above))
        AssignmentFactory(unit=above, contact=ContactFactory(), code=HEAD)
        facts = facts_of(unit)
        assert (HEAD in facts.answered, HEAD in facts.named, facts.callable) == (True, False, True)

    def test_who_left_answers_for_nothing(self):
        unit = UnitFactory()
        AssignmentFactory(unit=unit, contact=ContactFactory(left=True), code=HEAD)
        facts = facts_of(unit)
        assert (facts.answered, facts.named, facts.callable) == (frozenset(), frozenset(), False)

    def test_whom_somebody_wrote_down_can_be_called(self):
        unit = UnitFactory()
        PathwayStepFactory(pathway=PathwayFactory(unit=unit), contact=ContactFactory())
        assert facts_of(unit).callable

    def test_nobody_can_be_called_without_a_number(self):
        unit = UnitFactory()
        AssignmentFactory(unit=unit, contact=ContactFactory(unreachable=True), code=DEPUTY)
        assert not facts_of(unit).callable

    def test_a_responsibility_two_hold_hangs_on_nobody_alone(self):
        busy, unit = ContactFactory(name="Ana Silva"), UnitFactory()
        for one in (unit, UnitFactory(), UnitFactory()):
            AssignmentFactory(unit=one, contact=busy, code=HEAD)
        titles = [gap.what for gap in read_gaps(on=timezone.localdate()) if gap.rule == "too_many"]
        assert titles == ["Ana Silva alone holds 3 critical responsibilities"]
        AssignmentFactory(unit=unit, contact=ContactFactory(), code=HEAD, second=True)
        assert not [gap for gap in read_gaps(on=timezone.localdate()) if gap.rule == "too_many"]


def test_a_division_whose_parts_depend_on_others_does_not_stand_alone():
    division = UnitFactory(important=True, owned=True)
    assert "silo" in rules_of(division)
    AssignmentFactory(unit=division, contact=ContactFactory(), code=HEAD)
    DependencyFactory(consumer=UnitFactory(parent=division))
    assert "silo" not in rules_of(division)


def test_as_many_questions_for_one_as_for_fifty(count_queries):
    def asked() -> int:
        with count_queries() as seen:
            read_gaps(on=timezone.localdate())
        return len(seen)

    def grow():
        link = DependencyFactory(critical=True, consumer=UnitFactory(parent=UnitFactory(), important=True))
        AssignmentFactory(unit=link.consumer, contact=ContactFactory(), code=HEAD)
        StewardshipFactory(unit=link.provider)

    grow()
    one = asked()
    for _ in range(20):
        grow()
    assert asked() == one <= 12


def test_a_first_import_is_one_gap(register, register_mapping):
    call_command("import_units", str(register), "--mapping", str(register_mapping), verbosity=0)
    [gap] = read_gaps(on=timezone.localdate())
    assert (gap.rule, gap.severity) == ("not_begun", 1)
    assert gap.what == "665 departments not begun"


def test_the_small_register_is_one_gap_too(small_register, register_mapping):
    call_command("import_units", str(small_register), "--mapping", str(register_mapping), verbosity=0)
    assert [gap.what for gap in read_gaps(on=timezone.localdate())] == ["5 departments not begun"]


class TestTheWeek:
    def test_is_read_once_on_monday_or_the_first_day_after(self):
        UnitFactory(important=True, owned=True)
        wednesday = MONDAY + timedelta(2)
        assert weekly.read_the_week(on=wednesday) > 0
        assert weekly.read_the_week(on=wednesday + timedelta(1)) == 0
        assert weekly.read_the_week(on=MONDAY + timedelta(7)) > 0
        assert set(GapReading.objects.values_list("taken_on", flat=True)) == {
            wednesday,
            MONDAY + timedelta(7),
        }

    def test_leaves_out_what_may_stay_until_that_is_over(self):
        unit = UnitFactory(important=True, owned=True)
        GapDismissalFactory(unit=unit, key=f"nobody_named:{unit.pk}", expires_on=MONDAY)
        weekly.read_the_week(on=MONDAY)
        weekly.read_the_week(on=MONDAY + timedelta(7))
        rows = GapReading.objects.filter(key=f"nobody_named:{unit.pk}")
        assert [row.taken_on for row in rows] == [MONDAY + timedelta(7)]

    def test_holds_no_name_of_a_person(self):
        for _ in range(3):
            AssignmentFactory(unit=UnitFactory(), contact=ContactFactory(name="Ana Silva", number_old=True))
        weekly.read_the_week(on=MONDAY)
        for row in GapReading.objects.values_list("key", "rule"):
            assert "Silva" not in "".join(row)

    def test_is_kept_for_three_years(self):
        kept = GapReadingFactory(taken_on=MONDAY - timedelta(3 * 365))
        GapReadingFactory(taken_on=MONDAY - timedelta(3 * 366))
        retention.carry_out_due(on=MONDAY, at=timezone.now())
        assert list(GapReading.objects.all()) == [kept]

    def test_is_asked_for_by_the_clock_and_gives_a_sign_of_life(self):
        UnitFactory(important=True, owned=True)
        tasks.look_for_gaps()
        assert GapReading.objects.filter(taken_on__gte=monday(timezone.localdate())).exists()
        assert not Heartbeat.objects.is_late(weekly.NAME, after=timedelta(minutes=10))
        assert shelf.pressing(on=timezone.localdate())


class TestToday:
    @pytest.fixture
    def unit(self, cast):
        return UnitFactory(code="GAP", name="Quality control", important=True, owner=cast.ciso)

    def page(self, clients, who="ciso") -> str:
        shelf.fresh(on=timezone.localdate())
        return clients[who].get("/?all=1").content.decode()

    def needs(self, page: str) -> str:
        return page.split('id="needs"')[1].split("</section>")[0]

    def test_says_what_presses_in_departments_one_looks_after(self, cast, clients, unit):
        DependencyFactory(
            consumer=cast.unit, provider=unit, critical=True, consumer_confirmed_at=timezone.now()
        )
        page = self.needs(self.page(clients))
        assert page.count("Quality control</a>") == 1
        assert "named yet" in page
        assert "Not yet confirmed by" in page or "Name a head" in page

    def test_says_nothing_to_who_does_not_look_after_it_until_it_is_given_to_them(self, cast, clients, unit):
        assert "Because its importance is 5 of 5 and nobody is named as head" not in self.page(
            clients, "admin"
        )
        GapAssignmentFactory(unit=unit, key=f"nobody_named:{unit.pk}", assignee=cast.admin)
        assert "Because its importance is 5 of 5 and nobody is named as head" in self.page(clients, "admin")

    def test_leaves_out_what_may_stay(self, cast, clients, unit):
        GapDismissalFactory(unit=unit, key=f"nobody_named:{unit.pk}")
        assert "nobody is named as head, deputy" not in self.page(clients)

    def test_waits_for_nothing(self, cast, clients, unit):
        assert shelf.pressing(on=timezone.localdate()) is None
        assert "nobody is named as head, deputy" not in clients["ciso"].get("/").content.decode()

    @pytest.mark.parametrize("who", ["head", "responder"])
    def test_tells_nobody_else(self, cast, clients, unit, who):
        StewardshipFactory(unit=unit, user=cast.head)
        assert "nobody is named as head, deputy" not in self.page(clients, who)


class TestTheDepartmentPage:
    ADDRESS = "/units/OWN/"

    def section(self, clients, who="ciso", query="", **headers) -> str:
        page = clients[who].get(f"{self.ADDRESS}{query}", headers=headers).content.decode()
        return page.split('id="gaps"')[1].split("</section>")[0] if 'id="gaps"' in page else ""

    def test_shows_the_team_what_was_worked_out_last(self, cast, clients):
        shelf.fresh(on=timezone.localdate())
        page = self.section(clients)
        assert "named yet" in page
        assert "/units/OWN/people/" in page

    def test_does_not_wait_for_it_but_asks_for_it(self, cast, clients):
        page = self.section(clients)
        assert 'hx-trigger="load"' in page
        asked = {"HX-Request": "true", "HX-Target": "gaps"}
        assert "named yet" in self.section(clients, **asked)
        assert self.section(clients, **asked) == self.section(clients)

    def test_after_a_change_it_is_worked_out_anew(self, cast, clients):
        shelf.fresh(on=timezone.localdate())
        for code in (HEAD, DEPUTY, "ambassador"):
            AssignmentFactory(unit=cast.unit, contact=ContactFactory(), code=code)
        assert "named yet" in self.section(clients)
        asked = {"HX-Request": "true", "HX-Target": "gaps"}
        assert "named yet" not in self.section(clients, **asked)

    def test_says_who_takes_care_and_how_many_may_stay(self, cast, clients):
        shelf.fresh(on=timezone.localdate())
        key = f"nobody_named:{cast.unit.pk}"
        GapAssignmentFactory(unit=cast.unit, key=key, assignee=cast.admin)
        assert "with Cast admin" in self.section(clients)
        GapDismissalFactory(unit=cast.unit, key=key)
        assert "1 may stay for now" in self.section(clients)

    @pytest.mark.parametrize(("who", "query"), [("head", ""), ("ciso", "?share=1")])
    def test_is_for_the_team_alone_and_not_projected(self, cast, clients, who, query):
        shelf.fresh(on=timezone.localdate())
        assert self.section(clients, who, query) == ""
        asked = {"HX-Request": "true", "HX-Target": "gaps"}
        assert clients[who].get(f"{self.ADDRESS}{query}", headers=asked).status_code == 404


def test_nobody_above_answers_for_an_external_partner(db):
    group = UnitFactory(strategic_importance=3)
    AssignmentFactory(unit=group, code="incident_contact")
    part = UnitFactory(parent=group, strategic_importance=3)
    partner = UnitFactory(parent=group, strategic_importance=3, external_partner=True)
    units = read_facts(on=timezone.localdate()).units
    assert (units[part.pk].callable, units[partner.pk].callable) == (True, False)


@pytest.mark.django_db
def test_the_weeks_before_a_past_day_are_without_later_ones():
    for weeks in (-1, 1):
        GapReadingFactory(taken_on=MONDAY + timedelta(weeks=weeks))
    assert [week.taken_on for week in trend([], on=MONDAY)] == [MONDAY - timedelta(weeks=1), None]
