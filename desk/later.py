"""What undoing a save would destroy, as far as somebody may read of it: nobody learns from it that something changed
which they may not read."""

from datetime import datetime

from django.urls import reverse

from accounts.audiences import readable_versions
from common.history.undoing import CannotUndo, Later, Undo

UNNAMED = "Something that refers to it"
UNREADABLE = (
    "Something was done since that would be lost and that you may not read. Ask the CISO’s team to undo it."
)
LOOKED_AT = 200


def later_of(found: Undo, user) -> list[tuple[str, str, datetime | None, str]]:
    """(what, who, when, address of that save) of the first of them that `user` may read."""
    return [_told(one) for one in found.later[:LOOKED_AT] if one.model is None or _readable(one, user)]


def why_not(error: CannotUndo, user) -> str:
    """Why undoing was refused, as a sentence for `user`."""
    told = not error.later or any(
        one.model is None or _readable(one, user) for one in error.later[:LOOKED_AT]
    )
    return str(error) if told else UNREADABLE


def _told(one: Later) -> tuple[str, str, datetime | None, str]:
    if one.model is None:
        return UNNAMED, "", one.at, ""
    return one.label, one.actor, one.at, reverse("change", args=[one.group])


def _readable(one: Later, user) -> bool:
    versions = readable_versions(user, one.model)
    return versions.filter(history_group=one.group, history_label=one.label).exists()
