"""What a reorganisation will do, as sentences to read before anything is done; kept beside it once it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from common.words import count
from contacts.choices import Priority
from contacts.functions import HEAD
from contacts.models import Assignment, Contact
from overview.models import Reorganisation
from overview.reorganising.holdings import KINDS, Group, holdings
from overview.reorganising.plan import NOBODY, STAY, Plan, Share, to_new, to_unit
from units.models import Unit
from units.shares import Thing

Kind = Reorganisation.Kind
NAMED = 3


# What names people. Kept sentences do without: a name in them would outlast the day when it has to be forgotten.
OF_PEOPLE = {Thing.PEOPLE, Thing.DUTIES}


def sentences(kind: str, plan: Plan, *, on: date, at: datetime, people: bool = True) -> list[str]:
    """One for each thing that happens; without the names of `people` for what is kept."""
    return _Telling(plan, on, at, people).of(kind)


def names_of(plan: Plan) -> dict[str, str]:
    """What each place of the plan is called."""
    ids = plan.touched | ({plan.parent} if plan.parent else set())
    named = {to_unit(pk): name for pk, name in Unit.objects.filter(pk__in=ids).values_list("pk", "name")}
    return named | {to_new(index): one.name for index, one in enumerate(plan.new)}


def listed(names: Iterable[str]) -> str:
    names = list(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


@dataclass
class _Telling:
    plan: Plan
    on: date
    at: datetime
    people: bool

    def __post_init__(self):
        self.names = names_of(self.plan)
        rows = Unit.objects.filter(pk__in=self.plan.units).select_related("parent")
        self.units = list(rows.order_by("name", "pk"))

    def of(self, kind: str) -> list[str]:
        special = {
            Kind.MOVE: self.moved, Kind.RENAME: self.renamed, Kind.LEADERSHIP: self.led,
            Kind.ACQUISITION: self.acquired,
        }  # fmt: skip
        return list(special.get(kind, self.ended)())

    def where(self) -> str:
        return (
            f"belongs to {self.names[to_unit(self.plan.parent)]}" if self.plan.parent else "stands at the top"
        )

    def moved(self) -> Iterable[str]:
        return [f"{unit.name} {self.where()}, with everything below it." for unit in self.units]

    def renamed(self) -> Iterable[str]:
        for unit in self.units:
            said = f"{unit.name} is called {self.plan.name} from then on"
            if self.plan.code and self.plan.code != unit.code:
                said += f", and its code is {self.plan.code}; files that still say {unit.code} find it"
            yield f"{said}."

    def led(self) -> Iterable[str]:
        person = Contact.objects.filter(pk=self.plan.leader).first() if self.people else "Somebody else"
        for unit in self.units:
            led = Assignment.objects.of_units().filter(
                unit=unit, function__code=HEAD, priority=Priority.PRIMARY
            )
            before = led.current(on=self.on).select_related("contact").first()
            yield f"{person} leads {unit.name} from that day on."
            if before is not None and self.people:
                yield f"{before.contact} leads it until the day before."
        if self.plan.access:
            yield "Who may act for it follows: the new head where they sign in, the one before no longer."

    def acquired(self) -> Iterable[str]:
        where = self.where()
        for one in self.plan.new:
            yield f"{one.name} ({one.code}) is a new department and {where}."
        for unit in self.units:
            yield f"{unit.name} becomes part of the organisation and {where}."
        if self.plan.outside:
            yield f"Its page says that it came from {self.plan.outside}."

    def ended(self) -> Iterable[str]:
        yield from (f"{one.name} ({one.code}) is a new department." for one in self.plan.new)
        for unit in self.units:
            if self.plan.stays:
                yield f"{unit.name} goes on and keeps what nobody else gets."
            else:
                yield f"{unit.name} is closed. Its page and its record stay."
                yield self.followed(unit)
            yield from self.handed_over(unit)

    def followed(self, unit: Unit) -> str:
        heirs = [self.names[place] for place in self.plan.places if place in self.names]
        heirs += [self.plan.outside] if self.plan.outside else []
        if not heirs:
            return f"The page of {unit.name} says that nobody took over."
        return (
            f"The page of {unit.name} names {listed(heirs)} as its successor{'s' if len(heirs) > 1 else ''}."
        )

    def handed_over(self, unit: Unit) -> Iterable[str]:
        share = self.plan.share_of(unit.pk)
        groups = holdings(unit, on=self.on, at=self.at)
        for group in groups:
            yield from self.given(unit, group, share)
        if groups and not self.plan.stays and share.rest == STAY:
            yield f"With this successor nobody can say who gets what of {unit.name}."

    def given(self, unit: Unit, group: Group, share: Share) -> Iterable[str]:
        """One sentence for each place that gets something of this kind."""
        by_place: dict[str, list[str]] = {}
        for pk, text in group.items:
            by_place.setdefault(share.of(group.thing, pk), []).append(text)
        if not group.items:
            by_place[share.of(group.thing)] = []
        for place, some in by_place.items():
            if place == STAY and self.plan.stays:
                continue
            number = len(some) or group.total
            counted = count(number, group.kind.one, group.kind.many)
            few = some and (len(by_place) > 1 or number <= NAMED)
            named = f" ({_some(some)})" if few and (self.people or group.thing not in OF_PEOPLE) else ""
            of = "" if len(self.units) == 1 else f"{unit.name}: "
            yield f"{of}{counted}{named} {_where(place, group, unit, self.names, number)}."


def _where(place: str, group: Group, unit: Unit, names: dict, number: int) -> str:
    one = number == 1
    if place in (STAY, ""):
        return "stays" if one else "stay"
    if place == NOBODY:
        return _nobody(group.thing, unit, one)
    heir = names.get(place, "a department that is gone")
    if group.thing == Thing.ACCESS:
        return f"may act for {heir} from then on"
    if group.thing == Thing.DUTIES:
        ends, begins = ("ends", "it begins") if one else ("end", "they begin")
        return f"{ends} there on that day; where {heir} has nobody for the same, {begins} there the day after"
    return f"{'goes' if one else 'go'} to {heir}"


def _nobody(thing: Thing, unit: Unit, one: bool) -> str:
    above = unit.parent.name if unit.parent_id else ""
    if thing == Thing.PARTS:
        return (
            (f"{'moves' if one else 'move'} to {above}")
            if above
            else ("stands" if one else "stand") + " at the top"
        )
    if thing in (Thing.PEOPLE, Thing.PROMISES, Thing.TOPICS) and above:
        return f"{'goes' if one else 'go'} to {above}, the department above"
    if thing == Thing.PEOPLE:
        return f"{'stays' if one else 'stay'} on its page"
    if thing in (Thing.PROMISES, Thing.TOPICS):
        return f"{'ends' if one else 'end'} with it"
    return KINDS[thing].ends if not one else _singular(KINDS[thing].ends)


def _singular(ends: str) -> str:
    verb, _, rest = ends.partition(" ")
    verb = "goes" if verb == "go" else f"{verb}s"
    return f"{verb} {rest}".strip()


def _some(texts: list[str]) -> str:
    more = f" and {len(texts) - NAMED} more" if len(texts) > NAMED else ""
    return "; ".join(texts[:NAMED]) + more
