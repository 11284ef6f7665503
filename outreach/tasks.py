"""The worker's part: mail that is due leaves."""

from celery import Task, shared_task

from desk import chores
from outreach import delivery
from outreach.waking import NAME, wake


@shared_task(base=Task)
def deliver() -> None:
    """No transaction around it: each mail is claimed, sent and marked by itself. Two at once do no harm."""
    chores.done(NAME)
    delivery.deliver_due(more=wake)
