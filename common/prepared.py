"""Querysets whose SQL is put together once and then asked again and again with other values.

On a page of many small queries Django spends far more time composing SQL than the database does answering it.
"""

import copy
from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from common import asof


class Prepared:
    """`build(*shape, **values)` makes the queryset; what it makes may depend on `shape` alone.

    It is called once a shape, with stand-ins in place of the values: numbers, days, moments, texts or a list of
    numbers that go into the SQL as parameters just as they are. `Prepared(build)(*shape, **values)` gives the rows.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        self._build = build
        self._known: dict[Hashable, _Compiled] = {}

    def __call__(self, *shape: Hashable, **values) -> list:
        return self._compiled(shape, values).rows(values)

    def sql(self, *shape: Hashable, **values) -> tuple[str, tuple] | None:
        """The SQL and its parameters; None where there can be no rows."""
        return self._compiled(shape, values).sql(values)

    def _compiled(self, shape: tuple, values: dict) -> "_Compiled":
        build_shape, shape = shape, (asof.looks_back(), *shape)  # rights are put otherwise on a past day
        if shape not in self._known:
            stand_ins = {name: _stand_in(place, value) for place, (name, value) in enumerate(values.items())}
            self._known[shape] = _Compiled(self._build(*build_shape, **stand_ins), stand_ins)
        return self._known[shape]


def _stand_in(place: int, value):
    if isinstance(value, list):
        return [_stand_in(place, 0)]
    if isinstance(value, datetime):
        return datetime(1, 1, 1 + place, tzinfo=UTC)
    if isinstance(value, date):
        return date(1, 1, 1 + place)
    # Within the range of every integer column but the small ones: what lies outside, Django decides itself.
    return 1_900_000_001 + place if isinstance(value, int) else f"stand-in-{place}"


class _Compiled:
    """The SQL of one queryset, and where its parameters come from."""

    def __init__(self, queryset: QuerySet, stand_ins: dict):
        self.queryset = queryset
        self.names = {_key(value): name for name, value in stand_ins.items()}
        self.compiler = queryset.query.get_compiler(queryset.db)
        try:
            self.text, self.params = self.compiler.as_sql()
        except EmptyResultSet:
            self.text = None
            return
        reached = set(self._all(self.params))
        # Who asks does not matter to the rows of whoever sees them all.
        lost = sorted(name for key, name in self.names.items() if key not in reached and name != "user")
        if lost:
            raise ValueError(
                f"{', '.join(lost)}: not a parameter of the SQL as it stands, so nothing can take its place."
            )

    def _all(self, params):
        """Every parameter, also those inside lists."""
        for param in params:
            yield _key(param)
            if isinstance(param, list):
                yield from self._all(param)

    def sql(self, values: dict) -> tuple[str, tuple] | None:
        if self.text is None:
            return None
        return self.text, tuple(self._filled(param, values) for param in self.params)

    def rows(self, values: dict) -> list:
        ready = self.sql(values)
        if ready is None:
            return []
        # A connection belongs to a thread, and so does a compiler that uses it.
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[self.queryset.db]
        compiler.as_sql = lambda *args, **kwargs: ready
        asked = self.queryset.all()
        asked.query.get_compiler = lambda *args, **kwargs: compiler
        return list(asked)

    def _filled(self, param, values: dict):
        name = self.names.get(_key(param))
        if name is not None:
            return values[name]
        return [self._filled(one, values) for one in param] if isinstance(param, list) else param


def _key(value) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
