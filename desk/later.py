"""What undoing a save would destroy, as far as somebody may read of it: nobody learns from it that something changed
which they may not read."""

from collections.abc import Sequence
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
    return [_told(one) for one in _readable(found.later, user)]


def why_not(error: CannotUndo, user) -> str:
    """Why undoing was refused, as a sentence for `user`."""
    return str(error) if not error.later or _readable(error.later, user) else UNREADABLE


def _told(one: Later) -> tuple[str, str, datetime | None, str]:
    if one.model is None:
        return UNNAMED, "", one.at, ""
    return one.label, one.actor, one.at, reverse("change", args=[one.group])


def _readable(later: Sequence[Later], user) -> list[Later]:
    """Those of the first so many; one question a model, however many there are."""
    first = later[:LOOKED_AT]
    seen = {model: _seen(model, first, user) for model in {one.model for one in first} - {None}}
    return [one for one in first if one.model is None or (one.group, one.label) in seen[one.model]]


def _seen(model, later: Sequence[Later], user) -> set[tuple]:
    own = [one for one in later if one.model is model]
    versions = readable_versions(user, model).filter(
        history_group__in={one.group for one in own}, history_label__in={one.label for one in own}
    )
    return set(versions.values_list("history_group", "history_label"))
