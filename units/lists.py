"""One list of departments as its address asks for it: rows, count and sums, and the views of the same filter."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone

from accounts.audiences import hidden_fields
from common import asof, lists
from common.lists import Page, Query
from units.columns import columns_for
from units.filters import UnitFilter
from units.lines import lines_of
from units.models import Unit

TABLE, TREE, MATRIX = "table", "tree", "matrix"


PAST_IS_ELSEWHERE = (
    "This list shows today. What was known on a past day stands in the history of each department."
)


@dataclass
class Chip:
    """A condition that holds, and the address without it."""

    text: str
    off: str


@dataclass
class UnitList:
    """What one request asks of the inventory, within what its user may see."""

    request: HttpRequest
    query: Query = field(init=False)

    def __post_init__(self):
        user, params = self.request.user, self.request.GET
        self.today = timezone.localdate()
        self.hidden = hidden_fields(user, Unit)
        self.columns = columns_for(self.hidden)
        may_compare = user.has_perm("units.compare_units")
        self.query = lists.read(
            params,
            self.columns,
            filters=UnitFilter.names_for(user),
            views=(TABLE, TREE, MATRIX) if may_compare else (TABLE, TREE),
            sort="name",
        )
        if as_of := params.get("as_of"):
            self.query.problems.append(asof.problem_of(as_of) or PAST_IS_ELSEWHERE)
        everything = Unit.objects.visible_to(user).with_risk(on=self.today)
        self.filter = UnitFilter(
            params, everything, request=self.request, whole=params.get("filters") == "open"
        )

    @cached_property
    def matching(self) -> QuerySet:
        """Every department the filter lets through, unordered. What cannot be read narrows nothing and is said."""
        form = self.filter.form
        form.is_valid()
        queryset = self.filter.queryset
        for name, value in list(form.cleaned_data.items()):
            queryset = self.filter.filters[name].filter(queryset, value)
        return queryset.order_by()

    @cached_property
    def ordered(self) -> QuerySet:
        columns = {column.name: column for column in self.columns}
        return self.matching.order_by(*lists.ordering(columns, self.query.sort))

    @cached_property
    def sums(self) -> dict:
        """{"count", "closed", "headcount", "annual_revenue"} over the whole filter."""
        return self.matching.aggregate(
            count=Count("*"),
            closed=Count("status", filter=Q(status="closed")),
            headcount=Sum("headcount"),
            annual_revenue=Sum("annual_revenue"),
        )

    @cached_property
    def page(self) -> Page:
        return lists.paginate(self.ordered, self.sums["count"], self.query, self.load)

    def load(self, ids: list[int]) -> list:
        """The departments of these ids, found among those one may see, with all that a row shows; in one query."""
        return lines_of(ids, hidden=self.hidden, today=self.today)

    @property
    def rows(self) -> list[tuple]:
        """(department, its cells) of the page."""
        return [(unit, lists.cells(self.query.columns, unit)) for unit in self.page.rows]

    @cached_property
    def chips(self) -> list[Chip]:
        """The conditions that hold, in words."""
        form, found = self.filter.form, []
        self.matching  # noqa: B018  runs the filters, which may refuse a value
        for name, value in form.cleaned_data.items():
            if name != "q" and value not in (None, "", []):
                said = self.filter.people.get(name) or _said(form, name, value)
                found.append(Chip(f"{form.fields[name].label}: {said}", self._without(name)))
        return found

    @property
    def problems(self) -> list[str]:
        """What could not be read, as sentences."""
        self.matching  # noqa: B018  runs the filters, which may refuse a value
        form = self.filter.form
        refused = [f"{form.fields[name].label}: {errors[0]}" for name, errors in form.errors.items()]
        return [*self.query.problems, *refused]

    def _without(self, *names: str) -> str:
        return lists.without(self.request.GET, *names)


def _said(form, name: str, value) -> str:
    choices = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", [])}
    values = value if isinstance(value, list) else [value]
    return ", ".join(choices.get(str(one), str(one)) for one in values)
