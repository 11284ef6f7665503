"""Liveness and readiness, as a machine asks for them."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection
from django.db.models.functions import Now
from django.test import Client

from desk import health
from desk.models import Heartbeat


@pytest.fixture
def nobody_listens(monkeypatch):
    """A broker's address where nothing answers."""
    connect = current_app.connection_for_write
    monkeypatch.setattr(current_app, "connection_for_write", lambda: connect("redis://127.0.0.1:1/0"))


@pytest.fixture
def database_away(monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError("away")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_liveness_asks_nobody():
    answer = Client().get("/healthz/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_ready_when_everything_a_request_needs_is_there():
    answer = Client().get("/readyz/")
    assert answer.status_code == 200
    body = answer.json()
    assert body["status"] == "ready"
    assert {name: check["ok"] for name, check in body["checks"].items()} == {
        "database": True,
        "broker": True,
        "migrations": True,
    }


@pytest.mark.django_db
def test_not_ready_without_a_broker(nobody_listens):
    answer = Client().get("/readyz/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["broker"] == {
        "ok": False,
        "detail": "The broker does not answer: no background work can be started.",
    }


@pytest.mark.django_db
def test_not_ready_without_a_database_but_alive(database_away):
    answer = Client().get("/readyz/")
    assert answer.status_code == 503
    assert not answer.json()["checks"]["database"]["ok"]
    assert Client().get("/healthz/").status_code == 200


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(monkeypatch):
    monkeypatch.setattr(health, "_all_applied", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'desk'")
    answer = Client().get("/readyz/")
    assert answer.status_code == 503
    assert "not applied" in answer.json()["checks"]["migrations"]["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "status"), [(5, "ok"), (600, "late"), (None, "late")])
def test_a_late_worker_is_told_but_takes_nobody_out_of_rotation(age, status):
    if age is not None:
        Heartbeat.objects.beat(Heartbeat.TICK)
        Heartbeat.objects.update(beat_at=Now() - timedelta(seconds=age))
    answer = Client().get("/readyz/")
    assert answer.status_code == 200
    assert answer.json()["worker"]["status"] == status


@pytest.mark.parametrize("path", ["/healthz/", "/readyz/"])
def test_machines_only_read(path):
    assert Client().post(path).status_code == 405


@pytest.mark.django_db
def test_answers_for_machines_name_no_address_and_no_error(nobody_listens):
    text = Client().get("/readyz/").content.decode()
    assert "127.0.0.1" not in text
    assert "Error" not in text
