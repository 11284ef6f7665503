"""How complete the record of every open unit is, all of them at once: for lists and boards about everything.

`units.completeness` says the same of one unit, or as a filter.
"""

from collections import defaultdict
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import TextField
from django.db.models.expressions import RawSQL

from units import completeness
from units.depth import ASKS, asks
from units.models import Unit

# A field holds something given by hand where no import gave it, or somebody changed it since.
_BY_HAND = "({given} AND (NOT jsonb_exists(units_unit.sources, '{key}') OR '{key}' = ANY(units_unit.pinned)))"


def _is_given(key: str) -> str:
    column = f"units_unit.{Unit._meta.get_field(key).column}"
    return f"{column} <> ''" if key in completeness.TEXTS else f"{column} IS NOT NULL"


def fields_given() -> RawSQL:
    """For an annotation: the keys of what a record asks for that fields of the unit hold."""
    keys = [ask.key for ask in ASKS if ask.key not in completeness.FACTS]
    cases = ", ".join(f"CASE WHEN {_is_given(key)} THEN '{key}' END" for key in keys)
    return RawSQL(f"array_remove(ARRAY[{cases}]::text[], NULL)", [], output_field=ArrayField(TextField()))  # noqa: S611


def given_by_hand(*keys: str) -> RawSQL:
    """For an annotation: whether somebody gave one of these fields, and not an import alone."""
    return RawSQL(" OR ".join(_BY_HAND.format(given=_is_given(key), key=key) for key in keys), [])  # noqa: S611


def facts_held() -> dict[int, set[str]]:
    """{id of a unit: keys of the facts that rows of other tables hold for it}. One query for all units."""
    found: dict[int, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(completeness.all_pairs())
        for key, unit in cursor.fetchall():
            found[unit].add(key)
    return found


@cache
def asked(depth: str) -> frozenset[str]:
    """Keys of what a record of this depth asks for."""
    return frozenset(ask.key for ask in asks(depth))
