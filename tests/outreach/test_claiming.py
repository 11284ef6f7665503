"""Several workers at once, a database that goes away, and settings that would let two workers send one mail."""

import threading

import pytest
from django.core.checks import run_checks
from django.db import OperationalError, connection
from django.db.models.query import QuerySet

from desk import chores
from outreach import delivery, tasks, waking
from outreach.courier import Courier
from outreach.models import Message, State
from tests.factories.outreach import MessageFactory


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_at_once_each_mail_is_sent_by_one(server, kind):
    for _ in range(40):
        MessageFactory(user=None)
    start = threading.Barrier(4, timeout=20)
    sent = []

    def work():
        try:
            start.wait()
            sent.append(delivery.deliver_due(seconds=30)[State.SENT])
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert sum(sent) == len(server.taken) == 40
    assert Message.objects.filter(state=State.SENT, attempts=1).count() == 40


@pytest.mark.django_db(transaction=True)
def test_that_a_mail_was_sent_is_noted_over_a_restart_of_the_database(server, kind, monkeypatch):
    message, gone = MessageFactory(user=None), [1, 1, 1]
    real = QuerySet.update

    def update(self, **values):
        if gone and values.get("state") == State.SENT:
            gone.pop()
            raise OperationalError("terminating connection due to administrator command")
        return real(self, **values)

    monkeypatch.setattr(QuerySet, "update", update)
    monkeypatch.setattr(delivery, "PAUSE", 0)
    assert delivery.deliver_due() == {State.SENT: 1}
    message.refresh_from_db()
    assert (message.state, len(server.taken)) == (State.SENT, 1)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_stays_away_ends_the_run_and_not_the_worker(server, kind, monkeypatch):
    MessageFactory(user=None)

    def away(**_):
        raise OperationalError("the database system is starting up")

    monkeypatch.setattr(delivery, "claim", away)
    assert delivery.deliver_due() == {}
    assert Message.objects.get().state == State.QUEUED


@pytest.mark.django_db
def test_after_the_lease_nobody_tries_to_note_it_any_more(kind, monkeypatch, settings):
    MessageFactory(user=None)
    mine = delivery.claim()
    mine.held_since -= settings.OUTREACH_LEASE + 1

    def away(self, **values):
        raise OperationalError

    monkeypatch.setattr(QuerySet, "update", away)
    assert delivery.settle(mine, state=State.SENT, outcome="") is False


@pytest.mark.django_db
def test_each_tick_gives_a_hint_and_the_task_says_that_it_was_there(server, kind):
    MessageFactory(user=None)
    assert waking.TASK in [chore.task for chore in chores.due()]
    tasks.deliver()
    assert len(server.taken) == 1


@pytest.mark.parametrize(("timeout", "lease"), [(None, 180), (15, 179), (0, 180)])
def test_a_lease_shorter_than_an_attempt_can_last_is_refused(settings, timeout, lease):
    settings.EMAIL_TIMEOUT, settings.OUTREACH_LEASE = timeout, lease
    assert "srrm.E010" in [problem.id for problem in run_checks()]


def test_the_usual_settings_are_in_proportion():
    assert "srrm.E010" not in [problem.id for problem in run_checks()]


@pytest.mark.django_db
def test_a_mail_server_that_does_not_answer_in_time_is_no_loss(server, kind, settings):
    settings.EMAIL_TIMEOUT, server.slow = 0.2, 1.0
    message = MessageFactory(user=None)
    assert delivery.deliver_due() == {State.QUEUED: 1}
    message.refresh_from_db()
    assert "did not" in message.outcome
    with Courier() as courier:
        assert not courier.is_ready
