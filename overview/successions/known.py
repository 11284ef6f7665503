"""What the record knows already of the departments that a register speaks of: their reorganisations, both sides."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from overview.models import Reorganisation, ReorganisationUnit

# A side of an event: a department by its id, a body outside the inventory by its folded name.
Party = int | str


@dataclass
class Event:
    """A reorganisation with its sides; new ones have no id yet. `units` are the departments added by a plan."""

    row: Reorganisation
    before: set[Party] = field(default_factory=set)
    after: frozenset[Party] = frozenset()
    adds_before: list = field(default_factory=list)
    adds_after: list = field(default_factory=list)  # departments, and texts for what is not in the inventory

    @property
    def new(self) -> bool:
        return self.row.pk is None


def party(unit_id: int | None, outside: str) -> Party:
    return outside.strip().casefold() if unit_id is None else unit_id


def events_of(units: Iterable[int]) -> list[Event]:
    """Reorganisations in which one of the departments became something, and those in which something became it."""
    touching = ReorganisationUnit.objects.filter(
        unit__in=list(units)
    )  # unscoped: the caller knows these departments
    sides = ReorganisationUnit.objects.filter(  # unscoped: the same
        reorganisation__in=touching.values("reorganisation")
    ).select_related("reorganisation")
    found: dict[int, Event] = {}
    for side in sides.order_by("pk"):
        event = found.setdefault(side.reorganisation_id, Event(side.reorganisation))
        one = party(side.unit_id, side.outside)
        if side.side == ReorganisationUnit.Side.BEFORE:
            event.before.add(one)
        else:
            event.after |= {one}
    return list(found.values())
