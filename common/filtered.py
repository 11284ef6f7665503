"""What filtered lists share: one address, read into rows, sums, chips and sentences for whoever asks."""

from collections.abc import Sequence
from functools import cached_property

import django_filters as df
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from common import asof, lists
from common.forms import SrrmForm
from common.kept_views import whole
from common.lists import Chip, Column, Page, Query

YES = [("1", "Yes")]


class AnyOf(df.MultipleChoiceFilter):
    """Several values may hold; each is a box to tick."""

    def __init__(self, **kwargs):
        # Each filters by a column of the row itself: no row is found twice.
        super().__init__(widget=forms.CheckboxSelectMultiple, distinct=False, **kwargs)


class ListFilter(df.FilterSet):
    """By what one list can be narrowed. Whoever may not know something cannot narrow by it: see `names_for`.

    `said` is what a filter found for a code or a number, by the name of the filter, for its chip.
    """

    class Meta:
        fields: list = []
        form = SrrmForm

    def __init__(self, data=None, queryset=None, *, request: HttpRequest, whole: bool = True):
        """`whole` for a form of all filters; else it has those named in `data`, which is all that rows need."""
        self.user, self.today = request.user, asof.day()
        self.said: dict[str, str] = {}
        known = self.names_for(self.user)
        self.base_filters = {
            name: one for name, one in self.base_filters.items() if name in known and (whole or name in data)
        }
        super().__init__(data, queryset, request=request)

    @classmethod
    def names_for(cls, user) -> set[str]:
        """Names one may filter by."""
        return set(cls.base_filters)

    def refuse(self, queryset: QuerySet, name: str, text: str) -> QuerySet:
        """What the filter `name` was given names nothing; it narrows nothing and the list says `text`."""
        if name not in self.form.errors:
            self.form.add_error(name, ValidationError(text))
        return queryset

    def found(self) -> QuerySet:
        """What the filter lets through, unordered. What cannot be read narrows nothing and is said."""
        self.form.is_valid()
        queryset = self.queryset
        for name, value in list(self.form.cleaned_data.items()):
            queryset = self.filters[name].filter(queryset, value)
        return queryset.order_by()

    def conditions(self) -> list[tuple[str, str]]:
        """(name, sentence) of the conditions that hold, less the words; once `found` has run."""
        return [
            (name, self.condition(self.form.fields[name].label, name, value))
            for name, value in self.form.cleaned_data.items()
            if name != "q" and value not in (None, "", [])
        ]

    def condition(self, label: str, name: str, value) -> str:
        """One condition in words: a yes by its label alone, and what was found for a code without “(code)”."""
        if name in self.said:
            return f"{label.partition(' (')[0]}: {self.said[name]}"
        return label if value == "1" else f"{label}: {self.chosen(name, value)}"

    def chosen(self, name: str, value) -> str:
        """The value as its choices call it."""
        choices = {str(key): str(text) for key, text in getattr(self.form.fields[name], "choices", [])}
        values = value if isinstance(value, list) else [value]
        return ", ".join(choices.get(str(one), str(one)) for one in values)

    def refused(self) -> list[str]:
        """What could not be read, as sentences; once `found` has run."""
        form = self.form
        return [f"{form.fields[name].label}: {errors[0]}" for name, errors in form.errors.items()]


class FilteredList:
    """What one request asks of a list, within what its user may see. A subclass declares `filter_class` and `columns`
    and says `everything()` and `load(ids)`; where more is summed than counted, also `sums`."""

    filter_class: type[ListFilter]
    columns: Sequence[Column] = ()
    sort = "name"
    then = lists.BY_NAME  # orders what is alike, so that pages never overlap
    views: Sequence[str] = ("table",)
    past = "This list shows today."  # the answer to ?as_of=
    named_by: Sequence[str] = ()  # columns that a file has in any case: by these its rows are found again
    sheet_on_demand = False  # whether the form of filters is loaded only when asked for, by ?filters=open

    def __init__(self, request: HttpRequest):
        """What depends on the person (columns, views) a subclass sets before it calls this."""
        self.request, self.user, self.today = request, request.user, asof.day()
        self.query = self.read(request.GET)
        whole = self.sheet_open or not self.sheet_on_demand
        self.filter = self.filter_class(request.GET, self.everything(), request=request, whole=whole)

    def read(self, params: QueryDict) -> Query:
        names = self.filter_class.names_for(self.user)
        query = lists.read(
            params, self.columns, filters=names, views=self.views, sort=self.sort, then=self.then
        )
        if (as_of := params.get("as_of")) and not getattr(self.request, "knows_past_days", False):
            query.problems.append(asof.problem_of(as_of) or self.past)
        return query

    def everything(self) -> QuerySet:
        """All rows that the person may see."""
        raise NotImplementedError

    def load(self, ids: list[int]) -> list:
        """The rows of these ids with all that a page shows of them, in a number of queries that does not grow."""
        raise NotImplementedError

    @property
    def sheet_open(self) -> bool:
        return self.request.GET.get("filters") == "open"

    @cached_property
    def matching(self) -> QuerySet:
        """Every row that the filter lets through, unordered."""
        return self.filter.found()

    @cached_property
    def ordered(self) -> QuerySet:
        return self.matching.order_by(*self.query.order)

    @cached_property
    def sums(self) -> dict:
        """Over the whole filter; "count" at least."""
        return {"count": self.matching.count()}

    @cached_property
    def page(self) -> Page:
        return lists.paginate(self.ordered, self.sums["count"], self.query, self.load)

    @property
    def rows(self) -> list[tuple]:
        """(row, its cells) of the page."""
        return [(row, lists.cells(self.query.columns, row)) for row in self.page.rows]

    @cached_property
    def chips(self) -> list[Chip]:
        """The conditions that hold, in words."""
        self.matching  # noqa: B018  runs the filters, which may refuse a value
        return [Chip(text, self.less(name)) for name, text in self.filter.conditions()]

    def less(self, *names: str) -> str:
        """The address of this list without these conditions."""
        return whole(self.request, lists.without(self.request.GET, *names))

    @property
    def narrowed(self) -> bool:
        """Whether less is asked for than there is."""
        return bool(self.chips or self.request.GET.get("q"))

    @property
    def problems(self) -> list[str]:
        """What could not be read, as sentences."""
        self.matching  # noqa: B018  runs the filters, which may refuse a value
        return [*self.query.problems, *self.filter.refused()]


def narrowing(listing: FilteredList) -> dict:
    """What the words, the filters and the columns above a list need."""
    params, shown = listing.request.GET, listing.query.columns
    return {
        "listing": listing,
        "columns": shown,
        "keep": lists.kept(params, *listing.filter.filters, "filters"),
        "keep_for_words": lists.kept(params, "q", "filters"),
        "column_choices": [
            {"name": one.name, "label": one.label, "shown": one in shown, "first": one is listing.columns[0]}
            for one in lists.in_order([*shown, *listing.columns], listing.columns)
        ],
        "columns_keep": lists.kept(params, "columns"),
        "filters_open": listing.sheet_open,
        "open_filters": lists.without(params, filters="open"),
        "close_filters": listing.less("filters"),
        "export_query": params.urlencode(),
    }


def list_context(listing: FilteredList) -> dict:
    """What the template of a list as a table needs."""
    return narrowing(listing) | {
        "rows": listing.rows,
        "page": listing.page,
        "sums": listing.sums,
        "narrowed": listing.narrowed,
    }
