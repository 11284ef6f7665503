"""Since when there is a record at all: of a day before that nothing can be said, which is not the same as nothing."""

from contextlib import suppress
from datetime import datetime

from django.core.cache import cache
from django.db import connection
from redis.exceptions import RedisError

from common import asof
from common.asof import AsOf, NoSuchDay
from common.past.tables import tracked_models
from common.words import day, local_day

_NAME, _KEPT = "common.past.began", 3600  # seconds


def refuse_too_early(as_of: AsOf) -> None:
    """Raises NoSuchDay, with the reason, for a day on which nothing was recorded yet."""
    if not as_of or ((known := _kept()) and known <= as_of.moment):
        return
    began = _read()
    if began is None or began <= as_of.moment:
        return
    today = asof.today()
    raise NoSuchDay(
        f"Nothing is known of {day(as_of.day, today=today)}: "
        f"the record begins on {day(local_day(began), today=today)}."
    )


def _kept() -> datetime | None:
    """As it was read last; whatever lies before it is read anew."""
    try:
        return cache.get(_NAME)
    except (RedisError, OSError):
        return None


def _read() -> datetime | None:
    """The first version of anything. One query, one look at an index for each table."""
    tables = (connection.ops.quote_name(model.history.model._meta.db_table) for model in tracked_models())
    firsts = ", ".join(f"(SELECT min(history_date) FROM {table})" for table in tables)  # noqa: S608  names of our tables
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT least({firsts})")
        [began] = cursor.fetchone()
    with suppress(RedisError, OSError):  # then the next look reads it again
        cache.set(_NAME, began, _KEPT)
    return began
