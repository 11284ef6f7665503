"""Who holds what for a department on a day: its own people, those above who answer where it has none, who is away and
who covers. Two queries, however many people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from common.prepared import Prepared
from contacts import rules
from contacts.functions import AMBASSADOR, DEPUTY, HEAD
from contacts.models import Absence, Assignment, Contact, Function

# Of these three a department is told when nobody is named.
EXPECTED = (HEAD, DEPUTY, AMBASSADOR)


@dataclass(frozen=True)
class Holder:
    """One person in one responsibility. `inherited_from` is the name of the unit above they hold it for, else empty.
    `away` is the absence that runs on the day; `gone` says that they left, so that nobody can be reached this way."""

    assignment: Assignment
    inherited_from: str = ""
    away: Absence | None = None
    gone: bool = False

    @property
    def contact(self) -> Contact:
        return self.assignment.contact

    @property
    def function(self) -> Function:
        return self.assignment.function

    @property
    def priority(self) -> int:
        return self.assignment.priority

    @property
    def cover(self) -> Contact | None:
        return self.away.cover if self.away else None

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return rules.dialled(self.contact.phone)

    @property
    def for_thing(self) -> bool:
        return bool(self.assignment.asset_id or self.assignment.process_id)

    @property
    def thing(self):
        """The asset or process it is held for; None where it is the unit as a whole."""
        return self.assignment.asset or self.assignment.process


@dataclass(frozen=True)
class Holding:
    """One responsibility for the unit as a whole, with whoever answers: the first before the second."""

    function: Function | None
    holders: Sequence[Holder] = ()
    inherited_from: str = ""

    def __bool__(self) -> bool:
        return any(not holder.gone for holder in self.holders)

    def __iter__(self) -> Iterator[Holder]:
        return iter(self.holders)

    @property
    def first(self) -> Holder | None:
        """Who comes first among those who are still here, away or not."""
        return next((holder for holder in self.holders if not holder.gone), None)


@dataclass(frozen=True)
class Holders:
    """Everybody who answers for one unit. `holdings` are by responsibility, in the order of the list of
    responsibilities; `of_things` those for one asset or process of it; `left_behind` what people of the unit who left
    still hold for it as a whole."""

    on: date
    holdings: dict[str, Holding] = field(default_factory=dict)
    of_things: list[Holder] = field(default_factory=list)
    left_behind: list[Holder] = field(default_factory=list)

    def of(self, code: str) -> Holding:
        """Whoever answers for that responsibility; an empty holding where nobody does."""
        return self.holdings.get(code) or Holding(None)

    def __iter__(self) -> Iterator[Holding]:
        return iter(self.holdings.values())

    @property
    def everybody(self) -> list[Holder]:
        return [holder for holding in self for holder in holding] + self.of_things

    @property
    def missing(self) -> list[str]:
        """Short names of head, deputy and ambassador where nobody is named, here or above."""
        return [code for code in EXPECTED if not self.of(code)]


def people_of(unit, path_ids: Iterable[int], *, on: date, things: bool = True) -> Holders:
    """Whoever answers for `unit` on that day. `path_ids`: ids from the unit upward, the nearest first. Without
    `things` the rows tell that they are for a thing, not for which."""
    near = {unit_id: step for step, unit_id in enumerate(dict.fromkeys([unit.pk, *path_ids]))}
    return gather(unit.pk, near, _HELD(things, unit=unit.pk, near=list(near), on=on), on=on)


# Texts that nobody reads who asks who answers.
UNREAD = (
    "contact__words", "unit__words", "unit__purpose", "unit__security_view", "unit__notes", "unit__team_notes",
    "unit__sources", "unit__pinned", "asset__words", "asset__description", "process__security_implications",
)  # fmt: skip


def _held(things: bool, *, unit: int, near: list[int], on: date):
    """Responsibilities of the unit, and what those above answer for it; `is_away` where an absence runs."""
    path = RawSQL("SELECT unnest(%s::bigint[])", [near])
    above = Q(function__inherits=True, asset=None, process=None)
    # The path includes the unit: by it the rows are found, whichever of the two they are.
    held = Assignment.objects.current(on=on).filter(Q(unit=unit) | above, unit__in=path)
    held = held.annotate(is_away=Exists(Absence.objects.filter(contact=OuterRef("contact")).on(on)))
    unread = UNREAD
    if things:
        held = held.select_related("contact", "function", "unit", "asset", "process")
    else:
        held = held.select_related("contact", "function", "unit")
        unread = [name for name in UNREAD if not name.startswith(("asset", "process"))]
    return held.defer(*unread).in_order()


_HELD = Prepared(_held)


def gather(unit_id: int, near: dict[int, int], held: list[Assignment], *, on: date) -> Holders:
    """The same from assignments already read. `near`: id of a unit → how far above; further units are left out."""
    away = absences_of({one.contact_id for one in held if one.is_away}, on=on)
    own_things = [one for one in held if one.unit_id == unit_id and (one.asset_id or one.process_id)]
    by_function: dict[str, dict[int, list[Assignment]]] = defaultdict(lambda: defaultdict(list))
    for one in held:
        if one.unit_id in near and not one.asset_id and not one.process_id:
            by_function[one.function.code][one.unit_id].append(one)

    def holder(one: Assignment) -> Holder:
        above = one.unit.name if one.unit_id != unit_id else ""
        return Holder(one, above, away.get(one.contact_id), not one.contact.is_here(on))

    found = {}
    for code, by_unit in by_function.items():
        answering = nearest(by_unit, near, on=on)
        rows = [holder(one) for one in by_unit.get(answering, [])]
        if rows:
            found[code] = Holding(rows[0].function, rows, rows[0].inherited_from)
    whole = [holder(one) for by_unit in by_function.values() for one in by_unit.get(unit_id, [])]
    return Holders(on, found, [holder(one) for one in own_things], [one for one in whole if one.gone])


def nearest(by_unit: dict[int, list[Assignment]], near: dict[int, int], *, on: date) -> int | None:
    """The unit whose people answer: the nearest with somebody who is still here, else the nearest there is."""
    order = sorted(by_unit, key=near.__getitem__)
    here = (unit for unit in order if any(one.contact.is_here(on) for one in by_unit[unit]))
    return next(here, order[0] if order else None)


def absences_of(contact_ids: Iterable[int], *, on: date) -> dict[int, Absence]:
    """The absence that runs on the day for each of these people, with who covers; the one that lasts longest."""
    ids = set(contact_ids)
    if not ids:
        return {}
    return {absence.contact_id: absence for absence in _RUNNING(people=list(ids), on=on)}


def _running(*, people: list[int], on: date):
    rows = Absence.objects.filter(contact__in=RawSQL("SELECT unnest(%s::bigint[])", [people])).on(on)
    return rows.select_related("cover").order_by("until", "pk")


_RUNNING = Prepared(_running)
