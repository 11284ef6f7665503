"""Many rows at once, by the ways the database takes them fastest: COPY in, and one UPDATE from one parameter.

Django's own bulk statements hold a placeholder for each value; building and parsing them took most of the time of
an import. Nothing here leaves a version: `common.history.tracked` calls it and sees to that.
"""

import json
from collections.abc import Iterable, Sequence

from django.db import connection, models, transaction

from common.history import planner

BATCH = 5_000


def give_ids(objs: Iterable[models.Model]) -> None:
    """Takes ids from the sequence for objects without one, so that rows can refer to each other before they exist."""
    without = [obj for obj in objs if obj.pk is None]
    if without:
        for obj, pk in zip(without, take_ids(type(without[0]), len(without)), strict=True):
            obj.pk = pk


def take_ids(model, count: int) -> list[int]:
    """So many ids of their own, for rows that are written later."""
    meta = model._meta
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [f'"{meta.db_table}"', meta.pk.column, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def insert(objs: Sequence[models.Model]) -> None:
    """Writes new rows of one model. Where the first has no id, the database gives one to each and nobody learns it."""
    if not objs:
        return
    database = transaction.get_connection()  # the connection itself: its proxy costs a look-up for each value
    meta, quoted = objs[0]._meta, database.ops.quote_name
    fields = [
        f for f in meta.concrete_fields if not f.generated and (f is not meta.pk or objs[0].pk is not None)
    ]
    steps = [(field.pre_save, field.get_db_prep_save) for field in fields]
    columns = ", ".join(quoted(field.column) for field in fields)
    statement = f"COPY {quoted(meta.db_table)} ({columns}) FROM STDIN"
    with database.cursor() as cursor, database.wrap_database_errors, cursor.copy(statement) as copy:
        for obj in objs:
            copy.write_row([prepared(of(obj, True), database) for of, prepared in steps])
    for obj in objs:
        obj._state.adding = False
        obj._state.db = database.alias
    planner.wrote(meta.db_table, len(objs))


def update(objs: Sequence[models.Model], names: Iterable[str]) -> int:
    """Writes the named fields of existing rows of one model, one statement for some thousand of them.

    `revision`, one higher than in the row, is among them. Gives the number of rows written: fewer where one was
    saved by somebody else since it was read.
    """
    names = list(names)
    return sum(_update(objs[start : start + BATCH], names) for start in range(0, len(objs), BATCH))


def remove(model, ids: Sequence[int]) -> None:
    """Removes rows of one model, and nothing else: what refers to them is the caller's to see to."""
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {quoted(model._meta.db_table)} WHERE {quoted(model._meta.pk.column)} = ANY(%s)",  # noqa: S608
            [list(ids)],
        )


def _update(objs: Sequence[models.Model], names: Iterable[str]) -> int:
    meta, quoted = objs[0]._meta, connection.ops.quote_name
    fields = [meta.get_field(name) for name in names]
    rows = [{field.column: getattr(obj, field.attname) for field in (meta.pk, *fields)} for obj in objs]
    types = ", ".join(f"{quoted(field.column)} {field.db_type(connection)}" for field in (meta.pk, *fields))
    values = ", ".join(f"{quoted(field.column)} = new.{quoted(field.column)}" for field in fields)
    key = quoted(meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quoted(meta.db_table)} AS old SET {values} "  # noqa: S608  names come from the model
            f"FROM jsonb_to_recordset(%s::jsonb) AS new({types}) WHERE old.{key} = new.{key} "
            "AND old.revision = new.revision - 1",
            [json.dumps(rows, default=str, ensure_ascii=False)],
        )
        planner.wrote(meta.db_table, cursor.rowcount)
        return cursor.rowcount
