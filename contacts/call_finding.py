"""Finding the unit one wants to call about: which units a person may, and by name or code."""

from datetime import date
from itertools import islice

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.http import Http404

from common.past import by_rights_of_today
from units import tree
from units.doors import units_coded
from units.models import Unit
from units.words import folded

MOST = 25
MOST_WORDS = 8
# A common word may find thousands by their purpose, which is dropped again.
MOST_LOOKED_AT = 5000
FIELDS = (
    "code", "name", "kind", "status", "owner", "owner_cover", "cover_from", "cover_until",
    "owner__name", "owner__email", "owner_cover__name", "owner_cover__email",
)  # fmt: skip
_REACHED = f"""
SELECT id FROM ({tree.BELOW_STEWARDED}) below UNION SELECT id FROM ({tree.ABOVE_STEWARDED}) above
"""  # noqa: S608  constant SQL


def callable_units(user) -> QuerySet:
    """Every unit for those who know all of them; a department its own, what lies below, and those above it."""
    if not user.has_perm("contacts.view_call_card"):
        return Unit.objects.none()
    if user.has_perm("units.view_every_unit"):
        return Unit.objects.all()
    return Unit.objects.filter(id__in=RawSQL(by_rights_of_today(_REACHED), [user.pk, user.pk]))  # noqa: S611  constant SQL


def called(units: QuerySet) -> QuerySet:
    """With what a card shows of a unit, and nothing else."""
    return units.select_related("owner", "owner_cover").only(*FIELDS)


def unit_to_call_or_404(user, code: str) -> Unit:
    unit = called(units_coded(code).filter(pk__in=callable_units(user).values("pk"))).first()
    if unit is None:
        raise Http404("No such department.")
    return unit


def units_named(user, text: str, *, start: int = 0, most: int = MOST) -> tuple[list[Unit], bool]:
    """Open units whose code and name hold every word, those whose name begins so first, and whether there are more.

    The word search also reads the purpose, which is not for whoever is on duty; what only that matched is dropped.
    """
    wanted = folded(text).split()[:MOST_WORDS]
    if not wanted:
        return [], False
    candidates = callable_units(user).current().matching(text).order_by(Lower("name"), "pk")
    rows = candidates.values_list("pk", "code", "name")[:MOST_LOOKED_AT]
    fitting = [row for row in rows if _held(wanted, folded(row[1], row[2]).split())]
    fitting.sort(key=lambda row: (row[1].lower() != text.lower(), not folded(row[2]).startswith(wanted[0])))
    chosen = [pk for pk, _, _ in islice(fitting, start, start + most + 1)]
    found = called(Unit.objects.filter(pk__in=chosen[:most])).in_bulk()
    return [found[pk] for pk in chosen[:most] if pk in found], len(chosen) > most


def _held(wanted: list[str], held: list[str]) -> bool:
    return all(any(word.startswith(prefix) for word in held) for prefix in wanted)


def own_units(user, *, on: date, most: int = MOST) -> list[Unit]:
    """Those the person answers for or may act for: what one most likely calls about."""
    mine = callable_units(user).current().looked_after_by(user, on=on)
    return list(called(mine).order_by(Lower("name"), "pk")[:most])


def sees(user, unit: Unit) -> bool:
    """Whether the unit is one `user` sees as a whole, not only whom to call there."""
    if user.has_perm("units.view_every_unit"):
        return True
    return Unit.objects.visible_to(user).filter(pk=unit.pk).exists()


def may_keep(user, unit: Unit) -> bool:
    """Whether `user` may say who is called about the unit: the team everywhere, a department for its own."""
    return user.has_perm("contacts.change_contact") and sees(user, unit)
