"""Tables of which one transaction wrote a good part are looked at by the planner of the database right after it.

It does so by itself, but only within a minute or two: until then it knows nothing of what lies in a table that was just
filled, and a question that takes milliseconds can last minutes.
"""

from collections import Counter

from django.db import connection, transaction

MANY = 1_000  # rows; fewer are quickly read, however badly planned
SHARE = 0.2  # of what the table held when it was last looked at


class _Look:
    """How many rows of each table one transaction wrote; called once that is certain."""

    def __init__(self):
        self.rows: Counter[str] = Counter()

    def __call__(self) -> None:
        written = {table: rows for table, rows in self.rows.items() if rows >= MANY}
        if not written:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname, reltuples FROM pg_class WHERE oid = ANY(%s::regclass[])", [list(written)]
            )
            known = dict(cursor.fetchall())
            grown = [table for table, rows in written.items() if rows >= SHARE * known[table]]
            if grown:
                # What somebody else looks at just now is not waited for.
                cursor.execute(f"ANALYZE (SKIP_LOCKED) {', '.join(map(connection.ops.quote_name, grown))}")


def wrote(table: str, rows: int) -> None:
    """So many rows of the table were written by the transaction one is in."""
    waiting = transaction.get_connection().run_on_commit
    known = next((later for _, later, _ in waiting if isinstance(later, _Look)), None)
    look = known or _Look()
    look.rows[table] += rows
    if known is None:
        transaction.on_commit(look, robust=True)
