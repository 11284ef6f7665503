"""The system page: what this installation runs on and whether each part works."""

import platform

import django
from celery import current_app
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from kombu.exceptions import OperationalError

from accounts.access import requires
from common.htmx import vary_on_htmx, wants_part
from desk import health, worker


@require_safe
@vary_on_htmx
@requires("desk.view_system")
def system(request):
    """State of every part, and the worker's answer when somebody asked for one."""
    context = {"worker": health.worker(), "question": worker.question()}
    if wants_part(request, "worker"):
        return render(request, "desk/_worker.html", context)
    context["facts"] = health.needed_by_requests()
    context["works"] = all(fact.ok for fact in context["facts"])
    context["pending_migrations"] = health.pending_migrations()
    context["versions"] = versions()
    return render(request, "desk/system.html", context)


@requires("desk.view_system")
@require_POST
def ask_worker(request):
    """Send the worker a question; the page then waits for the answer."""
    try:
        worker.ask()
    except OperationalError:
        messages.error(request, "The broker does not answer, so the worker cannot be asked.")
    return redirect("system")


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
