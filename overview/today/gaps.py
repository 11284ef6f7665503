"""What presses among the gaps, of departments one looks after or given to one: for the first page."""

from datetime import date

from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from overview.agenda_facts import Settle
from overview.gaps import shelf
from overview.models import GapAssignment, GapDismissal
from units.models import Unit
from units.queries import looked_after

STAYS, MINE = "stays", "mine"


def pressing(user, *, today: date) -> list[Settle]:
    """As they were worked out last: this page does not wait for it. Two queries, none where nothing presses."""
    found = [gap for gap in shelf.pressing(on=today) or () if gap.unit]
    if not found:
        return []
    decided = _decided(user, today)
    found = [gap for gap in found if decided.get(gap.key) != STAYS]
    given = {gap.unit for gap in found if decided.get(gap.key) == MINE}
    units = _units(user, {gap.unit for gap in found}, given, today)
    return [
        Settle(gap.unit, *units[gap.unit], gap.what, gap.because, gap.step, f"{gap.to}:{gap.ref}")
        for gap in found
        if gap.unit in units
    ]


def _decided(user, today: date) -> dict[str, str]:
    """What stays for now wins over who takes care of it."""
    mine = GapAssignment.objects.visible_to(user).filter(assignee=user).order_by()
    stays = GapDismissal.objects.visible_to(user).holding(on=today).order_by()
    rows = mine.values_list("key", Value(MINE)).union(stays.values_list("key", Value(STAYS)))
    return dict(sorted(rows))


def _units(user, ids: set[int], given: set[int], today: date) -> dict[int, tuple[str, str, int]]:
    rows = Unit.objects.visible_to(user).filter(looked_after(user, on=today) | Q(pk__in=given), pk__in=ids)
    rows = rows.annotate(weight=Coalesce("strategic_importance", 0)).values_list(
        "pk", "code", "name", "weight"
    )
    return {pk: (code, name, weight) for pk, code, name, weight in rows}
