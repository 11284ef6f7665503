"""How often the talks of the months ahead are planned."""

from datetime import timedelta

from desk import chores

NAME = "talks-ahead"
TASK = "dialogues.tasks.plan_ahead"
EVERY = timedelta(hours=6)


def register() -> None:
    chores.regularly(NAME, TASK, every=EVERY)
