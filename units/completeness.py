"""Which facts of a unit its record depth asks for, and the same question as a filter."""

from django.db.models import Exists, OuterRef, Q

from units.depth import DEPTHS, Completeness, asks, completeness
from units.models import Stewardship, Unit, UnitObligation

# Facts that are rows of another table; the rest are fields of the unit.
RELATED = {
    "stewards": Exists(Stewardship.objects.filter(unit=OuterRef("pk"))),
    "obligations": Exists(UnitObligation.objects.filter(unit=OuterRef("pk"))),
}
TEXTS = {"purpose", "kind", "risk_appetite", "work_mode", "security_view"}


def completeness_of(unit: Unit, *, stewards: bool, obligations: bool, hidden=frozenset()) -> Completeness:
    """What is known of what is asked, for one loaded unit. `hidden` names fields the reader may not see."""
    facts = {
        ask.key: getattr(unit, f"{ask.key}_id", getattr(unit, ask.key, None)) for ask in asks(unit.depth)
    }
    facts |= {"stewards": stewards or None, "obligations": obligations or None}
    return completeness(unit.depth, facts, frozenset(hidden))


def incomplete(hidden=frozenset()) -> Q:
    """Units of which something is missing that their depth asks for."""
    condition = Q()
    for depth in DEPTHS:
        missing = Q()
        for ask in asks(depth):
            if ask.key not in hidden:
                missing |= _missing(ask.key)
        condition |= Q(depth=depth) & missing
    return condition


def _missing(key: str) -> Q:
    if key in RELATED:
        return ~Q(RELATED[key])
    return Q(**{key: ""}) if key in TEXTS else Q(**{f"{key}__isnull": True})
