"""What is done about reviews in the background."""

from celery import Task, shared_task
from django.utils import timezone

from desk import chores
from reviews import running


@shared_task(base=Task)
def run_reviews() -> None:
    """Open what is due, replace who left, remind. Each review is a transaction of its own; a second run does nothing
    more. Nothing is closed by itself."""
    running.run(at=timezone.now())
    chores.done(running.NAME)
