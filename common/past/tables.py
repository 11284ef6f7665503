"""The SQL of the schema `past`: for each tracked table what was valid at the moment, and for its versions those that
were there by then."""

import hashlib
from collections.abc import Iterable

from django.apps import apps
from django.db import connection, models

from common.history import TrackedModel
from common.history.versions import tracked_fields

SCHEMA = "past"
MOMENT = f"{SCHEMA}.moment()"
# Immutable, so that the planner puts its value in place of it: it knows how many rows that finds, and none of them
# reads the setting again, which is the greater part of the time. `looked_at` sees to it that no plan outlives its day.
_MOMENT = f"""
CREATE FUNCTION {MOMENT} RETURNS timestamptz LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN current_setting('srrm.as_of')::timestamptz;
END $$
"""
# The same said twice: by the range the state of a whole table is found, by the days that of a few of its rows. What was
# deleted is in neither, for the version that says so holds at no time.
_VALID = f"valid @> {MOMENT} AND history_date <= {MOMENT} AND coalesce(valid_to, 'infinity'::timestamptz) > {MOMENT}"
# Clocks that SQL of ours may ask; in the past they stand still.
CLOCKS = ("now", "statement_timestamp", "transaction_timestamp")
# As `units.words.folded`, for words that versions leave out because they follow from other columns.
_FOLDED = f"""
CREATE FUNCTION {SCHEMA}.folded(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT trim(regexp_replace(
        lower(regexp_replace(normalize($1, NFKD), '[\\u0300-\\u036f]', '', 'g')), '[^[:alnum:]]+', ' ', 'g'
    ))
$$
"""
# What a column that versions leave out reads as, by what it holds; all others read as not known.
_EMPTY = {"CharField": "''", "TextField": "''", "BooleanField": "false"}


def tracked_models() -> list[type[TrackedModel]]:
    found = [model for model in apps.get_models() if issubclass(model, TrackedModel)]
    return sorted(found, key=lambda model: model._meta.db_table)


def live_tables() -> frozenset[str]:
    """Names that mean something else in the past."""
    return frozenset(model._meta.db_table for model in tracked_models())


def statements() -> list[str]:
    """What makes the schema, in order."""
    made = [f"CREATE SCHEMA {SCHEMA}", _MOMENT, _FOLDED]
    made += [
        f"CREATE FUNCTION {SCHEMA}.{clock}() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT {MOMENT} $$"
        for clock in CLOCKS
    ]
    for model in tracked_models():
        made += [_rows(model), _versions(model)]
    return made


def fingerprint(made: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(made).encode()).hexdigest()


def _rows(model) -> str:
    kept = {field.attname for field in tracked_fields(model)}
    columns = ", ".join(
        _quoted(field.column)
        if field.attname in kept
        else f"{_left_out(model, field)} AS {_quoted(field.column)}"
        for field in model._meta.concrete_fields
    )
    table = _quoted(model._meta.db_table)
    versions = _quoted(model.history.model._meta.db_table)
    return f"CREATE VIEW {SCHEMA}.{table} AS SELECT {columns} FROM {versions} WHERE {_VALID}"  # noqa: S608


def _left_out(model, field: models.Field) -> str:
    if sources := getattr(model, "words_of", ()) if field.name == "words" else ():
        joined = ", ".join(_quoted(model._meta.get_field(name).column) for name in sources)
        return f"{SCHEMA}.folded(concat_ws(' ', {joined}))"
    return _EMPTY.get(type(field).__name__, f"NULL::{field.db_type(connection)}")


def _versions(model) -> str:
    """A version that ended later was still the last one then."""
    history = model.history.model._meta
    columns = ", ".join(
        f"CASE WHEN valid_to <= {MOMENT} THEN valid_to END AS valid_to"
        if field.column == "valid_to"
        else _quoted(field.column)
        for field in history.concrete_fields
    )
    table = _quoted(history.db_table)
    return f"CREATE VIEW {SCHEMA}.{table} AS SELECT {columns} FROM {table} WHERE history_date <= {MOMENT}"  # noqa: S608


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
