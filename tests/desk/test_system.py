"""The system page and the question to the worker."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db.models.functions import Now

from desk.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_it_names_every_part_and_version(clients):
    page = clients["admin"].get("/system/").content.decode()
    for word in ("Database", "Broker", "Migrations", "Worker", "PostgreSQL", "Redis", "Django", "Python"):
        assert word in page


@pytest.mark.parametrize("role", ["head", "auditor", "responder"])
def test_it_is_for_those_who_run_the_installation(clients, role):
    assert clients[role].get("/system/").status_code == 403
    assert clients[role].post("/system/ask/").status_code == 403
    assert not Heartbeat.objects.exists()


def test_a_question_is_sent_and_waited_for(clients):
    answer = clients["ciso"].post("/system/ask/", follow=True)
    assert "waiting for the answer" in answer.content.decode()
    assert 'hx-trigger="every 1s"' in answer.content.decode()


def test_a_worker_that_answered_is_no_longer_asked(clients):
    clients["ciso"].post("/system/ask/")
    Heartbeat.objects.beat(Heartbeat.ANSWER, host="worker-1")
    page = clients["ciso"].get("/system/").content.decode()
    assert "worker-1 answered after" in page
    assert "every 1s" not in page


def test_a_question_nobody_answers_ends(clients):
    clients["ciso"].post("/system/ask/")
    Heartbeat.objects.update(beat_at=Now() - timedelta(minutes=1))
    page = clients["ciso"].get("/system/").content.decode()
    assert "nobody answered" in page
    assert "every 1s" not in page


def test_without_a_broker_the_question_is_refused_and_not_remembered(clients, monkeypatch):
    connect = current_app.connection_for_write
    monkeypatch.setattr(
        current_app, "connection_for_write", lambda *_, **__: connect("redis://127.0.0.1:1/0")
    )
    monkeypatch.setattr(current_app, "_pool", None)
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)
    answer = clients["admin"].post("/system/ask/", follow=True)
    assert "The broker does not answer" in answer.content.decode()
    assert not Heartbeat.objects.exists()


def test_the_part_that_is_swapped_is_the_part_of_the_page(clients):
    client = clients["admin"]
    client.post("/system/ask/")
    page = client.get("/system/").content.decode()
    part = client.get("/system/", headers={"HX-Request": "true", "HX-Target": "worker"}).content.decode()
    assert part.strip().startswith('<section class="sec" id="worker"')
    assert part.strip() in page


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_answers(clients, start_worker, until):
    start_worker()
    clients["admin"].post("/system/ask/")
    until(lambda: "answered after" in clients["admin"].get("/system/").content.decode())
