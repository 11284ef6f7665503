"""What was worked out of the whole record serves again for a short while, unless something it rests on has changed."""

from dataclasses import fields
from datetime import date
from functools import cache as once
from typing import Any, NamedTuple
from zlib import crc32

from django.core.cache import cache
from django.db import connection
from redis.exceptions import RedisError

from accounts.models import User
from common import asof
from contacts.models import Absence, Assignment, Contact, Function, Pathway, PathwayStep
from units.models import Asset, Dependency, Impact, Obligation, Process, Stewardship, Unit, UnitObligation

RESTS_ON = (
    Absence, Asset, Assignment, Contact, Dependency, Function, Impact, Obligation, Pathway, PathwayStep, Process,
    Stewardship, Unit, UnitObligation, User,
)  # fmt: skip
KEPT = 120  # seconds
# Whoever has begun to write holds a lock on the number of their transaction until its end.
_WRITING = "SELECT FROM pg_locks WHERE locktype = 'transactionid' AND granted AND pid <> pg_backend_pid()"


class Moment(NamedTuple):
    """The latest version of everything it rests on, on one day. `quiet`: nobody was writing just then. What somebody
    has begun to write may carry an older number than what is there already, so meanwhile nothing is kept."""

    on: date
    versions: list[int | None]
    quiet: bool


def moment(*, on: date) -> Moment:
    """One query. A past day is worked out each time: what it rests on does not change, but who asks for it twice?"""
    if asof.looks_back():
        return Moment(on, [], False)
    with connection.cursor() as cursor:
        cursor.execute(_question())
        return Moment(on, *cursor.fetchone())


@once
def _question() -> str:
    tables = (model.history.model._meta.db_table for model in RESTS_ON)
    latest = ", ".join(f"(SELECT max(history_id) FROM {table})" for table in tables)  # noqa: S608  constant SQL
    return f"SELECT ARRAY[{latest}], NOT EXISTS ({_WRITING})"


def named(name: str, *kinds: type) -> str:
    """A name under which things of these dataclasses are kept: after an upgrade that changes them, another one."""
    shape = ",".join(one.name for kind in kinds for one in fields(kind))
    return f"{name}.{crc32(shape.encode())}"


def peek(name: str, at: Moment) -> Any:
    """What was kept of this very moment; None where nothing was."""
    if not at.versions:
        return None
    try:
        found = cache.get(name)
    except (RedisError, OSError):
        return None
    return found[2] if found is not None and found[:2] == (at.on, at.versions) else None


def keep(name: str, at: Moment, value: Any) -> None:
    if at.quiet:
        try:
            cache.set(name, (at.on, at.versions, value), KEPT)
        except (RedisError, OSError):
            return  # Then the next look works it out again.
