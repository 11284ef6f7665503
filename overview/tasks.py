"""What the roof does in the background."""

from celery import shared_task

from common import asof
from desk import chores
from overview.gaps import shelf, weekly


@shared_task
def look_for_gaps() -> None:
    """Work out what is left to settle, and note it once a week."""
    today = asof.today()
    shelf.fresh(on=today)
    weekly.read_the_week(on=today)
    chores.done(weekly.NAME)
