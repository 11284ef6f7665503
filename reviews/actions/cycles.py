"""What is done with a review of many departments: planned, changed, opened, asked again, given on, closed."""

from reviews.actions.asking import nudge, reassign, remind, replace_left
from reviews.actions.closing import close_cycle
from reviews.actions.opening import open_cycle
from reviews.actions.plans import (
    change_cycle,
    drop_cycle,
    leave_out,
    let_answer,
    plan_cycle,
    undo_arrangement,
)

__all__ = [
    "change_cycle",
    "close_cycle",
    "drop_cycle",
    "leave_out",
    "let_answer",
    "nudge",
    "open_cycle",
    "plan_cycle",
    "reassign",
    "remind",
    "replace_left",
    "undo_arrangement",
]
