"""Who answers for a department: its own people, those above, who is away and who covers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from contacts.functions import AMBASSADOR, DEPUTY, HEAD
from contacts.holding import nearest, people_of
from contacts.models import Assignment, Contact
from tests.factories.contacts import (
    AbsenceFactory,
    AssetOwnerFactory,
    AssignmentFactory,
    ContactFactory,
    FunctionFactory,
)

TODAY = timezone.localdate()


def found(cast, unit=None, on=TODAY):
    unit = unit or cast.team
    return people_of(unit, [cast.team.pk, cast.unit.pk, cast.parent.pk], on=on)


@pytest.mark.django_db
def test_the_departments_own_people_answer_first_before_second(cast):
    second = AssignmentFactory(unit=cast.team, code=DEPUTY, second=True)
    first = AssignmentFactory(unit=cast.team, code=DEPUTY)
    deputies = found(cast).of(DEPUTY)
    assert [holder.assignment for holder in deputies] == [first, second]
    assert deputies.inherited_from == ""
    assert deputies.first.contact == first.contact


@pytest.mark.django_db
def test_where_a_department_has_nobody_the_nearest_above_answers_and_it_says_so(cast):
    AssignmentFactory(unit=cast.parent)
    near = AssignmentFactory(unit=cast.unit)
    head = found(cast).of(HEAD)
    assert [holder.assignment for holder in head] == [near]
    assert head.inherited_from == "Marketing"
    assert head.first.inherited_from == "Marketing"


@pytest.mark.django_db
def test_what_is_not_inherited_and_owners_of_things_above_do_not_answer_below(cast):
    AssignmentFactory(unit=cast.unit, function=FunctionFactory(code="press", inherits=False))
    AssetOwnerFactory(unit=cast.unit, function=FunctionFactory(code="keeper", inherits=True))
    assert list(found(cast)) == []
    assert found(cast).of_things == []


@pytest.mark.django_db
def test_owners_of_things_stand_apart(cast):
    owner = AssetOwnerFactory(unit=cast.team)
    people = found(cast)
    assert [(holder.assignment, holder.thing) for holder in people.of_things] == [(owner, owner.asset)]
    assert list(people) == []


@pytest.mark.django_db
def test_the_last_day_counts_and_the_day_after_does_not(cast):
    AssignmentFactory(unit=cast.team, until=TODAY)
    assert found(cast).of(HEAD)
    assert not found(cast, on=TODAY + timedelta(1)).of(HEAD)


@pytest.mark.django_db
def test_who_is_away_says_so_and_who_covers(cast):
    absence = AbsenceFactory(contact=AssignmentFactory(unit=cast.team).contact)
    head = found(cast).of(HEAD).first
    assert (head.away, head.cover) == (absence, absence.cover)
    assert found(cast, on=TODAY + timedelta(30)).of(HEAD).first.away is None


@pytest.mark.django_db
def test_somebody_who_left_does_not_answer_and_is_not_forgotten(cast):
    above = AssignmentFactory(unit=cast.unit)
    gone = AssignmentFactory(unit=cast.team, contact=ContactFactory(left=True))
    people = found(cast)
    assert people.of(HEAD).first.assignment == above
    assert [holder.assignment for holder in people.left_behind] == [gone]


@pytest.mark.django_db
def test_head_deputy_and_ambassador_are_missed_where_nobody_answers_at_all(cast):
    AssignmentFactory(unit=cast.parent)
    AssignmentFactory(unit=cast.team, code=DEPUTY, contact=ContactFactory(left=True))
    assert found(cast).missing == [DEPUTY, AMBASSADOR]


@pytest.mark.django_db
def test_two_questions_however_many_people(cast, count_queries):
    for step in range(12):
        owner = AssetOwnerFactory(unit=cast.team, priority=step % 3 + 1)
        AbsenceFactory(contact=owner.contact)
    AssignmentFactory(unit=cast.parent)
    with count_queries() as seen:
        people = found(cast)
        [(one.contact.name, one.function.name, one.thing and one.thing.name) for one in people.everybody]
        [one.cover and one.cover.name for one in people.everybody]
    assert len(seen) == 2, str(seen)


@given(st.dictionaries(st.integers(0, 5), st.lists(st.booleans(), min_size=1, max_size=3)))
def test_the_answering_unit_is_the_nearest_with_somebody_here(people):
    """`people`: step above -> whether each of its holders is still here."""
    left = TODAY - timedelta(1)
    held = {
        step: [Assignment(contact=Contact(left_on=None if here else left)) for here in all_here]
        for step, all_here in people.items()
    }
    answering = nearest(held, {step: step for step in held}, on=TODAY)
    with_somebody = [step for step in people if any(people[step])]
    assert answering == min(with_somebody or people, default=None)
