"""Keeps the schema `past` in step with the tables: taken away before they change, made again after.

These are Django's own two occasions around a migration; nothing else in the product listens to signals.
"""

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from common.past.tables import SCHEMA, fingerprint, statements


def take_away(plan=(), **kwargs) -> None:
    """Views hold on to the columns they show, so a table could not change beneath them."""
    if plan:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def make(**kwargs) -> None:
    """Made anew only where it would differ from what is there; not on the way, where tables are not yet what the models
    say."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    wanted = statements()
    mark = fingerprint(wanted)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regnamespace(%s)::oid, 'pg_namespace')", [SCHEMA])
        if cursor.fetchone()[0] == mark:
            return
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        for statement in wanted:
            cursor.execute(statement)
        cursor.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{mark}'")
