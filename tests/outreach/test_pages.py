"""The pages of mail: how far it is for whoever keeps it, what it says for its reader only."""

import pytest
from django.urls import reverse

from outreach.models import Message, State
from tests.factories.outreach import MessageFactory

LIST = "/outreach/"


def page_of(client, message) -> str:
    return client.get(reverse("outreach:message", args=[message.pk])).content.decode()


@pytest.fixture
def mail(cast):
    return {
        "waiting": MessageFactory(user=cast.head, later=True),
        "failed": MessageFactory(user=cast.head, failed=True),
        "sent": MessageFactory(user=cast.outsider, sent=True),
        "cancelled": MessageFactory(user=cast.outsider, cancelled=True),
    }


def test_the_list_tells_how_far_each_mail_is_and_why(clients, mail):
    page = clients["admin"].get(LIST).content.decode()
    assert "1 mail waits · 1 failed · 1 sent" in page
    assert "550 No such user" in page
    assert "The talk was cancelled." in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?state=failed", {"failed"}),
        ("?state=queued&state=sending", {"waiting"}),
        ("?q=outsider", {"sent", "cancelled"}),
        ("?q=550", {"failed"}),
        ("?kind=test&sort=-attempts", {"failed", "sent", "waiting", "cancelled"}),
    ],
)
def test_it_is_narrowed_by_words_and_how_far(clients, mail, asked, kind, found):
    rows = clients["admin"].get(LIST + asked).context["page"].rows
    assert {row.pk for row in rows} == {mail[name].pk for name in found}


def test_what_a_mail_says_is_read_and_searched_by_its_reader_only(clients, mail):
    mine = mail["waiting"]
    assert mine.text.strip() in page_of(clients["head"], mine)
    for page in (page_of(clients["admin"], mine), clients["admin"].get(LIST).content.decode()):
        assert mine.subject not in page
        assert "10:30" not in page
    assert not clients["admin"].get(LIST + "?q=Tuesday").context["page"].rows


def test_a_mail_is_there_for_its_reader_and_the_keeper_and_for_nobody_else(clients, mail):
    address = reverse("outreach:message", args=[mail["waiting"].pk])
    answers = {name: client.get(address).status_code for name, client in clients.items()}
    assert answers == {
        "admin": 200, "head": 200, "ciso": 404, "auditor": 404, "outsider": 404, "responder": 404, "anonymous": 302,
    }  # fmt: skip


def test_what_failed_is_sent_again_and_says_who_asked(clients, mail):
    clients["admin"].post(reverse("outreach:retry", args=[mail["failed"].pk]))
    mail["failed"].refresh_from_db()
    assert (mail["failed"].state, mail["failed"].handled_by.name) == (State.QUEUED, "Cast admin")
    assert "Cast admin asked" in page_of(clients["admin"], mail["failed"])


def test_everything_that_failed_is_sent_again_in_one_step(clients, cast, mail):
    MessageFactory(failed=True, user=None, address="", name="Ana")
    answer = clients["admin"].post(reverse("outreach:retry_failed"), follow=True).content.decode()
    assert "1 mail waits again." in answer
    assert "1 mail cannot be sent again" in answer
    assert Message.objects.filter(state=State.FAILED).count() == 1


def test_a_mail_is_kept_back_while_it_waits(clients, mail):
    clients["admin"].post(reverse("outreach:stop", args=[mail["waiting"].pk]))
    mail["waiting"].refresh_from_db()
    assert (mail["waiting"].state, mail["waiting"].outcome) == (State.CANCELLED, "Cast admin kept it back.")
    answer = clients["admin"].post(reverse("outreach:stop", args=[mail["sent"].pk]), follow=True)
    assert "nothing was done" in answer.content.decode()


@pytest.mark.parametrize("name", ["ciso", "auditor", "head", "outsider", "responder"])
@pytest.mark.parametrize("step", ["retry", "stop"])
def test_nobody_else_keeps_the_outbox(clients, mail, name, step):
    before = list(Message.objects.order_by("pk").values())
    assert clients[name].post(reverse(f"outreach:{step}", args=[mail["failed"].pk])).status_code == 403
    assert list(Message.objects.order_by("pk").values()) == before


def test_mail_that_does_not_leave_is_said_on_the_list(clients, cast):
    late = MessageFactory(user=cast.head, outcome="The mail server could not be reached: refused")
    Message.objects.filter(pk=late.pk).update(due_at="2026-01-01T00:00Z")
    page = clients["admin"].get(LIST).content.decode()
    assert "has not left. The mail server could not be reached: refused" in page
