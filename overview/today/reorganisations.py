"""Reorganisations that did not fit on their day, for whoever prepared them: one query."""

from overview.agenda import Item
from overview.models import Reorganisation

MOST = 5


def items(user) -> list[Item]:
    if not user.has_perm("overview.reorganise"):
        return []
    rows = Reorganisation.objects.visible_to(user).filter(state=Reorganisation.State.FAILED, prepared_by=user)
    return [
        Item(
            f"reorganisation:{row.pk}", row.get_kind_display(), "Did not fit on its day; nothing of it was done",
            f"Because {row.problem[:1].lower()}{row.problem[1:]}", "Look at it", "reorganisation", str(row.pk),
        )
        for row in rows.order_by("effective_on", "pk")[:MOST]
    ]  # fmt: skip
