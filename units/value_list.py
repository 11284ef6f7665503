"""What the lists of assets and of processes share: one address read into rows, sums, chips and sentences."""

from dataclasses import dataclass, field
from functools import cached_property

import django_filters as df
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from common import lists
from common.forms import SrrmForm
from common.lists import Page, Query
from units.models import Unit
from units.words import prefix_query


@dataclass
class Chip:
    """A condition that holds, and the address without it."""

    text: str
    off: str


class ValueFilter(df.FilterSet):
    """Words, and the branch the rows belong to."""

    q = df.CharFilter(method="by_words", label="Words")
    unit = df.CharFilter(method="by_unit", label="Department (code)")
    below = df.CharFilter(method="by_branch", label="In the branch of (code)")

    class Meta:
        fields: list = []
        form = SrrmForm

    def __init__(self, data=None, queryset=None, *, request):
        super().__init__(data, queryset, request=request)
        self.user, self.today = request.user, timezone.localdate()
        self.said: dict[str, str] = {}

    def by_words(self, queryset, name, value):
        """Whose name begins each word so, anywhere in it."""
        query = prefix_query(value)
        if not query:
            return queryset.none() if value.strip() else queryset
        return self.with_words(queryset, query)

    def by_unit(self, queryset, name, value):
        unit = self._known(name, value)
        return queryset.filter(unit=unit) if unit else queryset

    def by_branch(self, queryset, name, value):
        unit = self._known(name, value)
        return queryset.filter(unit__in=Unit.objects.below(unit.pk)) if unit else queryset

    def _known(self, name, code):
        unit = Unit.objects.visible_to(self.user).filter(code__iexact=code).only("id", "name").first()
        if unit is not None:
            self.said[name] = unit.name
        elif name not in self.form.errors:
            self.form.add_error(name, ValidationError(f"You see no department with the code “{code[:60]}”."))
        return unit


@dataclass
class ValueList:
    """What one request asks of assets or processes, within what its user may see. Subclasses say the rest."""

    request: HttpRequest
    query: Query = field(init=False)

    filter_class = ValueFilter
    columns = ()
    sort = "name"

    def __post_init__(self):
        self.user, self.today = self.request.user, timezone.localdate()
        params = self.request.GET
        self.query = lists.read(params, self.columns, filters=self.filter_class.base_filters, sort=self.sort)
        if params.get("as_of"):
            self.query.problems.append(
                "This list shows today; a past day stands in the history of each department."
            )
        self.filter = self.filter_class(params, self.everything(), request=self.request)

    def everything(self) -> QuerySet:
        raise NotImplementedError

    def load(self, ids: list[int]) -> list:
        raise NotImplementedError

    @cached_property
    def matching(self) -> QuerySet:
        form = self.filter.form
        form.is_valid()
        queryset = self.filter.queryset
        for name, value in list(form.cleaned_data.items()):
            queryset = self.filter.filters[name].filter(queryset, value)
        return queryset.order_by()

    @cached_property
    def sums(self) -> dict:
        raise NotImplementedError

    @cached_property
    def page(self) -> Page:
        return lists.paginate(
            self.matching.order_by(*self.query.order), self.sums["count"], self.query, self.load
        )

    @property
    def rows(self) -> list:
        return [lists.cells(self.query.columns, row) for row in self.page.rows]

    @cached_property
    def chips(self) -> list[Chip]:
        form, found = self.filter.form, []
        self.matching  # noqa: B018  runs the filters, which may refuse a value
        for name, value in form.cleaned_data.items():
            if name != "q" and value not in (None, "", []):
                said = self.filter.said.get(name) or _said(form, name, value)
                off = lists.without(self.request.GET, name)
                found.append(Chip(f"{form.fields[name].label}: {said}", off))
        return found

    @property
    def problems(self) -> list[str]:
        self.matching  # noqa: B018  runs the filters, which may refuse a value
        form = self.filter.form
        refused = [f"{form.fields[name].label}: {errors[0]}" for name, errors in form.errors.items()]
        return [*self.query.problems, *refused]


def _said(form, name: str, value) -> str:
    choices = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", [])}
    values = value if isinstance(value, list) else [value]
    return ", ".join(choices.get(str(one), str(one)) for one in values)
