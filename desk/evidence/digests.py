"""The digests of the lines of the record, read from the database as they stand.

The line of a version is what PostgreSQL writes for the row as `jsonb`: keys in one order, moments in UTC. The columns
that the next version fills in when it arrives (`valid_to`, `valid`) are no part of it. The database works the digest
out, so that a version costs 32 bytes on its way here; a million of them take a quarter of a minute, and no memory.
"""

# ruff: noqa: S608  names of tables and columns are those of our models, and are quoted
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from django.db import connection

from common.history.undoing import tracked_models

CLOSING = frozenset({"valid_to", "valid"})
CHUNK = 5_000
BEGINNING = "-infinity"


def tables() -> dict[str, list[str]]:
    """Every table of versions with the columns of its lines, both in order."""
    found = {}
    for model in tracked_models():
        meta = model.history.model._meta
        found[meta.db_table] = sorted(f.column for f in meta.concrete_fields if f.column not in CLOSING)
    return dict(sorted(found.items()))


def of_segment(
    table: str, columns: Sequence[str], *, after: datetime | None, up_to: datetime
) -> Iterator[tuple[int, bytes]]:
    """(number of the version, digest of its line) of what is dated in that time, in the order of the chain."""
    lines = _lines(table, columns, "history_date > %s AND history_date <= %s")
    yield from _read(
        f"SELECT history_id, {_DIGEST} FROM ({lines}) line ORDER BY history_date, history_id",
        [after or BEGINNING, up_to],
    )


def of_versions(table: str, columns: Sequence[str], numbers: Collection[int]) -> dict[int, str]:
    """Number of the version → digest of its line, of those that are there."""
    lines = _lines(table, columns, "history_id = ANY(%s)")
    return {
        number: bytes(digest).hex()
        for number, digest in _read(f"SELECT history_id, {_DIGEST} FROM ({lines}) line", [list(numbers)])
    }


def of_log(*, after: int, last: int) -> Iterator[bytes]:
    """Digests of the log of redactions: its entries, then what each reached."""
    for table, key in (("desk_redaction", "id"), ("desk_redactedversion", "redaction_id")):
        sql = f"SELECT {_DIGEST} FROM {table} line WHERE {key} > %s AND {key} <= %s ORDER BY {key}, id"
        for (digest,) in _read(sql, [after, last]):
            yield bytes(digest)


def count(table: str, *, after: datetime | None, up_to: datetime | None = None) -> int:
    """How many versions are dated in that time."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {_quoted(table)} WHERE history_date > %s AND history_date <= %s",
            [after or BEGINNING, up_to or "infinity"],
        )
        return cursor.fetchone()[0]


def columns_there(table: str) -> set[str]:
    """The columns that the table has now; none where it is gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
            [_quoted(table)],
        )
        return {name for (name,) in cursor.fetchall()}


_DIGEST = "sha256(convert_to(to_jsonb(line)::text, 'UTF8'))"


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _lines(table: str, columns: Sequence[str], where: str) -> str:
    return f"SELECT {', '.join(map(_quoted, columns))} FROM {_quoted(table)} WHERE {where}"


def _read(sql: str, params: Sequence) -> Iterator[tuple]:
    """Rows a chunk at a time, however many there are."""
    with connection.chunked_cursor() as cursor:
        cursor.itersize = CHUNK
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows
