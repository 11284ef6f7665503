"""The steps of a reorganisation as they are carried out, kind by kind, inside the recording of whoever calls."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError

from contacts.access_state import proposals_for
from contacts.actions import handing_over as people
from contacts.actions.access import settle_access
from contacts.actions.assignments import assign, take_over
from contacts.choices import Priority
from contacts.functions import HEAD
from contacts.models import Assignment, Contact, Function
from dialogues.actions import handing_over as talks
from overview.models import Reorganisation
from overview.reorganising.plan import NOBODY, STAY, Plan, Share, to_new, to_unit
from reviews.actions.handing_over import settle_reviews
from units import tree
from units.actions import change_unit, close_unit, create_unit
from units.actions import handing_over as value
from units.choices import Kind as UnitKind
from units.models import Unit
from units.shares import Shares, Thing

Kind = Reorganisation.Kind
DAY = timedelta(1)


@dataclass
class Doing:
    """One reorganisation while it is carried out. Gives the units before and after by its `before` and `after`."""

    plan: Plan
    units: Mapping[int, Unit]
    on: date
    by: object
    at: datetime
    reason: str

    def __post_init__(self):
        self.mine = [self.units[pk] for pk in self.plan.units]
        self.before: list[Unit] = list(self.mine)
        self.after: list[Unit] = [self.units[pk] for pk in self.plan.heirs]
        self.record = {"by": self.by, "reason": self.reason}

    def run(self, kind: str) -> None:
        STEPS[kind](self)

    def parent(self) -> Unit | None:
        return self.units.get(self.plan.parent)

    # What closes, or gives something away.

    def end(self) -> None:
        """Deeper ones first: a part that ends with its department is closed before it."""
        places = self._places()
        above = tree.ancestors([unit.pk for unit in self.mine])
        for unit in sorted(self.mine, key=lambda unit: (-len(above[unit.pk]), unit.pk)):
            self._end(unit, places)

    def merge(self) -> None:
        self.end()
        self.before += [unit for unit in self.after if unit.pk in self.plan.heirs]

    def _places(self) -> dict[str, Unit]:
        """Every place the plan can name, with the departments that are made now."""
        places = {to_unit(unit.pk): unit for unit in self.after}
        like = self.mine[0]
        for index, one in enumerate(self.plan.new):
            values = {
                "code": one.code, "name": one.name, "kind": like.kind, "opened_on": self.on, "owner": like.owner,
                "parent": self.parent() or self._outside_of_mine(like.parent),
            }  # fmt: skip
            unit = create_unit(values=values, **self.record)
            places[to_new(index)] = unit
            self.after.append(unit)
        return places

    def _outside_of_mine(self, unit: Unit | None) -> Unit | None:
        """What is new is not put below what closes."""
        while unit is not None and unit.pk in self.plan.units:
            unit = unit.parent
        return unit

    def _end(self, unit: Unit, places: dict[str, Unit]) -> None:
        shares = shares_of(self.plan.share_of(unit.pk), unit, places)
        self._parts(unit, shares)
        if self.plan.stays:
            self.after.append(unit)
        else:
            close_unit(unit, closed_on=self.on, **self.record)
        with_day = {**self.record, "on": self.on}
        value.hand_over(unit, shares, **with_day)
        people.hand_over(unit, shares, **with_day)
        talks.hand_over(unit, shares, **with_day, at=self.at)
        if not self.plan.stays:
            settle_reviews(unit, **self.record, at=self.at)

    def _parts(self, unit: Unit, shares: Shares) -> None:
        """An heir from below first takes the unit's own place, so that the others can stand below it."""
        parts = Unit.objects.filter(parent=unit.pk).current().order_by("pk").select_for_update(of=("self",))
        for part in parts:
            heir = shares.heir(Thing.PARTS, part.pk)
            if heir is not None and heir.pk == unit.pk:
                continue
            if heir is not None and heir.pk == part.pk:
                heir = unit.parent
            elif heir is not None and Unit.objects.below(unit.pk).filter(pk=heir.pk).exists():
                risen = Unit.objects.get(pk=heir.pk)
                change_unit(risen, values={"parent": unit.parent}, **self.record)
            # Raised by the line above, as an heir that stood deeper.
            part.refresh_from_db()
            change_unit(part, values={"parent": unit.parent if heir is None else heir}, **self.record)

    # What goes on.

    def move(self) -> None:
        for unit in self.mine:
            change_unit(unit, values={"parent": self.parent()}, **self.record)
        self.after = list(self.mine)

    def rename(self) -> None:
        for unit in self.mine:
            values = {"name": self.plan.name} | ({"code": self.plan.code} if self.plan.code else {})
            change_unit(unit, values=values, **self.record)
        self.after = list(self.mine)

    def acquire(self) -> None:
        for one in self.plan.new:
            values = {
                "code": one.code,
                "name": one.name,
                "kind": UnitKind.SUBSIDIARY,
                "parent": self.parent(),
                "opened_on": self.on,
            }
            self.after.append(create_unit(values=values, **self.record))
        for unit in self.mine:
            kind = UnitKind.SUBSIDIARY if unit.kind == UnitKind.EXTERNAL_PARTNER else unit.kind
            change_unit(unit, values={"parent": self.parent(), "kind": kind}, **self.record)
            self.after.append(unit)

    def lead(self) -> None:
        person = Contact.objects.get(pk=self.plan.leader)
        for unit in self.mine:
            self._lead(unit, person)
        self.after = list(self.mine)

    def _lead(self, unit: Unit, person: Contact) -> None:
        led = Assignment.objects.of_units().filter(unit=unit, function__code=HEAD, priority=Priority.PRIMARY)
        led = led.current(on=self.on).select_related("contact", "function", "unit", "asset", "process")
        held = led.first()
        if held is not None:
            take_over(held, to=person, on=self.on - DAY)
        else:
            function = Function.objects.get(code=HEAD)
            assign(Assignment(contact=person, unit=unit, function=function, since=self.on), **self.record)
        if self.plan.access:
            self._settle_access(unit, person, held)

    def _settle_access(self, unit: Unit, person: Contact, held: Assignment | None) -> None:
        """The new head may act for it if they sign in; whoever led it before no longer, where nothing else says so."""
        left = held.contact.user_id if held is not None else None
        day = max(self.on, self.at.date())
        steps = [
            step.key
            for step in proposals_for(unit, on=day).doable
            if (step.kind == "grant" and step.who == person.pk)
            or (step.kind == "withdraw" and left is not None and step.who == left)
        ]
        if steps:
            settle_access(unit, keys=steps, on=day, **self.record)


def shares_of(share: Share, unit: Unit, places: Mapping[str, Unit]) -> Shares:
    """The plan's words turned into departments."""

    def place(said: str) -> Unit | None:
        if said in ("", STAY):
            return unit
        if said == NOBODY:
            return None
        try:
            return places[said]
        except KeyError:
            raise ValidationError(
                f"One of those who get something of {unit.name} is not part of it any more."
            ) from None

    return Shares(
        place(share.rest or NOBODY),
        {Thing(thing): place(said) for thing, said in share.by_thing.items() if said},
        {_single(key): place(said) for key, said in share.singly.items() if said},
    )


def _single(key: str) -> tuple[Thing, int]:
    thing, _, pk = key.partition(":")
    return Thing(thing), int(pk)


STEPS = {
    Kind.MERGER: Doing.merge,
    Kind.SPLIT: Doing.end,
    Kind.REPLACEMENT: Doing.end,
    Kind.CLOSURE: Doing.end,
    Kind.MOVE: Doing.move,
    Kind.RENAME: Doing.rename,
    Kind.ACQUISITION: Doing.acquire,
    Kind.LEADERSHIP: Doing.lead,
}
