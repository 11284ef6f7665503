"""What happens to reviews by themselves: they open by their plan, who left is replaced, people are reminded."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from desk import chores
from outreach.wishes import moment_on
from reviews import letters
from reviews.actions import cycles
from reviews.models import Cycle

log = logging.getLogger(__name__)

NAME, TASK = "reviews", "reviews.tasks.run_reviews"
EVERY = timedelta(minutes=15)
BY_PLAN = "The review opened by its plan"


def register() -> None:
    chores.regularly(NAME, TASK, every=EVERY)


def run(*, at: datetime) -> None:
    today = timezone.localdate(at)
    for cycle in Cycle.objects.due_to_open(on=today).order_by("opens_on", "pk"):
        open_by_plan(cycle, at=at)
    for cycle in Cycle.objects.open().order_by("opened_at", "pk"):
        keep_going(cycle, at=at)


def keep_going(cycle: Cycle, *, at: datetime) -> None:
    try:
        cycles.replace_left(cycle, at=at)
        cycles.remind(cycle, at=at)
    except ValidationError as refused:  # somebody closed it meanwhile
        log.info("Review %s is left alone: %s", cycle.pk, refused.messages)


def open_by_plan(cycle: Cycle, *, at: datetime) -> bool:
    """False where something is to be settled first: then whoever runs it is told, and it is tried again."""
    today = timezone.localdate(at)
    try:
        opened = cycles.open_cycle(
            cycle, by=None, at=at, due_at=max(at, moment_on(today, settings.TIME_ZONE)), reason=BY_PLAN
        )
    except ValidationError as refused:
        letters.say_stuck(cycle, refused.messages, on=today, at=at)
        log.info("Review %s is not opened: %s", cycle.pk, refused.messages)
        return False
    return opened.opened_at == at
