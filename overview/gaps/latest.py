"""One reading of what is left to settle serves every look at it until something it rests on changes."""

from dataclasses import dataclass, fields
from datetime import date
from functools import cache as once
from operator import attrgetter
from typing import NamedTuple

from django.core.cache import cache
from django.db import connection
from redis.exceptions import RedisError

from accounts.models import User
from contacts.models import Absence, Assignment, Contact, Function, Pathway, PathwayStep
from overview.gaps import shelf
from overview.gaps.facts import Gap
from overview.gaps.reading import read_all
from units.models import Asset, Dependency, Impact, Process, Stewardship, Unit, UnitObligation

RESTS_ON = (
    Absence, Asset, Assignment, Contact, Dependency, Function, Impact, Pathway, PathwayStep, Process, Stewardship,
    Unit, UnitObligation, User,
)  # fmt: skip
KEPT = 120  # seconds
NAME = "overview.gaps.latest"
# Whoever has begun to write holds a lock on the number of their transaction until its end.
_WRITING = "SELECT FROM pg_locks WHERE locktype = 'transactionid' AND granted AND pid <> pg_backend_pid()"
_values = attrgetter(*(one.name for one in fields(Gap)))


class Named(NamedTuple):
    """A department as the board calls it."""

    code: str
    name: str


@dataclass(frozen=True)
class Reading:
    """Every gap that stands open, and the departments they are about."""

    units: dict[int, Named]
    gaps: list[Gap]


def read(*, on: date) -> Reading:
    """As it is now: worked out anew unless nothing was written since it was."""
    moment, quiet = _moment()
    kept = _peek()
    if kept is not None and kept[:2] == (on, moment):
        return Reading(
            {pk: Named(*named) for pk, named in kept[2].items()}, [Gap(*values) for values in kept[3]]
        )
    facts, gaps = read_all(on=on)
    shelf.put(gaps, on=on)
    units = {gap.unit: facts.units[gap.unit] for gap in gaps if gap.unit is not None}
    found = Reading({pk: Named(unit.code, unit.name) for pk, unit in units.items()}, gaps)
    if quiet:
        _keep((on, moment, {pk: tuple(named) for pk, named in found.units.items()}, list(map(_values, gaps))))
    return found


def _moment() -> tuple[list[int | None], bool]:
    """The latest version of everything it rests on; and whether nobody is writing just now. What somebody began to
    write may carry an older number than what is there already, so that meanwhile nothing is kept."""
    with connection.cursor() as cursor:
        cursor.execute(_question())
        return cursor.fetchone()


@once
def _question() -> str:
    tables = (model.history.model._meta.db_table for model in RESTS_ON)
    latest = ", ".join(f"(SELECT max(history_id) FROM {table})" for table in tables)  # noqa: S608  constant SQL
    return f"SELECT ARRAY[{latest}], NOT EXISTS ({_WRITING})"


def _peek():
    try:
        return cache.get(NAME)
    except (RedisError, OSError):
        return None


def _keep(reading: tuple) -> None:
    try:
        cache.set(NAME, reading, KEPT)
    except (RedisError, OSError):
        return  # Then the next look works it out again.
