"""Questions to the inventory: who sees what, words, whose unit it is, the risk that holds on a day."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from common.history import recording
from tests.factories.accounts import UserFactory
from tests.factories.units import IncidentFactory, StewardshipFactory, UnitFactory
from units.choices import RiskLevel
from units.models import Incident, IncidentUnit, Obligation, Stewardship, Unit

pytestmark = pytest.mark.django_db


def codes(units):
    return {unit.code for unit in units}


class TestVisibleTo:
    @pytest.mark.parametrize("role", ["ciso", "admin", "auditor", "responder"])
    def test_who_reads_the_whole_inventory_sees_every_unit(self, cast, role):
        assert codes(Unit.objects.visible_to(cast.by_role(role))) == {"PARENT", "OWN", "OWN-TEAM", "FOREIGN"}

    def test_a_head_sees_their_unit_and_what_is_below(self, cast):
        assert codes(Unit.objects.visible_to(cast.head)) == {"OWN", "OWN-TEAM"}
        assert codes(Unit.objects.visible_to(cast.outsider)) == {"FOREIGN"}

    def test_a_head_of_nothing_sees_nothing(self, cast):
        assert not Unit.objects.visible_to(UserFactory(head=True)).exists()

    def test_acting_for_two_branches_shows_both_once(self, cast):
        StewardshipFactory(unit=cast.foreign, user=cast.head)
        StewardshipFactory(unit=cast.team, user=cast.head)
        seen = [unit.code for unit in Unit.objects.visible_to(cast.head)]
        assert sorted(seen) == ["FOREIGN", "OWN", "OWN-TEAM"]

    def test_nobody_and_the_deactivated_see_nothing(self, cast):
        assert not Unit.objects.visible_to(AnonymousUser()).exists()
        assert not Unit.objects.visible_to(UserFactory(ciso=True, deactivated=True)).exists()
        assert not Unit.objects.visible_to(UserFactory(role="unheard-of")).exists()

    def test_it_narrows_what_was_asked_before(self, cast):
        assert codes(Unit.objects.filter(code="FOREIGN").visible_to(cast.head)) == set()

    def test_it_is_one_query(self, cast, count_queries):
        with count_queries() as seen:
            list(Unit.objects.visible_to(cast.head))
        assert len(seen) == 1

    def test_parts_follow_their_unit(self, cast):
        assert {row.unit for row in Stewardship.objects.visible_to(cast.head)} == {cast.unit}
        assert not Stewardship.objects.visible_to(UserFactory(head=True)).exists()

    def test_the_catalogue_is_for_whoever_reads_units(self, cast):
        Obligation.objects.visible_to(cast.head)
        assert not Obligation.objects.visible_to(cast.responder).exists()


class TestIncidents:
    @pytest.fixture
    def incident(self, cast):
        return lambda units, **more: IncidentFactory(units=units, **more)

    def test_a_head_sees_those_of_their_own(self, cast, incident):
        own, foreign = incident([cast.team]), incident([cast.foreign])
        assert set(Incident.objects.visible_to(cast.head)) == {own}
        assert set(Incident.objects.visible_to(cast.ciso)) == {own, foreign}

    def test_one_that_touched_two_is_seen_once_by_both(self, cast, incident):
        both = incident([cast.unit, cast.team, cast.foreign])
        for user in (cast.head, cast.outsider, cast.ciso):
            assert list(Incident.objects.visible_to(user)) == [both]

    def test_a_restricted_one_is_for_the_people_named_on_it(self, cast, incident):
        kept = incident([cast.unit], restrict=True, readers=[cast.ciso])
        assert list(Incident.objects.visible_to(cast.ciso)) == [kept]
        for user in (cast.head, cast.admin, cast.auditor, cast.responder, UserFactory(ciso=True)):
            assert not Incident.objects.visible_to(user).exists()

    def test_being_named_does_not_show_a_foreign_unit(self, cast, incident):
        incident([cast.foreign], restrict=True, readers=[cast.head])
        assert not Incident.objects.visible_to(cast.head).exists()

    def test_a_responder_reads_no_incident(self, cast, incident):
        incident([cast.unit])
        assert not Incident.objects.visible_to(cast.responder).exists()

    def test_versions_are_seen_as_their_objects_are(self, cast, incident):
        own = incident([cast.unit, cast.foreign])
        incident([cast.foreign])
        kept = incident([cast.unit], restrict=True, readers=[cast.ciso])
        seen = Incident.visible_versions(Incident.history.all(), cast.head)
        assert {row.id for row in seen} == {own.pk}
        touched = IncidentUnit.visible_versions(IncidentUnit.history.all(), cast.head)
        assert {(row.incident_id, row.unit_id) for row in touched} == {(own.pk, cast.unit.pk)}
        assert kept.pk in {row.id for row in Incident.visible_versions(Incident.history.all(), cast.ciso)}


class TestLookedAfterBy:
    def test_owner_cover_and_steward(self):
        today = timezone.localdate()
        user = UserFactory()
        owned, covering = UnitFactory(owner=user), UnitFactory(owner=UserFactory(), owner_cover=user)
        acting = UnitFactory(stewards=[user])
        past = UnitFactory(owner=UserFactory(), owner_cover=user, cover_until=today - timedelta(1))
        future = UnitFactory(owner=UserFactory(), owner_cover=user, cover_from=today + timedelta(1))
        UnitFactory(owner=UserFactory())
        assert set(Unit.objects.looked_after_by(user, on=today)) == {owned, covering, acting}
        assert past in Unit.objects.looked_after_by(user, on=today - timedelta(1))
        assert future in Unit.objects.looked_after_by(user, on=today + timedelta(1))

    def test_it_agrees_with_who_answers_on_that_day(self):
        today = timezone.localdate()
        unit = UnitFactory(covered=True)
        assert unit.answering_for_us(today) == unit.owner_cover
        assert unit.answering_for_us(unit.cover_until) == unit.owner_cover
        assert unit.answering_for_us(unit.cover_until + timedelta(1)) == unit.owner
        assert unit.answering_for_us(unit.cover_from - timedelta(1)) == unit.owner
        assert unit in Unit.objects.looked_after_by(unit.owner_cover, on=today)


def test_closed_units_are_not_current():
    UnitFactory(code="A")
    UnitFactory(code="P", planned=True)
    UnitFactory(code="C", closed=True)
    assert codes(Unit.objects.current()) == {"A", "P"}


class TestMatching:
    @pytest.fixture(autouse=True)
    def _units(self):
        UnitFactory(code="FIN-AP", name="Kostić & Söhne", purpose="Pays suppliers on time.")
        UnitFactory(code="MKT", name="Marketing", security_view="secret view", team_notes="secret notes")

    @pytest.mark.parametrize(
        "text",
        ["kostic", "KOSTIĆ", "kos soh", "soh kos", "fin ap", "FIN-AP", "suppl", "pays time", "  kos  "],
    )
    def test_every_word_as_a_prefix_in_any_order(self, text):
        assert codes(Unit.objects.matching(text)) == {"FIN-AP"}

    @pytest.mark.parametrize("text", ["ostic", "kostic marketing", "secret", "view", "notes", "???"])
    def test_what_is_not_found(self, text):
        assert codes(Unit.objects.matching(text)) == set()

    @pytest.mark.parametrize("text", ["", "   "])
    def test_no_words_are_no_question(self, text):
        assert Unit.objects.matching(text).count() == 2

    def test_the_words_follow_a_change_of_name(self):
        unit = Unit.objects.get(code="MKT")
        unit.name = "Brand"
        with recording(actor="Test", reason="New name"):
            unit.save()
        assert codes(Unit.objects.matching("brand")) == {"MKT"}
        assert codes(Unit.objects.matching("marketing")) == set()


class TestRiskOnADay:
    @pytest.mark.parametrize("days", [-40, -1, 0, 1, 30, 31])
    def test_the_database_and_the_object_agree(self, days):
        today = timezone.localdate()
        for trait in ("overridden", "override_expired", "risky", "calm"):
            UnitFactory(**{trait: True})
        UnitFactory(overridden=True, risky=True)
        UnitFactory()
        day = today + timedelta(days)
        for unit in Unit.objects.with_risk(on=day):
            assert unit.risk == unit.risk_on(day)

    def test_a_level_set_by_hand_holds_until_the_end_of_its_day(self):
        unit = UnitFactory(calm=True, overridden=True)
        assert unit.risk_on(unit.risk_override_until) == RiskLevel.VERY_HIGH
        assert unit.risk_on(unit.risk_override_until + timedelta(1)) == RiskLevel.VERY_LOW
