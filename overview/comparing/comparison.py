"""A comparison as a person looks at it: within a part of the organisation, by department, counted, a page at a time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from common import asof, lists
from overview.comparing.asked import Asked
from overview.comparing.differences import Change, Difference, differences
from overview.comparing.kinds import compared_models
from overview.comparing.places import Place, Places, places
from overview.record.words import kind_of

PAGE = 50
_CHANGES = {change: step for step, change in enumerate(Change)}


@dataclass(frozen=True)
class Counted:
    """How much of one kind of thing differs; `by_change` in the order of `Change`."""

    label: str
    kind: str
    total: int
    by_change: list[tuple[Change, int]]


class Comparison:
    """Two days beside each other, for one reader. Two queries, whatever there is."""

    def __init__(self, asked: Asked):
        self.asked = asked
        self.first, self.last = asked.days
        self.moments = asof.end_of(self.first), asof.end_of(self.last)

    @cached_property
    def places(self) -> Places:
        return places(self.asked.user, *self.moments)

    @cached_property
    def scope(self) -> frozenset[int] | None:
        """Ids of the departments that are asked for; None for all."""
        unit = self.asked.unit
        if unit is None:
            return None
        return self.places.below(unit.pk) if self.asked.below else frozenset([unit.pk])

    @property
    def called(self) -> str:
        """The name of the department that is asked for, as it was at the later moment."""
        unit = self.asked.unit
        place = self.places.by_id.get(unit.pk)
        return place.name if place else unit.name

    @cached_property
    def everything(self) -> list[Difference]:
        """What differs within the part that is asked for."""
        found = differences(self.asked.user, *self.moments)
        if self.scope is None:
            return found
        return [one for one in found if not self.scope.isdisjoint(one.units)]

    @cached_property
    def shown(self) -> list[Difference]:
        """Of that, what the address narrows it to: by department, what it is, what became of it."""
        asked = self.asked
        fitting = (
            one
            for one in self.everything
            if (asked.change is None or one.change == asked.change)
            and (asked.kind is None or one.model is asked.kind)
            and (not asked.late or one.late)
        )
        return sorted(fitting, key=self._order)

    def _order(self, one: Difference) -> tuple:
        place = self.place(one)
        where = (place is None, place.name.lower() if place else "", place.id if place else 0)
        return *where, self._kinds[one.model], _CHANGES[one.change], one.label.lower(), one.object_id

    @cached_property
    def _kinds(self) -> dict[type, int]:
        return {model: step for step, model in enumerate(compared_models())}

    def place(self, one: Difference) -> Place | None:
        """The department under which a difference stands: the first it is about that was asked for."""
        seen = self.places.by_id
        return next(
            (seen[pk] for pk in one.units if pk in seen and (self.scope is None or pk in self.scope)), None
        )

    @cached_property
    def counted(self) -> list[Counted]:
        """By kind of thing, of everything within the part."""
        found = Counter((one.model, one.change) for one in self.everything)
        counted = []
        for model in compared_models():
            by_change = [(change, found[model, change]) for change in Change]
            if total := sum(number for _, number in by_change):
                label = kind_of(model, many=True).capitalize()
                counted.append(Counted(label, model._meta.label_lower, total, by_change))
        return counted

    @cached_property
    def totals(self) -> list[tuple[Change, int]]:
        found = Counter(one.change for one in self.everything)
        return [(change, found[change]) for change in Change]

    @cached_property
    def late(self) -> int:
        return sum(one.late for one in self.everything)

    def page(self, number: int) -> lists.Page:
        return lists.page_at(number, len(self.shown), lambda start, end: self.shown[start:end], size=PAGE)

    def by_place(self, found: Iterable[Difference]) -> list[tuple[Place | None, list[Difference]]]:
        """What is in the order of `shown`, department by department."""
        return [(place, list(some)) for place, some in groupby(found, key=self.place)]
