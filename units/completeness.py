"""Which facts of a unit its record depth asks for, and the same question as a filter.

A fact is a field of the unit, or something that rows of other tables hold. The apps above add theirs when they start
(`fact`); this floor knows neither those apps nor their models.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import Q, TextField
from django.db.models.expressions import RawSQL

from units import tree
from units.choices import Harm, ImpactCategory, RiskLevel
from units.depth import ASKS, DEPTHS, Completeness, asks, completeness, suggest
from units.models import Unit
from units.models.asset import CROWN

TEXTS = {"purpose", "kind", "risk_appetite", "work_mode", "security_view"}
ABOVE = {"stewards"}  # known through those above, which is found out by going down the tree
ENOUGH = 3  # things it cannot lose, departments it needs


@dataclass(frozen=True)
class Fact:
    """One thing a record can hold that is rows of other tables. `held` is a condition on the unit in the query around
    it (`units_unit`), or empty where one of `_together` tells it; `holders` gives the ids of all units that hold it,
    for a filter asks it of every unit at once; `in_row` the same as a condition, where fields of the unit tell it."""

    held: str
    holders: str
    in_row: Q | None = None


@dataclass(frozen=True)
class Together:
    """Facts of one table, told in one go. `keys` is SQL that gives those the unit in the query around it holds;
    `pairs` SQL that gives (key, id) of all units; `holders(keys)` SQL that gives the ids of all units that hold every
    one of those keys."""

    of: tuple[str, ...]
    keys: str
    pairs: str
    holders: Callable[[tuple[str, ...]], str]


FACTS: dict[str, Fact] = {}
_together: dict[str, Together] = {}


def fact(key: str, *, held: str, holders: str, in_row: Q | None = None) -> None:
    """Says how a thing of `units.depth.ASKS` is known. Constant SQL, no values of people."""
    FACTS[key] = Fact(held, holders, in_row)


def together(name: str, told: Together) -> None:
    """Says it of several at once."""
    _together[name] = told
    for key in told.of:
        FACTS[key] = Fact("", told.holders((key,)))


def rows(key: str, table: str, *, column="unit_id", where="TRUE", having="count(*) > 0") -> None:
    """A fact that rows `r` of one table hold, for the unit they name in `column`."""
    fact(
        key,
        held=f"EXISTS (SELECT FROM {table} r WHERE r.{column} = units_unit.id AND {where} HAVING {having})",
        holders=f"SELECT r.{column} FROM {table} r WHERE {where} GROUP BY 1 HAVING {having}",  # noqa: S608
    )


# Who may act for a unit may act for all below it, so somebody named above counts.
fact("stewards", held=tree.HAS_STEWARD, holders=tree.BELOW_ANY_STEWARD)
# From what was said of its processes it follows when it starts to hurt; then nobody is asked again.
_HURTS = f"(units_unit.hurts_after IS NOT NULL OR units_unit.worst_impact >= {Harm.FELT.value})"
fact(
    "hurts_after",
    held=_HURTS,
    holders=f"SELECT units_unit.id FROM units_unit WHERE {_HURTS}",  # noqa: S608  constant SQL
    in_row=Q(hurts_after__isnull=False) | Q(worst_impact__gte=Harm.FELT),
)
rows("obligations", "units_unitobligation")
rows("crown_jewels", "units_asset", where=f"r.criticality = {CROWN}", having=f"count(*) >= {ENOUGH}")
rows(
    "needs",
    "units_dependency",
    column="consumer_id",
    having=f"count(DISTINCT (r.provider_id, upper(r.provider_named))) >= {ENOUGH}",
)
rows("processes", "units_process", having="bool_and(r.mtd_hours IS NOT NULL AND r.rto_hours IS NOT NULL)")
_IMPACTS = "SELECT {} FROM units_impact i WHERE i.process_id = r.id"
rows("impacts", "units_process", having=f"bool_and(EXISTS ({_IMPACTS.format('')}))")
rows(
    "grids",
    "units_process",
    having=f"bool_and(({_IMPACTS.format('count(DISTINCT i.category)')}) = {len(ImpactCategory)})",
)


def all_pairs() -> str:
    """SQL that gives (key, id) of every fact that any unit holds."""
    grouped = {key for told in _together.values() for key in told.of}
    parts = [
        f"SELECT '{key}', h.id FROM ({one.holders}) h(id)"  # noqa: S608  constant SQL
        for key, one in FACTS.items()
        if key not in grouped
    ]
    return " UNION ALL ".join(f"({part})" for part in [*parts, *(told.pairs for told in _together.values())])


def known_facts() -> RawSQL:
    """For an annotation: the keys of the facts that the unit of the row holds, from all tables in one go."""
    keys = ", ".join(f"CASE WHEN {one.held} THEN '{key}' END" for key, one in FACTS.items() if one.held)
    several = "".join(f" || ARRAY({told.keys})::text[]" for told in _together.values())
    sql = f"array_remove(ARRAY[{keys}]::text[], NULL){several}"
    return RawSQL(sql, [], output_field=ArrayField(TextField()))  # noqa: S611


def depth_for(unit: Unit, hidden=frozenset()) -> str:
    """The depth a reader is asked for. Whoever may not read the importance must not learn it from the depth."""
    if "depth" in hidden:
        return unit.depth_choice or suggest(None, unit.risk_level)
    return unit.depth


def completeness_of(unit: Unit, *, known: Iterable[str], hidden=frozenset()) -> Completeness:
    """What is known of what is asked, for one loaded unit and its `known_facts`. `hidden` names fields the reader may
    not see."""
    depth, held = depth_for(unit, hidden), set(known)
    facts = {
        ask.key: (ask.key in held) or None
        if ask.key in FACTS
        else getattr(unit, f"{ask.key}_id", getattr(unit, ask.key, None))
        for ask in asks(depth)
    }
    return completeness(depth, facts, frozenset(hidden))


def incomplete(hidden=frozenset()) -> Q:
    """Units of which something is missing that their depth asks for. Each fact is looked for once: a deeper record
    asks for all that a lighter one does. What costs least is looked at first, and the rest only of units that lack
    none of it: fields of the row, then one table at a time, then what those above answer for."""
    condition = Q()
    for step, depth in enumerate(DEPTHS):
        missing = Q()
        for lacking in _missing([ask.key for ask in ASKS if ask.depth == depth and ask.key not in hidden]):
            missing |= lacking
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


def _missing(keys: list[str]) -> Iterator[Q]:
    """Conditions one of which holds where one of these is missing, the cheapest first."""
    grouped = {key for told in _together.values() for key in told.of}
    in_row = [key for key in keys if key not in FACTS or FACTS[key].in_row is not None]
    for key in in_row:
        yield _missing_in_row(key)
    for key in sorted(set(keys) - set(in_row) - grouped, key=lambda key: (key in ABOVE, keys.index(key))):
        yield ~Q(id__in=RawSQL(FACTS[key].holders, []))  # noqa: S611  constant SQL
    for told in _together.values():
        if wanted := tuple(key for key in told.of if key in keys):
            yield ~Q(id__in=RawSQL(told.holders(wanted), []))  # noqa: S611  constant SQL


def _missing_in_row(key: str) -> Q:
    if key in FACTS:
        return ~FACTS[key].in_row
    return Q(**{key: ""}) if key in TEXTS else Q(**{f"{key}__isnull": True})
