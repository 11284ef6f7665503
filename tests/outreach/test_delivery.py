"""Mail on its way: to a real mail server, once, and what its answers lead to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outreach import delivery
from outreach.courier import Courier
from outreach.models import State
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import MessageFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture(autouse=True)
def _known(kind):
    """Mail of the tests is of a known kind."""


def state_of(message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.outcome


def test_what_is_due_leaves_and_what_is_not_stays(server):
    due, later = MessageFactory(), MessageFactory(later=True)
    assert delivery.deliver_due() == {State.SENT: 1}
    assert state_of(due) == (State.SENT, "")
    assert due.ended_at is not None
    assert state_of(later)[0] == State.QUEUED
    [(to, _)] = server.taken
    assert to == [due.address]


def test_the_longest_due_leaves_first(server):
    second = MessageFactory(subject="second")
    MessageFactory(subject="first", due_at=second.due_at - timedelta(hours=1))
    delivery.deliver_due()
    assert [mail["Subject"] for mail in server.mail] == ["first", "second"]


@pytest.mark.parametrize("step", ["RCPT", "DATA", "MAIL"])
def test_a_temporary_no_is_tried_again_later_and_later(server, settings, step):
    settings.OUTREACH_RETRY_AFTER = 60
    message = MessageFactory()
    server.answers[step] = ["451 Try again", "451 Try again"]
    assert delivery.deliver_due() == {State.QUEUED: 1}
    state, outcome = state_of(message)
    assert (state, message.attempts) == (State.QUEUED, 1)
    assert "451 Try again" in outcome
    assert timedelta(seconds=50) < message.due_at - NOW() <= timedelta(seconds=60)
    assert delivery.deliver_due() == {}
    delivery.deliver_due(at=NOW() + timedelta(minutes=2))
    state_of(message)
    assert timedelta(seconds=230) < message.due_at - NOW() <= timedelta(seconds=240)
    assert delivery.deliver_due(at=NOW() + timedelta(minutes=10)) == {State.SENT: 1}
    assert state_of(message) == (State.SENT, "")
    assert len(server.taken) == 1


def test_pauses_grow_and_end_at_half_a_day():
    pauses = [delivery.pause_after(attempts) for attempts in range(1, 9)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=12)


def test_attempts_are_counted_and_then_it_has_failed_for_all_to_see(server, settings):
    settings.OUTREACH_MOST_ATTEMPTS = 3
    message = MessageFactory()
    server.answers["RCPT"] = ["452 Mailbox full"] * 3
    for days in range(3):
        delivery.deliver_due(at=NOW() + timedelta(days=days))
    state, outcome = state_of(message)
    assert state == State.FAILED
    assert outcome.endswith("452 Mailbox full Given up after 3 attempts.")
    assert message.ended_at is not None


def test_a_refused_address_fails_at_once_with_the_words_of_the_server(server):
    message, next_one = MessageFactory(), MessageFactory()
    server.answers["RCPT"] = ["550 No such user here"]
    assert delivery.deliver_due() == {State.FAILED: 1, State.SENT: 1}
    assert state_of(message) == (
        State.FAILED,
        "The mail server refused the address: 550 No such user here",
    )
    assert state_of(next_one)[0] == State.SENT


def test_a_refused_text_fails_for_good(server):
    message = MessageFactory()
    server.answers["DATA"] = ["554 Rejected"]
    delivery.deliver_due()
    assert state_of(message) == (State.FAILED, "The mail server did not take it: 554 Rejected")


def test_who_refuses_us_as_the_sender_refuses_no_single_mail(server):
    message = MessageFactory()
    server.answers["MAIL"] = ["530 Sign in first"]
    delivery.deliver_due()
    assert state_of(message) == (State.QUEUED, "The mail server did not take it: 530 Sign in first")


def test_where_no_mail_server_is_nothing_is_counted_and_what_waits_says_why(server, settings):
    settings.EMAIL_PORT = 1
    first, second, later = MessageFactory(), MessageFactory(), MessageFactory(later=True)
    assert delivery.deliver_due() == {}
    for message in (first, second):
        state, outcome = state_of(message)
        assert (state, message.attempts) == (State.QUEUED, 0)
        assert outcome.startswith("The mail server could not be reached:")
    assert state_of(later)[1] == ""


def test_what_a_worker_left_behind_is_taken_up_once_its_lease_ran_out(server):
    held, left = MessageFactory(sending=True), MessageFactory(left_behind=True)
    assert delivery.deliver_due() == {State.SENT: 1}
    assert state_of(left)[0] == State.SENT
    assert left.attempts == 2
    assert state_of(held)[0] == State.SENDING


def test_what_stopped_so_many_workers_is_not_begun_again(server, settings):
    message = MessageFactory(left_behind=True, attempts=settings.OUTREACH_MOST_ATTEMPTS)
    delivery.deliver_due()
    assert state_of(message)[0] == State.FAILED
    assert "each time the worker stopped" in message.outcome
    assert server.taken == []


def test_whoever_lost_the_claim_writes_nothing(server):
    message = MessageFactory()
    slow = delivery.claim()
    message.lease_until = NOW() - timedelta(seconds=1)
    message.save(update_fields=["lease_until"])
    with Courier() as courier:
        courier.open()
        fast = delivery.claim()
        assert delivery.deliver_one(fast, courier) == State.SENT
        server.answers["RCPT"] = ["550 Refused"]
        assert delivery.deliver_one(slow, courier) == "lost"
    assert state_of(message) == (State.SENT, "")


def test_with_too_little_of_the_lease_left_nothing_is_sent(server, settings):
    message = MessageFactory()
    mine = delivery.claim()
    mine.held_since -= settings.OUTREACH_LEASE - 10
    with Courier() as courier:
        courier.open()
        assert delivery.deliver_one(mine, courier) == State.QUEUED
    assert "Too little was left" in state_of(message)[1]
    assert server.taken == []


def test_copies_are_the_same_bytes(server):
    message = MessageFactory(invitation=True, subject="Überblick", name="Zoë Ångström")
    for _ in range(2):
        delivery.deliver_due()
        type(message).objects.update(state=State.QUEUED)
    assert len(server.taken) == 2
    assert len(server.seals) == 1


def test_the_kind_is_asked_just_before_whether_the_mail_is_still_wanted(server, kind):
    kind(lambda message: "The talk was cancelled.")
    message = MessageFactory()
    assert delivery.deliver_due() == {State.CANCELLED: 1}
    assert state_of(message) == (State.CANCELLED, "The talk was cancelled.")
    assert server.taken == []


def test_where_the_kind_cannot_say_the_mail_waits(server, kind):
    kind(lambda message: 1 / 0)
    message = MessageFactory()
    assert delivery.deliver_due() == {State.QUEUED: 1}
    assert "could not be found out" in state_of(message)[1]


def test_mail_of_a_kind_that_this_version_does_not_know_waits(server):
    message = MessageFactory(kind="of_tomorrow")
    delivery.deliver_due()
    assert state_of(message) == (
        State.QUEUED,
        "This version does not know mail of the kind “of_tomorrow”.",
    )


@pytest.mark.parametrize("trait", ["deactivated", "expired"])
def test_who_does_not_sign_in_any_more_gets_no_mail(server, trait):
    message = MessageFactory(user=UserFactory(name="Ada", **{trait: True}))
    delivery.deliver_due()
    assert state_of(message) == (State.CANCELLED, "Ada does not sign in any more.")


def test_who_left_gets_no_mail(server):
    message = MessageFactory(user=None, contact=ContactFactory(name="Ana", left=True))
    delivery.deliver_due()
    assert state_of(message) == (State.CANCELLED, "Ana is not here any more.")


def test_what_comes_too_late_is_skipped_and_says_so(server):
    late = MessageFactory(useless_after=NOW() - timedelta(seconds=1))
    in_time = MessageFactory(useless_after=NOW() + timedelta(minutes=1))
    assert delivery.deliver_due() == {State.SKIPPED: 1, State.SENT: 1}
    assert state_of(late) == (State.SKIPPED, "It came too late to be of use.")
    assert state_of(in_time)[0] == State.SENT


def test_others_are_called_once_where_there_is_more(server):
    called = []
    MessageFactory()
    delivery.deliver_due(more=lambda: called.append(1))
    assert called == []
    for _ in range(4):
        MessageFactory()
    delivery.deliver_due(more=lambda: called.append(1))
    assert called == [1]


def test_after_its_time_a_run_stops_and_leaves_the_rest(server):
    MessageFactory()
    assert delivery.deliver_due(seconds=0) == {}


def test_a_hundred_mails_on_one_connection_then_a_new_one(server, monkeypatch):
    opened = []
    real = Courier.open
    monkeypatch.setattr(Courier, "open", lambda self: (opened.append(1), real(self)))
    monkeypatch.setattr("outreach.courier.MOST_ON_ONE_CONNECTION", 2)
    for _ in range(5):
        MessageFactory()
    assert delivery.deliver_due() == {State.SENT: 5}
    assert len(opened) == 3
