"""Looking at a past day: for a while, everything the database is asked is answered as of then."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from common import asof
from common.asof import AsOf
from common.past.tables import SCHEMA

# A plan holds the moment it was made for (`tables`): those of other days are thrown away.
_LOOK_BACK = f"""
DISCARD PLANS;
SELECT set_config('srrm.as_of', %s, true),
    set_config('search_path', '{SCHEMA}, ' || current_setting('search_path') || ', pg_catalog', true),
    set_config('transaction_read_only', 'on', true)
"""


@contextmanager
def looked_at(as_of: AsOf) -> Iterator[None]:
    """Inside, the end of that day is now, nothing can be written, and only reading is allowed to anybody.

    For today it changes nothing. What is asked lazily must be asked inside.
    """
    if not as_of:
        yield
        return
    with transaction.atomic():
        # Settings belong to the transaction; going back to the savepoint takes them away again.
        here = transaction.savepoint()
        try:
            with connection.cursor() as cursor:
                cursor.execute(_LOOK_BACK, [as_of.moment.isoformat()])
            # A view has no primary key from which the database would know that its other columns follow.
            connection.features.allows_group_by_selected_pks = False
            with asof.looking_at(as_of):
                yield
        finally:
            vars(connection.features).pop("allows_group_by_selected_pks", None)
            transaction.savepoint_rollback(here)
