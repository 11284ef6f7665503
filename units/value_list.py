"""What the lists of assets, of processes and of dependencies share."""

import django_filters as df

from common.addresses import address
from common.filtered import FilteredList
from common.html import filled
from units import owners
from units.filters import CodeFilter
from units.models import Unit
from units.words import prefix_query


class ValueFilter(CodeFilter):
    """Words, and the branch the rows belong to."""

    q = df.CharFilter(method="by_words", label="Words")
    unit = df.CharFilter(method="by_unit", label="Department (code)")
    below = df.CharFilter(method="by_branch", label="In the branch of (code)")

    def by_words(self, queryset, name, value):
        """Whose name begins each word so, anywhere in it."""
        query = prefix_query(value)
        if not query:
            return queryset.none() if value.strip() else queryset
        return self.with_words(queryset, query)

    def by_unit(self, queryset, name, value):
        unit = self.unit_named(name, value)
        return queryset.filter(unit=unit) if unit else queryset

    def by_branch(self, queryset, name, value):
        unit = self.unit_named(name, value)
        return queryset.filter(unit__in=Unit.objects.below(unit.pk)) if unit else queryset

    def unit_named(self, name, code):
        """As `unit_coded`; its chip says the name."""
        unit = self.unit_coded(name, code)
        if unit is not None:
            self.said[name] = unit.name
        return unit


def unit_link(row):
    """The cell of the department a row belongs to."""
    return filled('<a href="{}">{}</a>', address("unit_value", row.unit.code), row.unit.name)


class ValueList(FilteredList):
    """What one request asks of assets, processes or dependencies, within what its user may see."""

    filter_class = ValueFilter
    past = "This list shows today; a past day stands in the history of each department."

    def with_owners(self, kind: str, rows: list) -> list:
        """The rows, each with `owner`: who answers for it."""
        named = owners.owners_of(kind, [row.pk for row in rows], viewer=self.user, on=self.today)
        for row in rows:
            row.owner = named.get(row.pk, "")
        return rows
