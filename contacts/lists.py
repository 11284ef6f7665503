"""The directory as its address asks for it: rows, count and sums, and the conditions that hold."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.audiences import hidden_fields
from common import asof, lists
from common.lists import Page, Query
from contacts.columns import columns_for
from contacts.filters import ContactFilter
from contacts.lines import lines_of
from contacts.models import Contact
from contacts.sight import sees_everybody

PAST_IS_ELSEWHERE = "The directory shows today. What was known on a past day stands in the record."


@dataclass
class Chip:
    """A condition that holds, and the address without it."""

    text: str
    off: str


@dataclass
class ContactList:
    """What one request asks of the directory, within the people its user may see."""

    request: HttpRequest
    query: Query = field(init=False)

    def __post_init__(self):
        user, params = self.request.user, self.request.GET
        self.today = timezone.localdate()
        self.hidden = hidden_fields(user, Contact)
        self.columns = columns_for(user)
        names = ContactFilter.names_for(user)
        self.query = lists.read(params, self.columns, filters=names, sort="name")
        if as_of := params.get("as_of"):
            self.query.problems.append(asof.problem_of(as_of) or PAST_IS_ELSEWHERE)
        everybody = Contact.objects.visible_to(user).listed()
        self.filter = ContactFilter(
            params, everybody, request=self.request, whole=params.get("filters") == "open"
        )

    @cached_property
    def matching(self) -> QuerySet:
        """Everybody the filter lets through, unordered. What cannot be read narrows nothing and is said."""
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
        """{"count", "left", "holding"} over the whole filter."""
        found = self.matching.aggregate(
            count=Count("*"), left=Count("left_on", filter=Q(left_on__lt=self.today))
        )
        return found | {"holding": self._holding()}

    def _holding(self) -> int:
        """How many of them hold a responsibility. Of everybody: whoever is named at all, as the index has it."""
        held = self.filter.held().order_by()
        if self.filter.form.cleaned_data or not sees_everybody(self.request.user):
            held = held.filter(contact__in=self.matching.values("pk"))
        return held.aggregate(n=Count("contact", distinct=True))["n"]

    @cached_property
    def page(self) -> Page:
        return lists.paginate(self.ordered, self.sums["count"], self.query, self.load)

    def load(self, ids: list[int]) -> list:
        shown = {column.name for column in self.query.columns}
        return lines_of(ids, user=self.request.user, hidden=self.hidden, today=self.today, shown=shown)

    @property
    def rows(self) -> list[tuple]:
        """(person, their cells) of the page."""
        return [(person, lists.cells(self.query.columns, person)) for person in self.page.rows]

    @cached_property
    def chips(self) -> list[Chip]:
        """The conditions that hold, in words."""
        form, found = self.filter.form, []
        self.matching  # noqa: B018  runs the filters, which may refuse a value
        for name, value in form.cleaned_data.items():
            if name != "q" and value not in (None, "", []):
                found.append(Chip(self._said(form, name, value), lists.without(self.request.GET, name)))
        return found

    def _said(self, form, name: str, value) -> str:
        label = form.fields[name].label
        if value == "1":
            return label
        choices = {str(key): str(text) for key, text in getattr(form.fields[name], "choices", [])}
        values = value if isinstance(value, list) else [value]
        said = self.filter.said.get(name) or ", ".join(choices.get(str(one), str(one)) for one in values)
        return f"{label.removesuffix(' (code)').removesuffix(' (number of the person)')}: {said}"

    @property
    def problems(self) -> list[str]:
        """What could not be read, as sentences."""
        self.matching  # noqa: B018  runs the filters, which may refuse a value
        form = self.filter.form
        refused = [f"{form.fields[name].label}: {errors[0]}" for name, errors in form.errors.items()]
        return [*self.query.problems, *refused]
