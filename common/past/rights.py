"""Who may read what is decided by the tables of today, also where a past day is shown."""

import re
from collections.abc import Callable
from functools import cache

from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from common import asof
from common.past.tables import live_tables

# Where the tables of the product are; `past` never is the first to be searched for them.
PRESENT = "public"


def by_rights_of_today(sql: str) -> str:
    """SQL that decides who may read something. While a past day is looked at it names the tables of today."""
    return _present(sql) if asof.looks_back() else sql


def ids_of_today(queryset: QuerySet) -> RawSQL:
    """The ids of these rows as they are today, as a subquery, also while a past day is looked at."""
    sql, params = queryset.order_by().values("pk").query.sql_with_params()
    return RawSQL(_present(sql), params)  # noqa: S611  SQL that Django put together, values apart


def less_kept_today(rows: QuerySet, kept: Callable[[], QuerySet], *, name: str = "id") -> QuerySet:
    """The rows less those whose `name` is kept from the reader today: on a past day it was perhaps open to them, and
    stays with the others all the same. Of today `kept` is not asked."""
    return rows.exclude(**{f"{name}__in": ids_of_today(kept())}) if asof.looks_back() else rows


def holds_today(condition: Q, *, of: type[Model]) -> Q:
    """That a row of the model meets the condition, which gives a right to it, today: not that it did on the past day
    that is looked at."""
    return Q(pk__in=ids_of_today(of.objects.filter(condition))) if asof.looks_back() else condition


@cache
def _present(sql: str) -> str:
    return _named().sub(lambda found: f"{found['word']}{PRESENT}.{found['table']}", sql)


@cache
def _named() -> re.Pattern:
    tables = "|".join(sorted(map(re.escape, live_tables()), key=len, reverse=True))
    return re.compile(rf'(?P<word>\b(?:FROM|JOIN)\s+)(?P<table>"(?:{tables})"|\b(?:{tables})\b)')
