"""A department closes: its people go along where there is room, and nothing is left behind."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.actions.handing_over import hand_over
from contacts.models import Assignment, Pathway, PathwayStep
from tests.factories.accounts import UserFactory
from tests.factories.contacts import (
    AssetOwnerFactory,
    AssignmentFactory,
    ContactFactory,
    FunctionFactory,
    PathwayFactory,
    PathwayStepFactory,
)
from tests.factories.units import UnitFactory
from units.actions.handing_over import hand_over as hand_over_value
from units.shares import Shares

TODAY = timezone.localdate()
DAY = timedelta(1)


def close(cast, to=None):
    hand_over(cast.unit, Shares(to), by=cast.ciso, on=TODAY, reason="Closed")


def held(unit):
    rows = Assignment.objects.filter(unit=unit).order_by("pk")
    return [(one.function.code, one.contact, one.since, one.until) for one in rows]


@pytest.mark.django_db
def test_people_go_along_where_nobody_holds_the_same(cast):
    head, deputy = AssignmentFactory(unit=cast.unit), AssignmentFactory(unit=cast.unit, code="deputy")
    theirs = AssignmentFactory(unit=cast.foreign)
    close(cast, cast.foreign)
    assert held(cast.foreign) == [
        ("head", theirs.contact, theirs.since, None),
        ("deputy", deputy.contact, TODAY + DAY, None),
    ]
    assert held(cast.unit) == [
        ("head", head.contact, head.since, TODAY),
        ("deputy", deputy.contact, deputy.since, TODAY),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("first", ["people", "value"])
def test_owners_stay_with_the_things_that_move_whoever_moves_first(cast, first):
    owner = AssetOwnerFactory(unit=cast.unit)
    steps = [hand_over, hand_over_value] if first == "people" else [hand_over_value, hand_over]
    for step in steps:
        step(cast.unit, Shares(cast.foreign), by=cast.ciso, on=TODAY, reason="Closed")
    owner.asset.refresh_from_db()
    running = Assignment.objects.get(until__isnull=True)
    assert (running.unit, running.asset, running.contact) == (cast.foreign, owner.asset, owner.contact)
    assert owner.asset.unit == cast.foreign


@pytest.mark.django_db
def test_what_would_begin_later_begins_at_the_successor_and_who_left_does_not_go_along(cast):
    AssignmentFactory(unit=cast.unit, since=TODAY + 9 * DAY)
    AssignmentFactory(unit=cast.unit, code="deputy", contact=ContactFactory(left_on=TODAY))
    close(cast, cast.foreign)
    assert [(code, since) for code, _, since, _ in held(cast.foreign)] == [("head", TODAY + 9 * DAY)]
    assert [code for code, *_ in held(cast.unit)] == ["deputy"]


@pytest.mark.django_db
def test_its_people_belong_to_the_successor_or_to_the_unit_above(cast):
    person, gone = ContactFactory(home_unit=cast.unit), ContactFactory(home_unit=cast.unit, left=True)
    close(cast)
    person.refresh_from_db()
    gone.refresh_from_db()
    assert (person.home_unit, gone.home_unit) == (cast.parent, cast.unit)
    assert person.history.first().history_change_reason == "Closed"
    other = ContactFactory(home_unit=cast.unit)
    close(cast, cast.foreign)
    other.refresh_from_db()
    assert other.home_unit == cast.foreign


@pytest.mark.django_db
def test_an_order_of_calls_moves_where_there_is_none_and_ends_where_there_is(cast):
    PathwayStepFactory(pathway=PathwayFactory(unit=cast.unit, purpose="incident"))
    PathwayStepFactory(pathway=PathwayFactory(unit=cast.unit, purpose="decision"))
    PathwayFactory(unit=cast.foreign, purpose="incident")
    close(cast, cast.foreign)
    assert not Pathway.objects.filter(unit=cast.unit).exists()
    assert Pathway.objects.filter(unit=cast.foreign).count() == 2
    assert PathwayStep.objects.get().pathway.purpose == "decision"
    close(cast)
    hand_over(cast.foreign, Shares(None), by=cast.ciso, on=TODAY, reason="Closed")
    assert not PathwayStep.objects.exists()


terms = st.tuples(
    st.sampled_from(["head", "deputy"]),
    st.integers(-9, 9),
    st.one_of(st.none(), st.integers(0, 9)),
    st.booleans(),
)


@pytest.mark.django_db
@settings(max_examples=10, deadline=None)
@given(st.lists(terms, max_size=4), st.booleans())
def test_nothing_goes_on_in_a_closed_department(all_terms, has_successor):
    by, unit, successor = UserFactory(ciso=True), UnitFactory(), UnitFactory()
    for code, since, days, second in all_terms:
        begins = TODAY + since * DAY
        AssignmentFactory(
            contact=ContactFactory(home_unit=unit), unit=unit, function=FunctionFactory(code=code), since=begins,
            until=None if days is None else begins + days * DAY, priority=3 if second else 2,
        )  # fmt: skip
    before = Assignment.objects.filter(unit=unit).count()
    hand_over(unit, Shares(successor if has_successor else None), by=by, on=TODAY, reason="Closed")
    assert not Assignment.objects.filter(unit=unit, until__isnull=True).exists()
    assert not Assignment.objects.filter(unit=unit, until__gt=TODAY).exists()
    assert Assignment.objects.filter(unit__in=(unit, successor)).count() >= (before if has_successor else 0)
    assert unit.people.count() == (0 if has_successor else len(all_terms))
