"""Telling a worker that mail is due. No more than a hint: without it the next tick finds what waits."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

NAME = "mail"
TASK = "outreach.tasks.deliver"


def wake() -> None:
    try:
        current_app.send_task(TASK, retry=False)
    except (OperationalError, OSError):
        log.warning("The broker did not take the hint that mail is due; the next tick finds it")


def wake_once_certain() -> None:
    """Once for all that one transaction queues."""
    if not any(later is wake for _, later, _ in transaction.get_connection().run_on_commit):
        transaction.on_commit(wake, robust=True)
