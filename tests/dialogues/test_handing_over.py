"""A department ends or gives something away: its talks ahead, promises and wishes find their heirs; held talks stay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dialogues.actions.handing_over import hand_over, plan_again
from dialogues.models import Commitment, Series, Session, Topic
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import (
    CommitmentFactory,
    ParticipationFactory,
    SeriesFactory,
    SessionFactory,
    TopicFactory,
)
from tests.factories.units import UnitFactory
from units.shares import Shares, Thing

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def hand(cast, shares):
    hand_over(cast.unit, shares, by=cast.ciso, on=TODAY, at=timezone.now(), reason="Merged")


def names(units) -> set[str]:
    return {row.unit.name for row in units.all()}


def test_recurring_talks_go_on_with_the_heir_and_their_planned_talks_follow(cast):
    series = SeriesFactory(units=[cast.unit], liaison=cast.ciso)
    planned = SessionFactory(of_series=True, series=series, units=[cast.unit], liaison=cast.ciso)
    held = SessionFactory(closed=True, units=[cast.unit], liaison=cast.ciso)
    hand(cast, Shares(cast.foreign))
    assert names(series.series_units) == {"Treasury"}
    assert names(held.session_units) == {"Marketing"}
    ahead = Session.objects.filter(series=series).planned()
    assert ahead.exists()
    assert all(names(talk.session_units) == {"Treasury"} for talk in ahead.exclude(pk=planned.pk))


def test_a_joint_talk_goes_on_without_a_department_nobody_follows_and_names_none_twice(cast):
    joint = SeriesFactory(units=[cast.unit, cast.foreign, cast.team], liaison=cast.ciso)
    single = SessionFactory(units=[cast.unit, cast.foreign], liaison=cast.ciso)
    hand(cast, Shares(None, {Thing.TALKS: cast.foreign}))
    assert names(joint.series_units) == {"Treasury", "Campaigns"}
    assert names(single.session_units) == {"Treasury"}
    assert Series.objects.get(pk=joint.pk).ended_on is None


def test_a_talk_that_is_left_without_a_department_ends_or_is_called_off(cast):
    series = SeriesFactory(units=[cast.unit], liaison=cast.ciso)
    single = SessionFactory(units=[cast.unit], liaison=cast.ciso)
    hand(cast, Shares(None))
    series.refresh_from_db()
    single.refresh_from_db()
    assert series.ended_on == TODAY + timedelta(1)
    assert (single.state, single.why) == ("cancelled", "The department no longer exists")
    assert names(single.session_units) == {"Marketing"}


def test_people_of_a_single_talk_speak_for_the_heir(cast):
    single = SessionFactory(units=[cast.unit], liaison=cast.ciso)
    person = ParticipationFactory(session=single, contact=ContactFactory(), unit=cast.unit, title="Head")
    hand(cast, Shares(cast.foreign))
    person.refresh_from_db()
    assert (person.unit, person.title) == (cast.foreign, "Head")


def test_open_promises_and_wishes_go_to_the_heir_or_up_and_settled_ones_stay(cast):
    promise, kept = CommitmentFactory(unit=cast.unit), CommitmentFactory(unit=cast.unit, state="kept")
    topic = TopicFactory(unit=cast.unit)
    hand(cast, Shares(None, singly={(Thing.PROMISES, promise.pk): cast.foreign}))
    promise.refresh_from_db()
    kept.refresh_from_db()
    topic.refresh_from_db()
    assert (promise.unit, kept.unit, topic.unit) == (cast.foreign, cast.unit, cast.parent)


def test_at_the_top_they_end_with_the_department_and_say_why(cast):
    lone = UnitFactory()
    promise, topic = CommitmentFactory(unit=lone), TopicFactory(unit=lone)
    hand_over(lone, Shares(None), by=cast.ciso, on=TODAY, at=timezone.now(), reason="Over")
    promise, topic = Commitment.objects.get(pk=promise.pk), Topic.objects.get(pk=topic.pk)
    assert (promise.state, promise.because) == ("dropped", "The department no longer exists")
    assert topic.withdrawn_at is not None


def test_what_stays_is_not_written(cast):
    series = SeriesFactory(units=[cast.unit], liaison=cast.ciso)
    promise, topic = CommitmentFactory(unit=cast.unit), TopicFactory(unit=cast.unit)
    hand(cast, Shares(cast.unit))
    assert names(series.series_units) == {"Marketing"}
    for row in (promise, topic):
        assert type(row).objects.get(pk=row.pk).revision == row.revision


def test_calendars_hear_of_a_talk_put_back_by_a_newer_version(cast):
    talk = SessionFactory(units=[cast.unit], liaison=cast.ciso, invite=True, sequence=3)
    quiet = SessionFactory(units=[cast.unit], liaison=cast.ciso)
    plan_again({talk.pk, quiet.pk}, by=cast.ciso, at=timezone.now(), reason="Taken back")
    talk.refresh_from_db()
    quiet.refresh_from_db()
    assert (talk.sequence, quiet.sequence) == (4, 0)
