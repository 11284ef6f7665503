"""From one talk to the next: closing and opening together lose nothing and bring nothing twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dialogues.actions.closing import Settled, close_session
from dialogues.actions.room import open_session
from dialogues.models import AgendaItem
from overview.room.reader import Room
from tests.factories.dialogues import (
    AgendaItemFactory,
    CommitmentFactory,
    SessionFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def next_talk(cast, days: int, *, by):
    """One more talk with the head's unit, opened with what its agenda proposes."""
    talk = SessionFactory(units=[cast.unit], liaison=cast.ciso, starts_at=NOW + timedelta(days))
    room = Room(talk, by, NOW.date(), NOW)
    return open_session(talk, room.plan.points, by=by, at=NOW + timedelta(days))


def carried_of(talk) -> set[int]:
    return set(talk.agenda.filter(state="carried").values_list("pk", flat=True))


def came_from(talk) -> set[int]:
    return set(talk.agenda.exclude(came_from=None).values_list("came_from", flat=True))


def test_each_talk_begins_with_exactly_what_the_last_one_carried(cast):
    talk = SessionFactory(held=True, units=[cast.unit], liaison=cast.ciso)
    promise = CommitmentFactory(unit=cast.unit, user=cast.ciso)
    topic = TopicFactory(unit=cast.unit)
    items = [
        AgendaItemFactory(session=talk, text="Talked about", position=1),
        AgendaItemFactory(session=talk, text="Dropped", position=2),
        AgendaItemFactory(session=talk, text="Carried by choice", position=3),
        AgendaItemFactory(session=talk, text="Nobody touched it", position=4),
        AgendaItemFactory(session=talk, text=promise.text, kind="we_owe", commitment=promise, position=5),
        AgendaItemFactory(session=talk, text=topic.text, kind="topic", topic=topic, position=6),
    ]
    settled = {
        items[0].pk: Settled("done"),
        items[1].pk: Settled("dropped", "Asked in spring"),
        items[2].pk: Settled("carried"),
    }
    close_session(talk, settled=settled, kept=[], by=cast.ciso, at=NOW)
    assert carried_of(talk) == {item.pk for item in items[2:]}
    for step in range(1, 4):
        following = next_talk(cast, step, by=cast.ciso)
        assert came_from(following) == carried_of(talk)
        assert following.agenda.get(text="Nobody touched it").carried == step
        assert following.agenda.filter(commitment=promise).count() == 1
        assert following.agenda.filter(topic=topic).count() == 1
        close_session(following, settled={}, kept=[], by=cast.ciso, at=NOW + timedelta(step, hours=1))
        talk = following
    promise.refresh_from_db()
    assert promise.carried == 4
    assert not AgendaItem.objects.filter(state="open").exists()


def test_carried_three_times_shows_where_it_is_closed(clients, cast):
    talk = SessionFactory(held=True, units=[cast.unit], liaison=cast.ciso)
    AgendaItemFactory(session=talk, text="Again and again", carried=3)
    assert "carried 3×" in clients["ciso"].get(f"/dialogues/sessions/{talk.pk}/close/").content.decode()
