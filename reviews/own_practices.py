"""Practices for somebody of a department: one department after the other, each against its own past. Nothing here sorts
departments or sets one beside another."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Lower

from common import lists
from common.lists import Query
from reviews.maturity import last_quarter
from reviews.models import MaturityAssessment, Practice
from reviews.unit_practices import UnitPractices, arranged, summary
from units.models import Unit

ALLOWED = {"page", "as_of"}


@dataclass
class Own:
    """One department: what its practices come to, and what moved."""

    page: UnitPractices

    @property
    def summary(self) -> list[str]:
        return summary(self.page)


class OwnPractices:
    """The departments a person may see, a page at a time, in a number of questions that does not grow."""

    def __init__(self, request, *, on):
        self.user, self.on, self.since = request.user, on, last_quarter(on)
        self.problems = [
            f"“{name[:40]}” is not something this list can be narrowed by; it was left out."
            for name in request.GET
            if name not in ALLOWED
        ]
        number = lists.page_number(request.GET, self.problems)
        self.query = Query([], "", [], number, "table", self.problems)

    @cached_property
    def units(self):
        return Unit.objects.visible_to(self.user).current()

    @cached_property
    def total(self) -> int:
        return self.units.count()

    @cached_property
    def practices(self) -> list[Practice]:
        return list(Practice.objects.visible_to(self.user))

    @cached_property
    def page(self):
        """Those somebody judged come first; then by name."""
        seen = MaturityAssessment.objects.visible_to(self.user).until(self.on).filter(unit=OuterRef("pk"))
        order = (Exists(seen).desc(), Lower("name"), F("id"))
        return lists.paginate(self.units.order_by(*order), self.total, self.query, self.load)

    def load(self, ids: list[int]) -> list[Unit]:
        seen = MaturityAssessment.objects.visible_to(self.user).filter(unit__in=ids).until(self.on)
        rows = seen.select_related("practice").order_by("unit", "assessed_on", "pk")
        said = {unit: list(found) for unit, found in groupby(rows, key=lambda one: one.unit_id)}
        units = list(self.units.filter(pk__in=ids))
        for unit in units:
            unit.own = Own(arranged(unit, self.practices, said.get(unit.pk, []), on=self.on))
        return units
