"""One talk: its plan, its room and its minutes, and what of it each reader sees."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from common.history import recording
from dialogues.choices import ItemState, SessionState
from overview.room import prep
from overview.room.reader import Room
from tests.factories.dialogues import (
    AgendaItemFactory,
    CommitmentFactory,
    DraftFactory,
    InsightFactory,
    ParticipationFactory,
    SessionFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "xylophone"


@pytest.fixture
def held(cast):
    talk = SessionFactory(title="Talk with Marketing", held=True, liaison=cast.ciso, units=[cast.unit])
    ParticipationFactory(session=talk, contact__name="Clara Whitfield", unit=cast.unit, title="Head")
    return talk


def at(talk, name="session", *args):
    return reverse(name, args=[talk.pk, *args])


def test_before_it_is_opened_a_talk_proposes_what_waits(clients, cast):
    talk = SessionFactory(liaison=cast.ciso, units=[cast.unit])
    CommitmentFactory(unit=cast.unit, text="Shorter access form", late=True)
    CommitmentFactory(unit=cast.unit, text="List of agencies", theirs=True)
    TopicFactory(unit=cast.unit, text="An AI picture tool", proposed_by=cast.head)
    page = clients["ciso"].get(at(talk)).content.decode()
    assert (
        page.index("Shorter access form") < page.index("List of agencies") < page.index("An AI picture tool")
    )
    assert "waiting since" in page
    seen = clients["head"].get(at(talk)).content.decode()
    assert "We owe you" in seen
    assert "overdue" not in seen


def test_opening_freezes_what_is_ticked_and_what_one_adds(clients, cast):
    talk = SessionFactory(liaison=cast.ciso, units=[cast.unit])
    wanted = CommitmentFactory(unit=cast.unit)
    left = CommitmentFactory(unit=cast.unit)
    topic = TopicFactory(unit=cast.unit, proposed_by=cast.head)
    keys = [f"promise:{wanted.pk}", f"promise:{left.pk}", f"topic:{topic.pk}"]
    sent = {"shown": keys, "item": [keys[0], keys[2]], "own": "The summer party\n\n"}
    clients["ciso"].post(at(talk, "session_open"), sent)
    talk.refresh_from_db()
    topic.refresh_from_db()
    assert talk.state == SessionState.HELD
    texts = set(talk.agenda.values_list("text", flat=True))
    assert {wanted.text, topic.text, "The summer party"} <= texts
    assert left.text not in texts
    assert topic.session == talk


def test_a_talk_is_opened_once(clients, cast):
    talk = SessionFactory(liaison=cast.ciso, units=[cast.unit])
    CommitmentFactory(unit=cast.unit)
    for name in ("ciso", "head"):
        assert clients[name].post(at(talk, "session_open")).status_code == 302
    assert talk.agenda.count() == talk.agenda.values("commitment").distinct().count()


def test_the_next_agenda_carries_exactly_what_was_carried(clients, cast):
    last = SessionFactory(closed=True, liaison=cast.ciso, units=[cast.unit])
    kept = CommitmentFactory(unit=cast.unit, kept=True)
    open_still = CommitmentFactory(unit=cast.unit)
    carried = AgendaItemFactory(
        session=last, unit=cast.unit, text="Twice before", state=ItemState.CARRIED, carried=1
    )
    promise = AgendaItemFactory(
        session=last,
        unit=cast.unit,
        kind="we_owe",
        commitment=open_still,
        text="The form",
        state=ItemState.CARRIED,
    )
    AgendaItemFactory(session=last, unit=cast.unit, kind="we_owe", commitment=kept, state=ItemState.CARRIED)
    AgendaItemFactory(session=last, unit=cast.unit, text="Done before", done=True)
    AgendaItemFactory(session=last, unit=cast.unit, text="Dropped before", dropped=True)
    talk = SessionFactory(liaison=cast.ciso, units=[cast.unit])
    clients["ciso"].post(at(talk, "session_open"))
    found = {item.came_from_id: item.carried for item in talk.agenda.exclude(came_from=None)}
    assert found == {carried.pk: 2, promise.pk: 1}
    assert talk.agenda.filter(commitment=open_still).count() == 1
    after = SessionFactory(liaison=cast.ciso, units=[cast.unit])
    assert "Twice before" not in clients["ciso"].get(at(after)).content.decode()


def test_a_point_is_settled_and_that_is_taken_back(clients, held, cast):
    item = AgendaItemFactory(session=held, unit=cast.unit)
    address = at(held, "session_item", item.pk)
    assert clients["head"].post(address, {"state": "dropped"}, HTTP_HX_REQUEST="true").status_code == 204
    item.refresh_from_db()
    assert item.state == ItemState.OPEN, "Dropping needs a reason."
    for sent, state in (
        ({"state": "dropped", "because": "Settled by mail"}, ItemState.DROPPED),
        ({"state": "open"}, ItemState.OPEN),
        ({"state": "done"}, ItemState.DONE),
        ({"state": "carried"}, ItemState.CARRIED),
        ({"state": "nonsense"}, ItemState.CARRIED),
    ):
        clients["head"].post(address, sent)
        item.refresh_from_db()
        assert item.state == state
    assert item.settled_by == cast.head


def test_every_point_is_accounted_for_in_the_bar(clients, held, cast):
    AgendaItemFactory(session=held, unit=cast.unit, done=True)
    AgendaItemFactory(session=held, unit=cast.unit, dropped=True)
    AgendaItemFactory.create_batch(2, session=held, unit=cast.unit)
    page = clients["ciso"].get(at(held)).content.decode()
    assert "4 agenda items</strong> = 1 done + 1 dropped + <strong>2 carried" in page


def test_somebody_is_here_in_one_click_comes_along_and_speaks(clients, held, cast):
    row = held.participations.get()
    clients["ciso"].post(at(held, "session_attendance"), {"row": row.pk, "attended": "1"})
    clients["ciso"].post(at(held, "session_attendance"), {"speaks": row.pk})
    row.refresh_from_db()
    assert (row.attended, row.speaks) == (True, True)
    clients["ciso"].post(at(held, "session_attendance"), {"row": row.pk})
    row.refresh_from_db()
    assert (row.attended, row.speaks) == (False, False)
    clients["ciso"].post(at(held, "session_attendance"), {"add": f"user:{cast.ciso.pk}"})
    assert held.participations.get(user=cast.ciso).attended
    clients["ciso"].post(at(held, "session_attendance"), {"add": f"user:{cast.outsider.pk}"})
    assert not held.participations.filter(user=cast.outsider).exists()


@pytest.mark.parametrize("name", ["session_item", "session_attendance", "session_keep", "session_open"])
def test_the_room_of_others_and_writing_by_readers_are_refused(clients, held, cast, name):
    item = AgendaItemFactory(session=held, unit=cast.unit)
    address = at(held, name, *([item.pk] if name == "session_item" else []))
    assert clients["outsider"].post(address, {"state": "done"}).status_code == 404
    assert clients["auditor"].post(address, {"state": "done"}).status_code == 403


def secrets_in(talk, cast):
    """Everything of a talk that is for the team alone says the word."""
    AgendaItemFactory(session=talk, unit=cast.unit, kind="gap", text=f"Gap {SECRET}", for_the_team=True)
    DraftFactory(
        session=talk, team=True, text=f"! {SECRET} heard\n@us send {SECRET} by friday", saved_by=cast.ciso
    )
    DraftFactory(session=talk, text="! a concern", saved_by=cast.ciso)
    InsightFactory(unit=cast.unit, session=talk, text=f"Said {SECRET}", for_the_team=True)
    talk.team_notes = f"Tired {SECRET}"
    with recording(by=cast.ciso, reason="Notes"):
        talk.save()


PAGES = ("session", "session_lines", "session_prep", "session_prep_pdf", "session_draft")


@pytest.mark.parametrize("stage", [{"held": True}, {"closed": True}, {}])
@pytest.mark.parametrize("name", PAGES)
def test_what_is_for_the_team_reaches_nobody_else_and_no_projector(clients, cast, stage, name):
    talk = SessionFactory(liaison=cast.ciso, units=[cast.unit], **stage)
    secrets_in(talk, cast)
    follow = SessionFactory(liaison=cast.ciso, units=[cast.unit])
    for one in (talk, follow):
        for reader, query in (
            ("head", ""),
            ("admin", ""),
            ("auditor", ""),
            ("ciso", "?share=1"),
            ("head", "?share=1"),
        ):
            answer = clients[reader].get(at(one, name) + query)
            assert SECRET.encode() not in answer.content
            if name != "session_prep_pdf":
                assert "team only" not in answer.content.decode().lower(), (reader, query)


def test_the_team_reads_what_is_for_the_team(clients, cast, held):
    secrets_in(held, cast)
    page = clients["ciso"].get(at(held)).content.decode()
    assert page.count(SECRET) >= 4
    assert clients["ciso"].get(at(held, "session_draft") + "?team=1").json()["text"].count(SECRET) == 2


@pytest.mark.parametrize("reader", ["head", "admin", "auditor"])
def test_the_notes_of_the_team_do_not_exist_for_others(clients, held, cast, reader):
    secrets_in(held, cast)
    assert clients[reader].get(at(held, "session_draft") + "?team=1").status_code == 404
    sent = {"team": True, "text": "mine", "base": "", "number": 0}
    answer = clients[reader].post(at(held, "session_draft"), sent, content_type="application/json")
    assert answer.status_code in (403, 404)
    assert held.drafts.get(team=True).text.count(SECRET) == 2


def test_on_a_projector_the_notes_of_the_team_do_not_exist_either(clients, held, cast):
    secrets_in(held, cast)
    assert clients["ciso"].get(at(held, "session_draft") + "?team=1&share=1").status_code == 404


def test_the_same_page_whether_or_not_there_is_something_for_the_team(clients, held, cast):
    """Nobody learns by counting that there is more."""
    AgendaItemFactory(session=held, unit=cast.unit)
    before = clients["head"].get(at(held)).content
    AgendaItemFactory(session=held, unit=cast.unit, for_the_team=True, kind="gap")
    InsightFactory(unit=cast.unit, session=held, for_the_team=True, themes=["secret-theme"])
    DraftFactory(session=held, team=True, text="! #secret-theme x", saved_by=cast.ciso)
    after = clients["head"].get(at(held)).content
    a, b = without_tokens(before), without_tokens(after)
    n = next((i for i in range(min(len(a), len(b))) if a[i] != b[i]), 0)
    assert a == b, (a[n - 200 : n + 200], b[n - 200 : n + 200])


def without_tokens(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def test_in_a_joint_session_each_department_keeps_its_own_points(clients, cast):
    talk = SessionFactory(held=True, joint=True, liaison=cast.ciso, units=[cast.unit, cast.foreign])
    AgendaItemFactory(session=talk, unit=cast.unit, text="Of Marketing")
    AgendaItemFactory(session=talk, unit=cast.foreign, text="Of Treasury")
    AgendaItemFactory(session=talk, text="Of both")

    def seen(reader, query=""):
        page = clients[reader].get(at(talk) + query).content.decode()
        return {name for name in ("Of Marketing", "Of Treasury", "Of both") if name in page}

    assert seen("head") == {"Of Marketing", "Of both"}
    assert seen("outsider") == {"Of Treasury", "Of both"}
    assert seen("ciso") == {"Of Marketing", "Of Treasury", "Of both"}
    assert seen("ciso", "?share=1") == {"Of both"}


def test_what_is_kept_to_its_people_is_not_proposed_elsewhere(clients, cast):
    closed = SessionFactory(closed=True, limited=True, liaison=cast.ciso, units=[cast.unit])
    AgendaItemFactory(session=closed, unit=cast.unit, text="Between us", state=ItemState.CARRIED)
    CommitmentFactory(session=closed, unit=cast.unit, text="Promised between us")
    talk = SessionFactory(liaison=cast.ciso, units=[cast.unit])
    page = clients["ciso"].get(at(talk)).content.decode()
    assert "etween us" not in page


def test_the_parts_of_the_room_read_themselves_again(clients, held, cast):
    AgendaItemFactory(session=held, unit=cast.unit)
    for part in ("agenda", "count", "present"):
        answer = clients["ciso"].get(at(held), HTTP_HX_REQUEST="true", HTTP_HX_TARGET=part)
        assert f'id="{part}"' in answer.content.decode()
        assert b"<html" not in answer.content


@pytest.mark.parametrize(("reader", "share"), [("head", False), ("admin", False), ("ciso", True)])
def test_nothing_for_the_team_is_printed_for_others(cast, reader, share):
    last = SessionFactory(closed=True, liaison=cast.ciso, units=[cast.unit])
    secrets_in(last, cast)
    talk = SessionFactory(liaison=cast.ciso, units=[cast.unit])

    def words(user, share):
        room = Room(talk, user, timezone.localdate(), timezone.now(), share)
        return json.dumps(prep.printed(prep.sheet(room), room))

    assert SECRET not in words(cast.by_role(reader), share)
    assert SECRET in words(cast.ciso, False)


def test_what_changed_since_the_last_talk_is_proposed_without_what_is_for_the_team(clients, cast):
    SessionFactory(closed=True, liaison=cast.ciso, units=[cast.unit])
    with recording(by=cast.ciso, reason="Counted again"):
        cast.unit.headcount = 4711
        cast.unit.strategic_importance = 1
        cast.unit.save()
    talk = SessionFactory(liaison=cast.ciso, units=[cast.unit])
    for reader, query in (("head", ""), ("ciso", "?share=1")):
        page = clients[reader].get(at(talk) + query).content.decode()
        assert "4711" in page or "4,711" in page
        assert "importance" not in page.lower()
