"""Promises and talks on the first page of the team: whose they are, and what one may know of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from overview import talks_due
from overview.today import talks
from tests.factories.accounts import UserFactory
from tests.factories.dialogues import (
    CommitmentFactory,
    ParticipationFactory,
    SessionFactory,
    TopicFactory,
    at_ten,
)
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinds(cast):
    """Which kinds of items one has, and of what."""

    def read(user=None):
        return sorted((item.kind, item.ref) for item in talks.items(user or cast.ciso, now=timezone.now()))

    return read


def test_ones_own_promise_is_there_and_a_colleagues_is_not(cast, kinds):
    mine = CommitmentFactory(unit=cast.foreign, user=cast.ciso, late=True)
    CommitmentFactory(unit=cast.foreign, late=True)
    assert ("promise", str(mine.pk)) in kinds()
    assert len([kind for kind, _ in kinds() if kind == "promise"]) == 1


def test_a_promise_of_ours_without_a_name_falls_to_whoever_answers_for_the_department(cast, kinds):
    left = CommitmentFactory(unit=cast.unit, user=None, late=True)
    CommitmentFactory(unit=cast.foreign, user=None, late=True)
    assert [ref for kind, ref in kinds() if kind == "promise"] == [str(left.pk)]


def test_what_they_owe_is_there_once_its_day_is_over(cast, kinds):
    late = CommitmentFactory(unit=cast.unit, theirs=True, late=True)
    CommitmentFactory(unit=cast.unit, theirs=True)
    CommitmentFactory(unit=cast.unit, theirs=True, proposed=True, late=True)
    assert [ref for kind, ref in kinds() if kind == "waiting"] == [str(late.pk)]


def test_settled_promises_are_gone(cast, kinds):
    CommitmentFactory(unit=cast.unit, user=cast.ciso, kept=True, late=True)
    CommitmentFactory(unit=cast.unit, user=cast.ciso, dropped=True, late=True)
    assert [kind for kind, _ in kinds() if kind == "promise"] == []


def test_what_was_noted_for_somebody_asks_for_a_yes(cast, kinds):
    asked = CommitmentFactory(unit=cast.unit, user=cast.ciso, proposed=True, undated=True)
    assert ("accept", str(asked.pk)) in kinds()


def test_talks_of_the_week_in_which_one_takes_part(cast, kinds):
    ours = SessionFactory(units=[cast.unit], liaison=cast.ciso, starts_at=at_ten(2))
    joined = SessionFactory(units=[cast.foreign], starts_at=at_ten(3))
    ParticipationFactory(session=joined, ours=True, user=cast.ciso)
    SessionFactory(units=[cast.unit], starts_at=at_ten(2))
    SessionFactory(units=[cast.unit], liaison=cast.ciso, starts_at=at_ten(30))
    SessionFactory(units=[cast.unit], liaison=cast.ciso, starts_at=at_ten(2), cancelled=True)
    assert sorted(ref for kind, ref in kinds() if kind == "session") == sorted([str(ours.pk), str(joined.pk)])


def test_a_talk_says_what_waits_for_it(cast):
    SessionFactory(units=[cast.unit], liaison=cast.ciso, closed=True)
    SessionFactory(units=[cast.unit, cast.team], liaison=cast.ciso, starts_at=at_ten(2))
    for _ in range(2):
        TopicFactory(unit=cast.unit)
    TopicFactory(unit=cast.unit, withdrawn=True)
    CommitmentFactory(unit=cast.unit)
    [meeting] = talks.meetings(cast.ciso, now=timezone.now())
    assert meeting.units == ("Campaigns", "Marketing")
    assert meeting.waiting == "2 things to talk about and 1 promise of ours wait"
    assert meeting.last_on == timezone.localdate() - timedelta(days=30)


def test_notes_that_are_missing_are_asked_of_our_side_alone(cast, kinds):
    held = SessionFactory(units=[cast.unit], liaison=cast.ciso, held=True)
    past = SessionFactory(units=[cast.unit], liaison=cast.ciso, starts_at=at_ten(-3))
    SessionFactory(units=[cast.unit], held=True)
    SessionFactory(units=[cast.unit], liaison=cast.ciso, closed=True)
    SessionFactory(units=[cast.unit], liaison=cast.ciso, missed=True)
    assert sorted(ref for kind, ref in kinds() if kind == "notes") == sorted([str(held.pk), str(past.pk)])


def test_a_limited_talk_and_its_promises_are_told_to_its_people_alone(cast, kinds):
    secret = SessionFactory(units=[cast.unit], limited_to_its_people=True, closed=True)
    CommitmentFactory(unit=cast.unit, user=None, session=secret, late=True)
    assert [kind for kind, _ in kinds() if kind == "promise"] == []


class TestATalkThatIsDue:
    def due(self, cast):
        return talks_due.of_ones_own(cast.ciso, at=timezone.now(), today=timezone.localdate())

    def test_is_one_of_a_department_one_answers_for(self, cast):
        SessionFactory(units=[cast.unit], closed=True, starts_at=at_ten(-300))
        [due] = self.due(cast)
        assert (due.code, due.last_on) == ("OWN", timezone.localdate() - timedelta(days=300))
        assert due.late_by > 100

    def test_is_not_while_one_is_planned_or_was_held_lately_or_in_passing(self, cast):
        planned, lately, passing = (
            UnitFactory(owner=cast.ciso, strategic_importance=2, exposure=2, incident_history=2)
            for _ in range(3)
        )
        for unit in (planned, lately, passing):
            SessionFactory(units=[unit], closed=True, starts_at=at_ten(-300))
        SessionFactory(units=[cast.unit, planned], starts_at=at_ten(60))
        SessionFactory(units=[lately], closed=True, starts_at=at_ten(-29))
        SessionFactory(units=[passing], touch=True)
        assert self.due(cast) == []

    def test_never_spoken_with_stands_last(self, cast):
        never = UnitFactory(name="A new one", owner=cast.ciso)
        SessionFactory(units=[cast.unit], closed=True, starts_at=at_ten(-300))
        assert [one.code for one in self.due(cast)] == ["OWN", never.code]


def test_one_question_each_however_many(cast, count_queries):
    def asked():
        with count_queries() as seen:
            talks.items(cast.ciso, now=timezone.now())
        return len(seen)

    def grow(times):
        for _ in range(times):
            unit = UnitFactory(owner=cast.ciso)
            CommitmentFactory(unit=unit, user=cast.ciso, late=True)
            CommitmentFactory(unit=unit, theirs=True, late=True)
            SessionFactory(units=[unit, cast.unit], liaison=cast.ciso, starts_at=at_ten(1))
            SessionFactory(units=[UnitFactory(owner=cast.ciso)], closed=True, starts_at=at_ten(-200))

    grow(1)
    assert asked() == 3
    grow(9)
    assert asked() == 3


def test_whoever_plans_no_talks_is_not_asked_to(cast):
    assert talks.items(cast.responder, now=timezone.now()) == []
    assert talks.items(UserFactory(auditor=True), now=timezone.now()) == []
