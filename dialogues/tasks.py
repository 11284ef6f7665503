"""What is done about talks in the background."""

from celery import Task, shared_task
from django.utils import timezone

from desk import chores
from dialogues import left_notes, planning
from dialogues.actions.drafts import keep_left
from dialogues.actions.materialise import materialise


@shared_task(base=Task)
def plan_ahead() -> None:
    """Plan the talks of the months ahead. Each series is a transaction of its own; a second run does nothing more."""
    now = timezone.now()
    materialise(on=timezone.localdate(now), at=now)
    chores.done(planning.NAME)


@shared_task(base=Task)
def keep_left_notes() -> None:
    """Keep what was typed in a talk and never left properly. Each text is a transaction of its own."""
    keep_left(at=timezone.now())
    chores.done(left_notes.NAME)
