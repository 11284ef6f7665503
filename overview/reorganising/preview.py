"""What a reorganisation will do, as sentences to read before anything is done; kept beside it once it is done."""

from collections.abc import Iterable
from datetime import date, datetime

from common.words import count
from contacts.functions import HEAD
from contacts.models import Assignment, Contact
from overview.models import Reorganisation
from overview.reorganising.holdings import KINDS, Group, holdings
from overview.reorganising.plan import NOBODY, STAY, Plan, Share, to_new, to_unit
from units.models import Unit
from units.shares import Thing

Kind = Reorganisation.Kind
NAMED = 3


def sentences(kind: str, plan: Plan, *, on: date, at: datetime) -> list[str]:
    """One for each thing that happens."""
    names = names_of(plan)
    units = list(Unit.objects.filter(pk__in=plan.units).select_related("parent").order_by("name", "pk"))
    if kind == Kind.MOVE:
        where = f"belongs to {names[to_unit(plan.parent)]}" if plan.parent else "stands at the top"
        return [f"{unit.name} {where}, with everything below it." for unit in units]
    if kind == Kind.RENAME:
        return [_renamed(unit, plan) for unit in units]
    if kind == Kind.LEADERSHIP:
        return [sentence for unit in units for sentence in _led(unit, plan, on)]
    if kind == Kind.ACQUISITION:
        return _acquired(units, plan, names)
    return _ended(units, plan, names, on, at)


def names_of(plan: Plan) -> dict[str, str]:
    """What each place of the plan is called."""
    ids = plan.touched | ({plan.parent} if plan.parent else set())
    named = {to_unit(pk): name for pk, name in Unit.objects.filter(pk__in=ids).values_list("pk", "name")}
    return named | {to_new(index): one.name for index, one in enumerate(plan.new)}


def listed(names: Iterable[str]) -> str:
    names = list(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _renamed(unit: Unit, plan: Plan) -> str:
    said = f"{unit.name} is called {plan.name} from then on"
    if plan.code and plan.code != unit.code:
        said += f", and its code is {plan.code}; files that still say {unit.code} find it"
    return f"{said}."


def _led(unit: Unit, plan: Plan, on: date) -> Iterable[str]:
    person = Contact.objects.filter(pk=plan.leader).first()
    held = Assignment.objects.of_units().filter(unit=unit, function__code=HEAD, priority=1).current(on=on)
    before = held.select_related("contact").first()
    yield f"{person} leads {unit.name} from that day on."
    if before is not None:
        yield f"{before.contact} leads it until the day before."
    if plan.access:
        yield "Who may act for it follows: the new head where they sign in, the one before no longer."


def _acquired(units: list[Unit], plan: Plan, names: dict[str, str]) -> list[str]:
    where = f" It belongs to {names[to_unit(plan.parent)]}." if plan.parent else " It stands at the top."
    said = [f"{one.name} ({one.code}) is a new department.{where}" for one in plan.new]
    said += [f"{unit.name} becomes part of the organisation.{where}" for unit in units]
    return said + ([f"Its page says that it came from {plan.outside}."] if plan.outside else [])


def _ended(units: list[Unit], plan: Plan, names: dict, on: date, at: datetime) -> list[str]:
    said = [f"{one.name} ({one.code}) is a new department." for one in plan.new]
    heirs = [names[place] for place in plan.places if place in names] + (
        [plan.outside] if plan.outside else []
    )
    for unit in units:
        if plan.stays:
            said.append(f"{unit.name} goes on and keeps what nobody else gets.")
        else:
            said.append(f"{unit.name} is closed. Its page and its record stay.")
            said.append(_followed(unit, heirs))
        share = plan.share_of(unit.pk)
        groups = holdings(unit, on=on, at=at)
        for group in groups:
            said += _given(unit, group, share, names, plan.stays)
        if groups and not plan.stays and share.rest == STAY:
            said.append(f"With this successor nobody can say who gets what of {unit.name}.")
    return said


def _followed(unit: Unit, heirs: list[str]) -> str:
    if not heirs:
        return f"The page of {unit.name} says that nobody took over."
    return f"The page of {unit.name} names {listed(heirs)} as its successor{'s' if len(heirs) > 1 else ''}."


def _given(unit: Unit, group: Group, share: Share, names: dict, stays: bool) -> Iterable[str]:
    """One sentence for each place that gets something of this kind."""
    by_place: dict[str, list[str]] = {}
    if group.items:
        for pk, text in group.items:
            by_place.setdefault(share.of(group.thing, pk), []).append(text)
    else:
        by_place[share.of(group.thing)] = []
    for place, some in by_place.items():
        if place == STAY and stays:
            continue
        number = len(some) or group.total
        counted = count(number, group.kind.one, group.kind.many)
        named = f" ({_some(some)})" if some and (len(by_place) > 1 or number <= NAMED) else ""
        yield f"{unit.name}: {counted}{named} {_where(place, group, unit, names, number)}."


def _where(place: str, group: Group, unit: Unit, names: dict, number: int) -> str:
    one = number == 1
    if place in (STAY, ""):
        return "stays" if one else "stay"
    if place == NOBODY:
        return _nobody(group.thing, unit, one)
    if group.thing == Thing.ACCESS:
        return f"may act for {names.get(place, 'it')}"
    return f"{'goes' if one else 'go'} to {names.get(place, 'a department that is gone')}"


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
