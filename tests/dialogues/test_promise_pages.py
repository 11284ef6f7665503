"""Promises on screen: what we owe first, one click, a way back, and to each their own."""

import pytest
from django.utils import timezone

from dialogues.models import Commitment
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import CommitmentFactory, SessionFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def ours(cast):
    return CommitmentFactory(text="Send the short form", unit=cast.unit, user=cast.ciso, late=True)


@pytest.fixture
def theirs(cast):
    contact = ContactFactory(name="Ana Duarte", home_unit=cast.unit, user=cast.head)
    return CommitmentFactory(
        text="Send the list of agencies", unit=cast.unit, theirs=True, contact=contact, proposed=True
    )


def rows(html: str) -> str:
    return html.split('id="_promises"')[1]


def test_what_we_owe_stands_first_and_waits_without_being_overdue(clients, ours, theirs):
    html = clients["ciso"].get("/promises/").content.decode()
    assert rows(html).index(ours.text) < rows(html).index(theirs.text)
    assert "waiting since" in html
    assert "overdue" not in html.lower()
    assert "We owe: Cast ciso" in html
    assert "They owe: Ana Duarte" in html


def test_a_head_reads_it_from_their_side(clients, ours, theirs):
    html = clients["head"].get("/promises/").content.decode()
    assert "We owe you: Cast ciso" in html
    assert "You owe: Ana Duarte" in html


def test_another_department_sees_none_of_it(clients, ours, theirs):
    assert ours.text not in clients["outsider"].get("/promises/").content.decode()
    for address in (f"/promises/{ours.pk}/", f"/promises/{theirs.pk}/edit/"):
        assert clients["outsider"].get(address).status_code == 404
    assert clients["outsider"].post(f"/promises/{theirs.pk}/answer/", {"answer": "keep"}).status_code == 404


def test_what_came_of_a_talk_kept_to_its_people_is_theirs(clients, cast):
    talk = SessionFactory(closed=True, limited=True, units=[cast.unit], liaison=cast.ciso)
    kept = CommitmentFactory(unit=cast.unit, session=talk)
    assert clients["ciso"].get(f"/promises/{kept.pk}/").status_code == 200
    for reader in ("admin", "auditor", "head"):
        assert clients[reader].get(f"/promises/{kept.pk}/").status_code == 404


def test_one_click_keeps_and_one_takes_it_back(clients, ours):
    answer = clients["ciso"].post(f"/promises/{ours.pk}/answer/", {"answer": "keep"}, headers=HTMX)
    assert answer.status_code == 204
    assert f"/promises/{ours.pk}/undo/" in answer["HX-Trigger"]
    ours.refresh_from_db()
    assert ours.state == "kept"
    assert ours.text not in rows(clients["ciso"].get("/promises/").content.decode())
    clients["ciso"].post(f"/promises/{ours.pk}/undo/", headers=HTMX)
    ours.refresh_from_db()
    assert (ours.state, ours.settled_at) == ("open", None)


def test_the_same_works_without_a_script(clients, ours):
    answer = clients["ciso"].post(f"/promises/{ours.pk}/answer/", {"answer": "keep"})
    assert (answer.status_code, answer["Location"]) == (302, f"/promises/{ours.pk}/")


def test_a_head_accepts_theirs_and_leaves_ours_alone(clients, ours, theirs):
    assert clients["head"].post(f"/promises/{theirs.pk}/answer/", {"answer": "accept"}).status_code == 302
    theirs.refresh_from_db()
    assert theirs.state == "open"
    answer = clients["head"].post(f"/promises/{ours.pk}/answer/", {"answer": "keep"}, headers=HTMX)
    assert "whoever made the promise" in answer["HX-Trigger"]
    ours.refresh_from_db()
    assert ours.state == "open"


def test_a_second_answer_is_told_what_was_first(clients, ours):
    for _ in range(2):
        answer = clients["ciso"].post(f"/promises/{ours.pk}/answer/", {"answer": "keep"}, headers=HTMX)
    assert "kept already" in answer["HX-Trigger"]


def test_dropping_asks_why(clients, ours):
    answer = clients["ciso"].post(f"/promises/{ours.pk}/answer/", {"answer": "drop"})
    assert answer.status_code == 422
    clients["ciso"].post(
        f"/promises/{ours.pk}/answer/", {"answer": "drop", "because": "Done by the provider"}
    )
    ours.refresh_from_db()
    assert (ours.state, ours.because) == ("dropped", "Done by the provider")


def test_the_auditor_reads_and_answers_nothing(clients, ours):
    assert clients["auditor"].get(f"/promises/{ours.pk}/").status_code == 200
    assert clients["auditor"].post(f"/promises/{ours.pk}/answer/", {"answer": "keep"}).status_code == 403


def test_a_promise_without_a_talk(clients, cast):
    sent = {
        "text": "Look at the supplier",
        "unit": cast.unit.pk,
        "side": "we",
        "user": cast.ciso.pk,
        "due_on": "2026-12-01",
    }
    assert clients["ciso"].post("/promises/new/", sent).status_code == 302
    made = Commitment.objects.get()
    assert (made.state, made.made_on) == ("open", timezone.localdate())


def test_a_promise_is_owed_by_somebody_of_its_side(clients, cast):
    sent = {"text": "Look", "unit": cast.unit.pk, "side": "they", "user": cast.ciso.pk}
    answer = clients["ciso"].post("/promises/new/", sent)
    assert answer.status_code == 422
    assert "They owe this" in answer.content.decode()


def test_a_head_asks_us_and_we_are_not_bound_yet(clients, cast):
    clients["head"].post("/promises/new/", {"text": "Tell us who left", "unit": cast.unit.pk, "side": "we"})
    assert Commitment.objects.get().state == "proposed"


def test_a_head_promises_for_no_other_department(clients, cast):
    answer = clients["head"].post("/promises/new/", {"text": "Pay", "unit": cast.foreign.pk, "side": "they"})
    assert answer.status_code == 422


def test_two_who_change_a_promise_lose_nothing(clients, ours):
    sent = {
        "text": "Mine",
        "unit": ours.unit_id,
        "side": "we",
        "user": ours.user_id,
        "revision": ours.revision,
    }
    assert clients["ciso"].post(f"/promises/{ours.pk}/edit/", sent | {"text": "Theirs"}).status_code == 302
    answer = clients["ciso"].post(f"/promises/{ours.pk}/edit/", sent)
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()


def test_what_is_asked_wrongly_is_said(clients):
    html = clients["ciso"].get("/promises/?unit=NOWHERE&sort=nothing").content.decode()
    assert "You see no department with the code" in html
    assert "cannot be sorted" in html


def test_settled_promises_show_on_request(clients, ours):
    kept = CommitmentFactory(unit=ours.unit, kept=True)
    assert kept.text not in rows(clients["ciso"].get("/promises/").content.decode())
    assert kept.text in rows(clients["ciso"].get("/promises/?state=kept").content.decode())
