"""Closing a talk accounts for every point and keeps what came of it."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogues.actions.closing import (
    ClosedAlready,
    Kept,
    Settled,
    There,
    close_session,
    correct_session,
)
from dialogues.choices import ItemState, PromiseState, SessionState
from dialogues.models import AgendaItem, Commitment, Insight, Session
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import (
    AgendaItemFactory,
    CommitmentFactory,
    DraftFactory,
    ParticipationFactory,
    SessionFactory,
    TopicFactory,
)
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def talk():
    return SessionFactory(held=True, units=[UnitFactory(name="Marketing")])


@pytest.fixture
def unit(talk):
    return talk.session_units.get().unit


@pytest.fixture
def ingrid():
    return UserFactory(ciso=True, name="Ingrid Solheim")


def close(talk, by, *, settled=None, kept=(), **more):
    return close_session(talk, settled=settled or {}, kept=kept, by=by, at=more.pop("at", NOW), **more)


BEFORE = st.sampled_from([ItemState.OPEN, ItemState.DONE, ItemState.DROPPED, ItemState.CARRIED])
CHOICE = st.sampled_from([None, ItemState.DONE, ItemState.DROPPED, ItemState.CARRIED])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(points=st.lists(st.tuples(BEFORE, CHOICE, st.booleans()), max_size=9))
def test_what_goes_in_comes_out(ingrid, points):
    """Law: every point ends as done, dropped or carried, and what nobody touched is carried."""
    talk = SessionFactory(held=True)
    settled, expected = {}, []
    for before, choice, promised in points:
        promise = CommitmentFactory(user=ingrid) if promised else None
        because = "Settled elsewhere" if before == ItemState.DROPPED else ""
        item = AgendaItemFactory(session=talk, state=before, because=because, commitment=promise)
        if choice:
            settled[item.pk] = Settled(choice, "No longer asked")
        wanted = choice or (ItemState.CARRIED if before == ItemState.OPEN else before)
        expected.append((item.pk, wanted))
    outcome = close(talk, ingrid, settled=settled)
    assert outcome.points == len(points) == outcome.done + outcome.dropped + outcome.carried
    ended = dict(talk.agenda.values_list("pk", "state"))
    assert ended == dict(expected)
    assert not talk.agenda.filter(state=ItemState.OPEN).exists()
    waiting = AgendaItem.objects.filter(session=talk, state=ItemState.CARRIED, went_to__isnull=True)
    assert {item.pk for item in waiting} == {pk for pk, state in expected if state == ItemState.CARRIED}
    for item in talk.agenda.exclude(commitment=None).select_related("commitment"):
        promise = item.commitment
        said = {ItemState.DONE: "kept", ItemState.DROPPED: "dropped", ItemState.CARRIED: "open"}
        assert promise.state == said[item.state]
        assert promise.carried == (1 if item.state == ItemState.CARRIED else 0)


def test_what_is_dropped_needs_a_reason_and_nothing_is_written_without(talk, ingrid):
    item = AgendaItemFactory(session=talk)
    other = AgendaItemFactory(session=talk)
    with pytest.raises(ValidationError, match="Say why"):
        close(talk, ingrid, settled={other.pk: Settled("done"), item.pk: Settled("dropped", "  ")})
    talk.refresh_from_db()
    assert talk.state == SessionState.HELD
    assert set(talk.agenda.values_list("state", flat=True)) == {ItemState.OPEN}


def test_a_point_of_another_talk_is_refused(talk, ingrid):
    with pytest.raises(ValidationError, match="not on the agenda"):
        close(talk, ingrid, settled={AgendaItemFactory().pk: Settled("done")})


def test_what_was_heard_and_promised_is_kept_with_its_themes(talk, unit, ingrid):
    ana = ContactFactory(name="Ana Duarte")
    outcome = close(
        talk, ingrid,
        kept=[
            Kept("concern", "Nobody tells us who leaves", unit, themes=["agency-access"]),
            Kept("promise", "Send the short form", unit, side="we", user=ingrid),
            Kept("promise", "Ask Brightside", unit, side="they", contact=ana),
            Kept("promise", "Send the list", unit, side="they", contact=ana, accepted=True),
        ],
    )  # fmt: skip
    heard = Insight.objects.get(session=talk)
    assert [link.theme.name for link in heard.theme_links.all()] == ["agency-access"]
    assert [row.state for row in outcome.promises] == ["open", "proposed", "open"]
    assert heard.history.get().history_group == talk.history.first().history_group


def test_the_draft_becomes_the_record(talk, ingrid):
    DraftFactory(session=talk, text="Six campaigns before Christmas", number=4)
    DraftFactory(session=talk, team=True, text="Tired of forms", number=2)
    close(talk, ingrid)
    talk.refresh_from_db()
    assert (talk.notes, talk.team_notes) == ("Six campaigns before Christmas", "Tired of forms")
    assert (talk.state, talk.closed_by) == (SessionState.CLOSED, ingrid)


def test_a_topic_that_was_talked_about_is_taken_up_and_a_carried_one_waits(talk, unit, ingrid):
    topic, later = TopicFactory(unit=unit), TopicFactory(unit=unit)
    done = AgendaItemFactory(session=talk, kind="topic", topic=topic)
    AgendaItemFactory(session=talk, kind="topic", topic=later)
    close(talk, ingrid, settled={done.pk: Settled("done")})
    topic.refresh_from_db(), later.refresh_from_db()
    assert (topic.session, later.session) == (talk, None)


def test_who_was_there_and_who_spoke(talk, ingrid):
    came, stayed_away = ParticipationFactory(session=talk), ParticipationFactory(session=talk)
    close(talk, ingrid, there=There(frozenset({came.pk}), frozenset({came.pk, stayed_away.pk})))
    came.refresh_from_db(), stayed_away.refresh_from_db()
    assert (came.attended, came.speaks) == (True, True)
    assert (stayed_away.attended, stayed_away.speaks) == (False, False)


def test_closing_twice_is_refused_in_words(talk, ingrid):
    close(talk, ingrid)
    with pytest.raises(ClosedAlready, match="This talk is closed"):
        close(talk, UserFactory(ciso=True))
    talk.refresh_from_db()
    assert talk.closed_by == ingrid


def test_the_second_adds_what_the_first_left_out_and_nothing_is_kept_twice(talk, unit, ingrid):
    heard = Kept("concern", "Nobody tells us who leaves", unit)
    close(talk, ingrid, kept=[heard])
    other = UserFactory(ciso=True)
    outcome = close(talk, other, kept=[heard, Kept("decision", "No exceptions", unit)], correcting=True)
    assert [row.text for row in outcome.heard] == ["No exceptions"]
    assert talk.insights.count() == 2


def test_five_days_to_correct_then_it_is_read_only(talk, unit, ingrid):
    item = AgendaItemFactory(session=talk)
    ParticipationFactory(session=talk, attended=True)
    close(talk, ingrid)
    correct_session(talk, by=ingrid, at=NOW + timedelta(days=4))
    assert Session.objects.get(pk=talk.pk).state == SessionState.HELD
    late = {"settled": {item.pk: Settled("done")}, "kept": [Kept("concern", "Too late", unit)]}
    outcome = close(talk, ingrid, at=NOW + timedelta(days=6), there=There(frozenset()), **late)
    assert (outcome.points, outcome.carried, outcome.heard) == (1, 1, [])
    assert talk.participations.get().attended
    found = Session.objects.get(pk=talk.pk)
    assert found.closed_at == NOW  # opening again wins no time
    with pytest.raises(ValidationError, match="five days"):
        correct_session(talk, by=ingrid, at=NOW + timedelta(days=6))


def test_correcting_turns_a_kept_promise_into_a_carried_one(talk, ingrid):
    promise = CommitmentFactory(user=ingrid)
    item = AgendaItemFactory(session=talk, kind="we_owe", commitment=promise)
    close(talk, ingrid, settled={item.pk: Settled("done")})
    correct_session(talk, by=ingrid, at=NOW)
    close(talk, ingrid, settled={item.pk: Settled("carried")})
    promise.refresh_from_db()
    assert (promise.state, promise.carried) == (PromiseState.OPEN, 1)


def test_what_the_next_talk_took_over_stays_carried(talk, ingrid):
    item = AgendaItemFactory(session=talk)
    close(talk, ingrid)
    AgendaItemFactory(came_from=item, carried=1)
    correct_session(talk, by=ingrid, at=NOW)
    close(talk, ingrid, settled={item.pk: Settled("done")})
    item.refresh_from_db()
    assert item.state == ItemState.CARRIED


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_at_once_one_wins_and_the_other_is_told():
    talk = SessionFactory(held=True, units=[UnitFactory()])
    unit = talk.session_units.get().unit
    item = AgendaItemFactory(session=talk, commitment=CommitmentFactory(unit=unit))
    people = [UserFactory(ciso=True) for _ in range(2)]
    start, said = threading.Barrier(2, timeout=20), []

    def go(user):
        try:
            start.wait()
            with transaction.atomic():
                close(
                    talk, user, settled={item.pk: Settled("done")}, kept=[Kept("concern", f"By {user}", unit)]
                )
            said.append("closed")
        except ClosedAlready:
            said.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[user], daemon=True) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(said) == ["closed", "told"]
    assert Insight.objects.filter(session=talk).count() == 1
    assert Commitment.objects.get().state == PromiseState.KEPT
