"""One list of departments as its address asks for it: rows, count and sums, and the views of the same filter."""

from functools import cached_property

from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest

from accounts.audiences import hidden_fields
from common.filtered import FilteredList
from units.columns import columns_for
from units.filters import UnitFilter
from units.lines import lines_of
from units.models import Unit

TABLE, TREE, MATRIX, CHARTS = "table", "tree", "matrix", "charts"


class UnitList(FilteredList):
    """What one request asks of the inventory, within what its user may see."""

    filter_class = UnitFilter
    past = "This list shows today. What was known on a past day stands in the history of each department."
    sheet_on_demand = True
    named_by = ("code",)

    def __init__(self, request: HttpRequest):
        self.hidden = hidden_fields(request.user, Unit)
        self.columns = columns_for(self.hidden)
        may_compare = request.user.has_perm("units.compare_units")
        self.views = (TABLE, TREE, MATRIX, CHARTS) if may_compare else (TABLE, TREE, CHARTS)
        super().__init__(request)

    def everything(self) -> QuerySet:
        return Unit.objects.visible_to(self.user).with_risk(on=self.today)

    @cached_property
    def sums(self) -> dict:
        """{"count", "closed", "headcount", "annual_revenue"} over the whole filter."""
        return self.matching.aggregate(
            count=Count("*"),
            closed=Count("status", filter=Q(status="closed")),
            headcount=Sum("headcount"),
            annual_revenue=Sum("annual_revenue"),
        )

    def load(self, ids: list[int]) -> list:
        """The departments of these ids, found among those one may see, with all that a row shows; in one query."""
        return lines_of(ids, hidden=self.hidden, today=self.today)
