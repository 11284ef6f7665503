"""What is typed in the room: two people at once, a lost connection, an expired sign-in; nothing is lost silently."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from desk import chores
from desk.models import Heartbeat
from dialogues import left_notes, tasks
from dialogues.actions import drafts
from dialogues.actions.closing import close_session
from dialogues.actions.room import settle
from dialogues.models import Draft, Session
from tests.factories.dialogues import AgendaItemFactory, SessionFactory

PATIENCE = 60


def save(client, talk, text, *, base="", number=0, **more):
    sent = {"team": False, "text": text, "base": base, "number": number, **more}
    address = reverse("session_draft", args=[talk.pk])
    return client.post(address, sent, content_type="application/json")


@pytest.fixture
def talk(cast):
    return SessionFactory(held=True, liaison=cast.ciso, units=[cast.unit])


@pytest.mark.django_db
def test_a_save_is_answered_with_what_stands_there_now(clients, talk):
    first = save(clients["ciso"], talk, "ours").json()
    assert (first["number"], first["text"]) == (1, "ours")
    again = save(clients["ciso"], talk, "ours", base="ours", number=1).json()
    assert again["number"] == 1, "What changes nothing is no new text."
    other = save(clients["head"], talk, "theirs").json()
    assert other["text"].split("\n") == ["ours", "theirs"]
    assert other["number"] == 2
    state = clients["ciso"].get(reverse("session_draft", args=[talk.pk]) + "?number=1").json()
    assert (state["text"], state["writer"]) == (other["text"], "Cast")
    assert "text" not in clients["ciso"].get(reverse("session_draft", args=[talk.pk]) + "?number=2").json()


@pytest.mark.django_db
def test_a_look_at_the_notes_tells_that_somebody_settled_a_point_but_not_of_what_is_hidden(
    clients, talk, cast
):
    items = [AgendaItemFactory(session=talk, unit=cast.unit, team_only=hidden) for hidden in (False, True)]
    stamps = []
    for item in items:
        for reader in ("head", "ciso"):
            stamps.append(clients[reader].get(reverse("session_draft", args=[talk.pk])).json()["agenda"])
        settle(item, "done", by=cast.ciso, at=timezone.now())
    stamps += [
        clients[one].get(reverse("session_draft", args=[talk.pk])).json()["agenda"]
        for one in ("head", "ciso")
    ]
    assert stamps[0] != stamps[2] == stamps[4]
    assert len({stamps[1], stamps[3], stamps[5]}) == 3


@pytest.mark.django_db
def test_who_comes_back_after_a_lost_connection_finds_both(clients, talk):
    save(clients["ciso"], talk, "one\ntwo")
    save(clients["ciso"], talk, "one\ntwo\nthree", base="one\ntwo", number=1)
    late = save(clients["head"], talk, "zero\none\ntwo", base="one\ntwo", number=1).json()
    assert late["text"] == "zero\none\ntwo\nthree"
    # The answer was lost; the same copy is sent once more.
    again = save(clients["head"], talk, "zero\none\ntwo", base="one\ntwo", number=1).json()
    assert again["text"] == late["text"]


@pytest.mark.django_db
def test_after_the_sign_in_ran_out_a_save_says_so_and_stores_nothing(client, talk):
    address = reverse("session_draft", args=[talk.pk])
    answer = client.post(
        address, {"text": "x"}, content_type="application/json", HTTP_X_REQUESTED_WITH="XMLHttpRequest"
    )
    assert answer.status_code == 401
    assert not talk.drafts.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": 1},
        [],
        {"text": "a", "base": "", "number": "1"},
        {"text": "a", "number": True, "base": ""},
    ],
)
def test_what_the_page_would_not_send_is_refused(clients, talk, sent):
    answer = clients["ciso"].post(
        reverse("session_draft", args=[talk.pk]), sent, content_type="application/json"
    )
    assert answer.status_code == 400


@pytest.mark.django_db
def test_too_much_is_refused_in_a_sentence(clients, talk):
    save(clients["ciso"], talk, "before")
    answer = save(clients["ciso"], talk, "x" * 40_001, base="before", number=1)
    assert answer.status_code == 422
    assert "longer than" in answer.json()["said"]
    assert talk.drafts.get().text == "before"


@pytest.mark.django_db
def test_signs_the_database_cannot_hold_and_other_line_ends_do_no_harm(clients, talk):
    assert save(clients["ciso"], talk, "a\x00b\r\nc").json()["text"] == "ab\nc"


@pytest.mark.django_db
def test_leaving_makes_one_version_and_none_where_nothing_changed(clients, talk, cast):
    versions = talk.history.count()
    save(clients["ciso"], talk, "kept", leaving=True)
    talk.refresh_from_db()
    assert talk.notes == "kept"
    assert talk.history.count() == versions + 1
    assert talk.history.latest().history_change_reason == drafts.KEPT
    save(clients["ciso"], talk, "kept", base="kept", number=1, leaving=True)
    assert talk.history.count() == versions + 1


@pytest.mark.django_db
def test_without_a_script_the_notes_are_merged_and_kept(clients, talk):
    save(clients["ciso"], talk, "ours")
    sent = {"notes": "theirs", "notes_base": "", "notes_number": "0"}
    clients["head"].post(reverse("session_keep", args=[talk.pk]), sent)
    talk.refresh_from_db()
    assert talk.notes.split("\n") == ["ours", "theirs"]


@pytest.mark.django_db
def test_who_types_while_somebody_closes_the_talk_is_told_and_keeps_the_words(clients, talk, cast):
    save(clients["ciso"], talk, "before")
    close_session(talk, settled={}, kept=[], by=cast.ciso, at=timezone.now())
    answer = save(clients["head"], talk, "before and after", base="before", number=1)
    assert (answer.status_code, answer.json()["said"]) == (409, "This talk is closed.")
    plain = clients["head"].post(reverse("session_keep", args=[talk.pk]), {"notes": "before and after"})
    assert plain.status_code == 409
    assert "before and after" in plain.content.decode()
    assert Session.objects.get(pk=talk.pk).notes == "before"


@pytest.mark.django_db(transaction=True)
def test_many_people_typing_at_the_same_moment_lose_no_line(cast, talk):
    """Each types line after line into one text, always from what they were last answered."""
    people = [cast.ciso, cast.head, cast.admin]
    start, faults = threading.Barrier(len(people), timeout=PATIENCE), []

    def types(person, name):
        base, number = "", 0
        try:
            start.wait()
            for step in range(6):
                text = f"{base}\n{name} line {step}" if step % 2 else f"{name} line {step}\n{base}"
                saved = drafts.save_draft(
                    talk, team=False, base=base, number=number, text=text, by=person, at=timezone.now()
                )
                base, number = saved.draft.text, saved.draft.number
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=types, args=(one, name)) for one, name in zip(people, "abc", strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert faults == []
    lines = Draft.objects.get(session=talk).text.split("\n")
    assert sorted(filter(None, lines)) == sorted(f"{name} line {step}" for name in "abc" for step in range(6))


class TestLeftBehind:
    """A browser that died never says that it leaves."""

    def keep(self, minutes):
        return drafts.keep_left(at=timezone.now() + timedelta(minutes=minutes))

    @pytest.mark.django_db
    def test_what_was_typed_reaches_the_record_in_the_name_of_whoever_typed(self, clients, talk, cast):
        save(clients["head"], talk, "half a thought")
        save(clients["ciso"], talk, "ours alone", team=True)
        assert self.keep(29) == 0
        assert self.keep(31) == 2
        talk.refresh_from_db()
        assert (talk.notes, talk.team_notes) == ("half a thought", "ours alone")
        versions = talk.history.filter(history_change_reason=drafts.KEPT_LATER).order_by("history_id")
        assert [one.history_user for one in versions] == [cast.head, cast.ciso]
        assert self.keep(90) == 0, "What stands there already is no version."

    @pytest.mark.django_db
    def test_who_comes_back_types_on_where_they_were(self, clients, talk):
        save(clients["head"], talk, "one")
        self.keep(31)
        save(clients["ciso"], talk, "one\ntwo", base="one", number=1)
        late = save(clients["head"], talk, "zero\none", base="one", number=1).json()
        assert late["text"] == "zero\none\ntwo"
        self.keep(31)
        talk.refresh_from_db()
        assert talk.notes == "zero\none\ntwo"

    @pytest.mark.django_db
    def test_a_talk_that_was_closed_meanwhile_is_left_alone(self, clients, talk, cast):
        save(clients["head"], talk, "before")
        close_session(talk, settled={}, kept=[], by=cast.ciso, at=timezone.now())
        Draft.objects.filter(session=talk).update(text="typed elsewhere")
        assert self.keep(31) == 0
        assert Session.objects.get(pk=talk.pk).notes == "before"

    @pytest.mark.django_db
    def test_the_task_gives_a_sign_of_life(self, talk):
        tasks.keep_left_notes()
        assert not Heartbeat.objects.is_late(left_notes.NAME, after=left_notes.EVERY)
        assert left_notes.NAME in {chore.name for chore in chores._chores.values()}
