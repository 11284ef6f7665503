"""An external partner hangs in the tree of the organisation, but nobody above answers for another company."""

import pytest
from django.utils import timezone

from contacts.cards import card_of
from contacts.functions import DEPUTY, HEAD
from contacts.holding import people_of
from contacts.models import Assignment, Contact
from contacts.unit_people import path_ids
from contacts.vacancies import Vacancies
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.units import UnitFactory
from units.completeness import known_facts
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(cast):
    """Below a unit with a head, with a deputy of its own and one team below it."""
    AssignmentFactory(unit=cast.parent, contact=ContactFactory(name="Above"))
    partner = UnitFactory(parent=cast.parent, code="EXT", name="Helio", kind="external_partner")
    AssignmentFactory(unit=partner, code=DEPUTY, contact=ContactFactory(name="Own"))
    UnitFactory(parent=partner, code="EXT-1", name="Region")
    return partner


def test_it_keeps_its_place_in_the_tree_and_nobody_above_answers_for_it(cast, partner):
    above, answering = path_ids(partner)
    assert above == [partner.pk, cast.parent.pk]
    assert answering == [partner.pk]
    assert people_of(partner, answering, on=timezone.localdate()).missing == [HEAD, "ambassador"]


def test_what_belongs_to_it_is_answered_for_by_it_and_no_further(partner):
    region = Unit.objects.get(code="EXT-1")
    people = people_of(region, path_ids(region)[1], on=timezone.localdate())
    assert people.of(DEPUTY).inherited_from == "Helio"
    assert not people.of(HEAD)


def test_its_card_calls_its_own_people_alone(cast, partner):
    for unit in (partner, Unit.objects.get(code="EXT-1")):
        card = card_of(unit, "incident", cast.ciso, on=timezone.localdate())
        assert [line.contact.name for line in card.lines] == ["Own"]
        assert card.above


def test_it_is_among_those_for_whom_nobody_is_named_even_above(cast, partner):
    vacancies = Vacancies(cast.ciso, on=timezone.localdate())
    (head,) = (one for one in vacancies.functions if one.code == HEAD)
    assert partner in vacancies.units([head], even_above=True)
    (line,) = vacancies.lines([partner.pk])
    assert [answer.people for answer in line.answers if answer.function == head] == [[]]


def test_its_record_still_asks_who_heads_it(partner):
    region = Unit.objects.get(code="EXT-1")
    for unit in Unit.objects.filter(pk__in=[partner.pk, region.pk]).annotate(known=known_facts()):
        assert "head" not in unit.known
        assert "deputy" in unit.known


def test_whoever_may_act_for_it_does_not_meet_the_people_above(cast, partner):
    acting = UserFactory(head=True)
    UnitFactory(parent=partner, stewards=[acting])
    assert not Contact.objects.visible_to(acting).filter(name="Above").exists()
    assert not Assignment.objects.visible_to(acting).filter(unit=cast.parent).exists()
