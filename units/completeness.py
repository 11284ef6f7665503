"""Which facts of a unit its record depth asks for, and the same question as a filter."""

from django.db.models import BooleanField, Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from units import tree
from units.choices import RiskLevel
from units.depth import ASKS, DEPTHS, Completeness, asks, completeness, suggest
from units.models import Unit, UnitObligation

# Facts that are rows of another table; the rest are fields of the unit. Who may act for a unit may act for all
# below it, so somebody named above counts.
RELATED = {
    "stewards": RawSQL(tree.HAS_STEWARD, [], output_field=BooleanField()),  # noqa: S611  constant SQL
    "obligations": Exists(UnitObligation.objects.filter(unit=OuterRef("pk"))),
}
# The same as conditions. From the stewards down, because a filter asks it of every unit at once.
LACKING = {
    "stewards": ~Q(id__in=RawSQL(tree.BELOW_ANY_STEWARD, [])),  # noqa: S611  constant SQL
    "obligations": ~Q(RELATED["obligations"]),
}
TEXTS = {"purpose", "kind", "risk_appetite", "work_mode", "security_view"}


def depth_for(unit: Unit, hidden=frozenset()) -> str:
    """The depth a reader is asked for. Whoever may not read the importance must not learn it from the depth."""
    if "depth" in hidden:
        return unit.depth_choice or suggest(None, unit.risk_level)
    return unit.depth


def completeness_of(unit: Unit, *, stewards: bool, obligations: bool, hidden=frozenset()) -> Completeness:
    """What is known of what is asked, for one loaded unit. `hidden` names fields the reader may not see."""
    depth = depth_for(unit, hidden)
    facts = {ask.key: getattr(unit, f"{ask.key}_id", getattr(unit, ask.key, None)) for ask in asks(depth)}
    facts |= {"stewards": stewards or None, "obligations": obligations or None}
    return completeness(depth, facts, frozenset(hidden))


def incomplete(hidden=frozenset()) -> Q:
    """Units of which something is missing that their depth asks for. Each fact is looked for once: a deeper record
    asks for all that a lighter one does."""
    condition = Q()
    for step, depth in enumerate(DEPTHS):
        missing = Q()
        for ask in ASKS:
            if ask.depth == depth and ask.key not in hidden:
                missing |= _missing(ask.key)
        asked = Q()
        for deeper in DEPTHS[step:] if step else ():
            asked |= _of_depth(deeper, hidden)
        condition |= asked & missing
    return condition


def _of_depth(depth: str, hidden) -> Q:
    """Units of which a reader is asked for this depth; says the same as `depth_for`."""
    if "depth" not in hidden:
        return Q(depth=depth)
    levels = [level for level in (None, *RiskLevel.values) if suggest(None, level) == depth]
    follows = Q(risk_level__in=[level for level in levels if level])
    if None in levels:
        follows |= Q(risk_level__isnull=True)
    return Q(depth_choice=depth) | (Q(depth_choice="") & follows)


def _missing(key: str) -> Q:
    if key in LACKING:
        return LACKING[key]
    return Q(**{key: ""}) if key in TEXTS else Q(**{f"{key}__isnull": True})
