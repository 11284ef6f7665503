"""Call sheets: find a department by its name, see whom in the security team to call. Nothing else.

Reads only fields of the widest audience; a department's purpose, risk or people are not for whoever is on duty.
"""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from overview import search
from units import tree
from units.choices import Kind
from units.doors import units_coded
from units.models import Unit

MOST = 25
LONGEST = 200
FIELDS = (
    "code", "name", "kind", "status", "owner", "owner_cover", "cover_from", "cover_until",
    "owner__name", "owner__email", "owner_cover__name", "owner_cover__email",
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """Whom to call for one department; `through` names the department above whose owner answers."""

    name: str
    code: str
    kind: str
    call: object | None
    through: str = ""


def page(user, params: QueryDict, *, today: date) -> dict:
    text = params.get("q", "").replace("\0", " ")[:LONGEST].strip()
    code = params.get("unit", "")[:100]
    units, more = [], False
    if code:
        units = list(_called(units_coded(code).visible_to(user)))
    elif text:
        codes, more = search.names(user, text, most=MOST)
        found = {unit.code: unit for unit in _called(Unit.objects.visible_to(user).filter(code__in=codes))}
        units = [found[code] for code in codes if code in found]
    return {
        "q": text,
        "asked": bool(text or code),
        "sheets": sheets(units, user, today=today),
        "more": more,
        "most": MOST,
    }


def _called(units):
    return units.select_related("owner", "owner_cover").only(*FIELDS)


def sheets(units: list[Unit], user, *, today: date) -> list[Sheet]:
    """Where nobody is named, the nearest department above that has somebody answers."""
    alone = [unit.pk for unit in units if unit.answering_for_us(today) is None]
    paths = tree.ancestors(alone) if alone else {}
    above = {pk for path in paths.values() for pk, _, _ in path}
    uppers = _called(Unit.objects.visible_to(user)).in_bulk(above) if above else {}
    kinds = dict(Kind.choices)
    found = []
    for unit in units:
        call, through = unit.answering_for_us(today), ""
        for pk, _, name in reversed(paths.get(unit.pk, [])):
            if call is None and pk in uppers:
                call = uppers[pk].answering_for_us(today)
                through = name if call else ""
        found.append(Sheet(unit.name, unit.code, kinds.get(unit.kind, ""), call, through))
    return found
