"""Who takes part in a talk of a series on a day: people by name, and whoever holds a responsibility for its
departments at that time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from contacts.holding import people_of
from contacts.models import Contact, Function
from units import tree
from units.models import Unit

OUR_SIDE = "Our side"


@dataclass(frozen=True)
class Seat:
    """One person in one talk, with what they are at that time. One of `contact` and `user` is given."""

    contact: Contact | None = None
    user: object | None = None
    unit: Unit | None = None
    title: str = ""

    @property
    def key(self) -> tuple[str, int]:
        return ("contact", self.contact.pk) if self.contact else ("user", self.user.pk)

    @property
    def person(self):
        return self.contact or self.user


@dataclass
class Table:
    """Whom a series names. `missing` says for which department nobody holds a responsibility; filled by `seats`."""

    units: Sequence[Unit]
    functions: Sequence[Function] = ()
    contacts: Sequence[Contact] = ()
    users: Sequence = ()
    liaison: object | None = None
    missing: list[str] = field(default_factory=list)
    _paths: dict = field(default_factory=dict)

    def seats(self, *, on: date) -> list[Seat]:
        """Each person once: our side first, then by responsibility, then by name."""
        found: dict[tuple[str, int], Seat] = {}
        self.missing = []
        for seat in [*self._ours(on), *self._answering(on), *self._named(on)]:
            found.setdefault(seat.key, seat)
        return list(found.values())

    def _ours(self, on: date) -> Iterable[Seat]:
        people = [self.liaison, *self.users] if self.liaison else self.users
        for user in people:
            if user.is_active and not user.access_ended(on=on):
                yield Seat(user=user, title=OUR_SIDE if user == self.liaison else "")

    def _answering(self, on: date) -> Iterable[Seat]:
        if not self.functions:
            return
        for unit in self.units:
            holders = people_of(unit, self._path(unit), on=on, things=False)
            for function in self.functions:
                first = holders.of(function.code).first
                if first is None:
                    self.missing.append(f"{function.name} of {unit.name}")
                    continue
                yield Seat(contact=first.contact, unit=unit, title=function.name)

    def _named(self, on: date) -> Iterable[Seat]:
        units = {unit.pk: unit for unit in self.units}
        for contact in self.contacts:
            if contact.is_here(on):
                yield Seat(contact=contact, unit=units.get(contact.home_unit_id), title=contact.title)

    def _path(self, unit: Unit) -> list[int]:
        """Whose people answer where the unit has none, the nearest first."""
        if not self._paths:
            above = tree.ancestors_and_answering([one.pk for one in self.units])[1]
            self._paths = {one.pk: [up[0] for up in reversed(above[one.pk])] for one in self.units}
        return self._paths[unit.pk]


def table_of(series) -> Table:
    """Whom a saved series names. Four queries."""
    people = list(series.participants.select_related("contact", "function", "user").order_by("pk"))
    return Table(
        units=[one.unit for one in series.series_units.select_related("unit").order_by("pk")],
        functions=[one.function for one in people if one.function_id],
        contacts=[one.contact for one in people if one.contact_id],
        users=[one.user for one in people if one.user_id],
        liaison=series.liaison,
    )
