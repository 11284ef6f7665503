"""How often it is looked for notes of a talk that were typed and never left properly."""

from datetime import timedelta

from desk import chores

NAME = "notes-left"
TASK = "dialogues.tasks.keep_left_notes"
EVERY = timedelta(minutes=10)


def register() -> None:
    chores.regularly(NAME, TASK, every=EVERY)
