"""What taking a reorganisation back would destroy, as far as somebody may read of it."""

from datetime import datetime

from common.history.undoing import Later, Undo
from overview.record.addresses import change_page

UNREADABLE = "Something you may not read"


def later_of(found: Undo, user, *, most: int) -> list[tuple[str, str, datetime | None, str]]:
    """(what, who, when, address of that save), the first so many."""
    models = {step.model for step in found.objects}
    return [_told(one, user, models) for one in found.later[:most]]


def _told(one: Later, user, models) -> tuple[str, str, datetime | None, str]:
    seen = any(
        model.visible_versions(
            model.history.model.objects.filter(history_group=one.group, history_label=one.label), user
        ).exists()
        for model in models
    )
    if not seen:
        return UNREADABLE, "", one.at, ""
    return one.label, one.actor, one.at, change_page(one.group)
