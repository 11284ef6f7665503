"""Expressions that let an exclusion constraint ask for equality and for overlapping days, without an extension."""

from django.db.models import Func


class Same(Func):
    """A whole number as the range that holds it alone: two such ranges overlap where the numbers are equal."""

    arity = 1

    def as_sql(self, compiler, connection, **kwargs):
        number, params = compiler.compile(self.source_expressions[0])
        return f"int8range({number}, {number}, '[]')", [*params, *params]


class Days(Func):
    """The days from the first to the last, both included; where one is NULL that side is open."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"
    arity = 2
