"""What undoing a save would destroy, as far as somebody may read of it."""

from datetime import datetime

from django.urls import reverse

from common.history.undoing import Later, Undo

UNREADABLE = "Something you may not read"


def later_of(found: Undo, user, *, most: int) -> list[tuple[str, str, datetime | None, str]]:
    """(what, who, when, address of that save), the first so many."""
    return [_told(one, user) for one in found.later[:most]]


def _told(one: Later, user) -> tuple[str, str, datetime | None, str]:
    if one.model is None or not _readable(one, user):
        return UNREADABLE, "", one.at, ""
    return one.label, one.actor, one.at, reverse("change", args=[one.group])


def _readable(one: Later, user) -> bool:
    told = one.model.history.model.objects.filter(history_group=one.group, history_label=one.label)
    return one.model.visible_versions(told, user).exists()
