"""Writing into the outbox: once for each occasion, in one piece with its cause, and nothing that is no mail."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from outreach import actions, waking
from outreach.models import Message, State
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import MessageFactory

NOW = timezone.now()


@pytest.fixture
def post(db):
    """`post(…)`: queues a mail of which only what matters is said."""

    def queue(**said):
        usual = {
            "kind": "test",
            "key": "test:1",
            "subject": "Hello",
            "text": "Words.\n",
            "due_at": NOW,
            "at": NOW,
        }
        return actions.queue(**usual | said)

    return queue


def test_a_mail_goes_to_the_address_its_person_has(post):
    ana = ContactFactory(name="Ana\u2003Silva", email="ana@test.example")
    message = post(contact=ana)
    assert (message.address, message.name, message.state) == ("ana@test.example", "Ana Silva", State.QUEUED)
    assert message.message_id.startswith("<")
    assert message.dated_at == NOW


def test_the_same_occasion_is_queued_once(post):
    assert post(address="a@test.example")
    assert post(address="a@test.example", subject="Hello again") is None
    assert Message.objects.get().subject == "Hello"


def test_what_caused_it_and_the_mail_happen_together_or_not_at_all(post):
    with transaction.atomic():
        post(address="a@test.example")
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_an_occasion_cancelled_before_anybody_tried_is_free_again(post):
    first = post(address="a@test.example")
    assert actions.cancel(keys=[first.key], because="The talk was moved.", at=NOW) == 1
    again = post(address="b@test.example", subject="Back on the old day")
    again.refresh_from_db()
    assert (again.pk, again.state, again.subject) == (first.pk, State.QUEUED, "Back on the old day")
    assert (again.address, again.outcome, again.ended_at) == ("b@test.example", "", None)


def test_what_somebody_kept_back_by_hand_stays_back(post):
    first = post(address="a@test.example")
    assert actions.stop(first, by=UserFactory(admin=True, name="Ada"), at=NOW)
    assert post(address="a@test.example") is None
    first.refresh_from_db()
    assert (first.state, first.outcome) == (State.CANCELLED, "Ada kept it back.")


@pytest.mark.parametrize("email", ["", "  "])
def test_somebody_without_an_address_is_seen_and_not_forgotten(post, email):
    message = post(user=None, contact=ContactFactory(name="Ana Silva", email=""), address=email)
    assert (message.state, message.outcome) == (State.FAILED, "No e-mail address of Ana Silva is known.")


@pytest.mark.parametrize(
    "email", ["ana", "ana@", "ana@test.example\nBcc: x@test.example", "ä" * 300 + "@x.example"]
)
def test_what_is_no_address_is_said(post, email):
    message = post(address=email)
    assert message.state == State.FAILED
    assert "is no address that mail can go to" in message.outcome


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "Hello\nBcc: everybody@test.example"},
        {"subject": "Hello\r\nX: y"},
        {"subject": "Hello\u2028there"},
        {"name": "Ana\nBcc: everybody@test.example"},
        {"subject": " "},
        {"text": ""},
        {"text": "a\0b"},
        {"kind": ""},
        {"key": "k" * 201},
        {"calendar": "BEGIN:VCALENDAR"},
        {"calendar": "BEGIN:VCALENDAR", "calendar_method": "REQUEST\nX"},
    ],
)
def test_what_is_no_mail_is_refused(post, wrong):
    with pytest.raises(actions.Unsendable):
        post(address="a@test.example", **wrong)
    assert not Message.objects.exists()


def test_long_words_are_shortened_and_not_refused(post):
    message = post(address="a@test.example", subject="s" * 300, name="n" * 300)
    message.refresh_from_db()
    assert len(message.subject) == 200
    assert message.name.endswith("…")


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_told_once_for_all_that_a_transaction_queues(post, monkeypatch):
    told = []
    monkeypatch.setattr(waking.current_app, "send_task", lambda name, **how: told.append(name))
    with transaction.atomic():
        for number in range(5):
            post(key=f"test:{number}", address="a@test.example")
        assert told == []
    assert told == [waking.TASK]
    post(key="test:later", address="a@test.example", due_at=NOW + timedelta(days=1))
    assert told == [waking.TASK]


@pytest.mark.parametrize(
    "by", [{"about": "session:1"}, {"kinds": ["test"]}, {"about": "session:1", "kinds": ["test"]}]
)
def test_cancelling_takes_back_what_waits_and_nothing_else(db, by):
    waiting, sent, held = MessageFactory(), MessageFactory(sent=True), MessageFactory(sending=True)
    other = MessageFactory(about="session:2", kind="other")
    assert actions.cancel(**by, because="The talk was cancelled.", at=NOW) == 1
    for row in (waiting, sent, held, other):
        row.refresh_from_db()
    assert (waiting.state, waiting.outcome) == (State.CANCELLED, "The talk was cancelled.")
    assert (sent.state, held.state, other.state) == (State.SENT, State.SENDING, State.QUEUED)


def test_cancelling_everything_there_is_is_refused(db):
    with pytest.raises(ValueError, match="Say which mail"):
        actions.cancel(because="x", at=NOW)


def test_what_failed_waits_again_for_the_address_of_today(db):
    person = UserFactory(email="old@test.example")
    message = MessageFactory(failed=True, user=person, address="wrong@test.example", attempts=8)
    assert actions.retry(message, by=UserFactory(name="Ada"), at=NOW) == ""
    message.refresh_from_db()
    assert (message.state, message.attempts, message.address) == (State.QUEUED, 0, "old@test.example")
    assert message.outcome == "Ada asked for it to be sent again."


@pytest.mark.parametrize("state", ["sent", "sending", "later"])
def test_what_is_on_its_way_or_was_sent_is_not_sent_again(db, state):
    message = MessageFactory(**{state: True})
    assert "nothing was done" in actions.retry(message, by=UserFactory(), at=NOW)


def test_without_an_address_trying_again_says_so(db):
    ana = ContactFactory(name="Ana Silva", email="")
    message = MessageFactory(failed=True, user=None, contact=ana, address="", name="Ana Silva")
    assert actions.retry(message, by=UserFactory(), at=NOW) == "No e-mail address of Ana Silva is known."
