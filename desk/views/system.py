"""The system page: what this installation runs on and whether each part works."""

import platform
from datetime import timedelta

import django
from celery import current_app
from django.conf import settings
from django.contrib import messages
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from kombu.exceptions import OperationalError

from accounts.access import requires
from common.htmx import vary_on_htmx, wants_part
from desk import health
from desk.models import Heartbeat
from desk.tasks import answer

PATIENCE = timedelta(seconds=20)


@require_safe
@vary_on_htmx
@requires("desk.view_system")
def system(request):
    """State of every part, and the worker's answer when somebody asked for one."""
    context = {"worker": health.worker(), "question": question()}
    if wants_part(request, "worker"):
        return render(request, "desk/_worker.html", context)
    context["facts"] = health.needed_by_requests()
    context["works"] = all(fact.ok for fact in context["facts"])
    context["pending_migrations"] = health.pending_migrations()
    context["versions"] = versions()
    return render(request, "desk/system.html", context)


@require_POST
@requires("desk.view_system")
def ask_worker(request):
    """Send the worker a question; the page then waits for the answer."""
    try:
        with transaction.atomic():
            Heartbeat.objects.beat(Heartbeat.ASKED)
            answer.apply_async(retry=False)
    except OperationalError:
        messages.error(request, "The broker does not answer, so the worker cannot be asked.")
    return redirect("system")


def question() -> dict:
    """The last question to a worker and its answer, all by the database's clock."""
    beats = {
        beat.name: beat
        for beat in Heartbeat.objects.filter(name__in=[Heartbeat.ASKED, Heartbeat.ANSWER]).annotate(
            age=Now() - F("beat_at")
        )
    }
    asked, answered = beats.get(Heartbeat.ASKED), beats.get(Heartbeat.ANSWER)
    if asked is None:
        return {"state": "never"}
    if answered and answered.beat_at >= asked.beat_at:
        took = (answered.beat_at - asked.beat_at).total_seconds()
        return {"state": "answered", "asked": asked, "answered": answered, "took": took}
    return {"state": "waiting" if asked.age < PATIENCE else "silent", "asked": asked}


def versions() -> list[tuple[str, str]]:
    """Each program and its version."""
    return [
        ("SRRM", settings.VERSION),
        ("Python", platform.python_version()),
        ("Django", django.get_version()),
        ("PostgreSQL", _postgresql()),
        ("Redis", _redis()),
    ]


def _postgresql() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return cursor.fetchone()[0]


def _redis() -> str:
    try:
        with current_app.connection_for_write() as broker:
            return broker.default_channel.client.info("server")["redis_version"]
    except Exception:
        return "does not answer"
