"""The directory as its address asks for it: rows, count and sums, and the conditions that hold."""

from functools import cached_property

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from accounts.audiences import hidden_fields
from common.filtered import FilteredList
from contacts.columns import columns_for
from contacts.filters import ContactFilter
from contacts.lines import lines_of
from contacts.models import Contact
from contacts.sight import sees_everybody


class ContactList(FilteredList):
    """What one request asks of the directory, within the people its user may see."""

    filter_class = ContactFilter
    past = "The directory shows today. What was known on a past day stands in the record."
    sheet_on_demand = True

    def __init__(self, request: HttpRequest):
        self.hidden = hidden_fields(request.user, Contact)
        self.columns = columns_for(request.user)
        super().__init__(request)

    def everything(self) -> QuerySet:
        return Contact.objects.visible_to(self.user).listed()

    @cached_property
    def sums(self) -> dict:
        """{"count", "left", "holding"} over the whole filter."""
        found = self.matching.aggregate(
            count=Count("*"), left=Count("left_on", filter=Q(left_on__lt=self.today))
        )
        return found | {"holding": self._holding()}

    def _holding(self) -> int:
        """How many of them hold a responsibility. Of everybody: whoever is named at all, as the index has it; of all
        that a head sees: whoever is named in what they may know of, for so they see them."""
        held = self.filter.held().order_by()
        if self.filter.form.cleaned_data:
            held = held.filter(contact__in=self.matching.values("pk"))
        elif not sees_everybody(self.user):
            held = held.filter(contact__merged_into__isnull=True)
        return held.aggregate(n=Count("contact", distinct=True))["n"]

    def load(self, ids: list[int]) -> list:
        shown = {column.name for column in self.query.columns}
        return lines_of(ids, user=self.user, hidden=self.hidden, today=self.today, shown=shown)
