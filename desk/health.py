"""What the installation needs to work, each as a fact with a sentence. Names no address and no error text:
these sentences are read by anybody who can reach the server; the log has the rest.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from celery import current_app
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F
from django.db.models.functions import Now
from django.template.defaultfilters import pluralize

from common import words
from desk.models import Heartbeat

log = logging.getLogger(__name__)

LATE_AFTER = timedelta(seconds=120)  # four ticks
_all_applied = False


@dataclass(frozen=True)
class Fact:
    """One part of the installation: does it work, and in a sentence what was found."""

    name: str
    ok: bool
    sentence: str


def database() -> Fact:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        log.exception("The database does not answer")
        return Fact("database", False, "The database does not answer.")
    return Fact("database", True, "The database answers.")


def broker() -> Fact:
    try:
        with current_app.connection_for_write() as broker_connection:
            broker_connection.ensure_connection(max_retries=0, timeout=3)
            broker_connection.default_channel.client.ping()
    except Exception:
        log.exception("The broker does not answer")
        return Fact("broker", False, "The broker does not answer: no background work can be started.")
    return Fact("broker", True, "The broker answers.")


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrations() -> Fact:
    # What this code asks for stays applied once it was: readiness is asked every few seconds.
    global _all_applied
    try:
        pending = 0 if _all_applied else len(pending_migrations())
    except Exception:
        log.exception("The state of the migrations is unknown")
        return Fact("migrations", False, "The state of the migrations is unknown.")
    if pending:
        return Fact(
            "migrations",
            False,
            f"{words.count(pending, 'migration')} not applied yet: run manage.py migrate.",
        )
    _all_applied = True
    return Fact("migrations", True, "All migrations are applied.")


def needed_by_requests() -> list[Fact]:
    """Everything a web process needs to answer a request."""
    facts = [database(), broker()]
    if facts[0].ok:
        facts.append(migrations())
    else:  # asking again would wait for the same time-out
        facts.append(Fact("migrations", False, "Unknown while the database does not answer."))
    return facts


def worker() -> Fact:
    """The age of the last tick. Beat, broker and worker all have to run for it to be young."""
    age = Heartbeat.objects.filter(name=Heartbeat.TICK).values_list(Now() - F("beat_at"), flat=True).first()
    if age is None:
        return Fact("worker", False, "No worker has given a sign of life yet.")
    seconds = int(age.total_seconds())
    if age > LATE_AFTER:
        return Fact(
            "worker", False, f"The last sign of life is {seconds} seconds old; one is due every 30 seconds."
        )
    return Fact("worker", True, f"The last sign of life is {seconds} second{pluralize(seconds)} old.")
