"""What stands in the way of a reorganisation, in sentences, each with the field it is about."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from common import words
from contacts.models import Assignment, Contact
from overview.models import Reorganisation, ReorganisationUnit
from overview.reorganising.plan import Plan, plan_of
from units import rules, tree
from units.choices import Status
from units.doors import units_coded
from units.models import FormerCode, Unit

Kind = Reorganisation.Kind
Problem = tuple[str, str]
ENDING = {Kind.MERGER, Kind.SPLIT, Kind.REPLACEMENT, Kind.CLOSURE}


def problems(kind: str, plan: Plan, *, on: date, others) -> list[Problem]:
    """(field, sentence) of all that forbids it. `others`: reorganisations it must not meet on that day."""
    wanted = plan.touched | ({plan.parent} if plan.parent else set())
    units = Unit.objects.in_bulk(wanted)
    if len(units) < len(wanted):
        # Its entry was taken back after this was prepared.
        return [("units", "One of its departments is no longer in the inventory.")]
    mine = [units[pk] for pk in plan.units if pk in units]
    heirs = [units[pk] for pk in plan.heirs if pk in units]
    found = [*_standing(mine, heirs, units.get(plan.parent), on)]
    found += _one_a_day(plan, on, others)
    found += _of_kind(kind, plan, mine, heirs)
    found += _new_codes(plan)
    return found


def _standing(mine: list[Unit], heirs: list[Unit], parent: Unit | None, on: date) -> Iterable[Problem]:
    for unit in mine:
        if unit.status == Status.CLOSED:
            yield "units", f"{unit.name} is closed already."
        if unit.opened_on and on < unit.opened_on:
            opened = words.day(unit.opened_on, today=on)
            yield "effective_on", f"{unit.name} opened on {opened}; this day lies before."
    for unit in heirs:
        if unit.status == Status.CLOSED:
            yield "heirs", f"{unit.name} is closed and can take nothing over."
        if unit.opened_on and on < unit.opened_on:
            opened = words.day(unit.opened_on, today=on)
            yield "effective_on", f"{unit.name} opened on {opened}; this day lies before."
    if parent is not None and parent.status == Status.CLOSED:
        yield "parent", f"{parent.name} is closed; nothing new can belong to it."


def _one_a_day(plan: Plan, on: date, others) -> Iterable[Problem]:
    """Of two on one day nobody could say which came first, unless both only bring something to the same department."""
    own, every = set(plan.units), plan.touched
    names = None
    for event, before, after in _on_that_day(on, others):
        met = (own & (before | after)) | (every & before)
        if met:
            names = names or dict(Unit.objects.filter(pk__in=every).values_list("pk", "name"))
            who = names.get(min(met), "It")
            yield (
                "effective_on",
                f"{who} is part of another reorganisation on that day ({event.get_kind_display().lower()}). "
                "Choose another day, or change that one.",
            )


def _on_that_day(on: date, others) -> Iterable[tuple[Reorganisation, set[int], set[int]]]:
    events = {event.pk: event for event in others.filter(effective_on=on)}
    sides = {pk: (set(), set()) for pk in events}
    rows = ReorganisationUnit.objects.filter(reorganisation__in=events, unit__isnull=False)
    for pk, side, unit in rows.values_list("reorganisation", "side", "unit"):
        sides[pk][side == ReorganisationUnit.Side.AFTER].add(unit)
    for pk, event in events.items():
        before, after = sides[pk]
        if event.is_waiting:
            plan = plan_of(event.plan)
            before, after = set(plan.units), set(plan.heirs)
        elif event.kind == Kind.MERGER:
            before = before - after  # whoever takes the others in stands on both sides
        yield event, before, after


def _of_kind(kind: str, plan: Plan, mine: list[Unit], heirs: list[Unit]) -> Iterable[Problem]:
    if kind in ENDING:
        yield from _heirs(kind, plan, mine, heirs)
    if kind == Kind.MOVE or (kind == Kind.ACQUISITION and plan.parent):
        yield from _moves(plan, mine)
    if kind == Kind.RENAME:
        yield from _renames(plan, mine)
    if kind == Kind.LEADERSHIP:
        yield from _leads(plan, mine)


def _heirs(kind: str, plan: Plan, mine: list[Unit], heirs: list[Unit]) -> Iterable[Problem]:
    for unit in mine:
        if unit in heirs:
            said = "split into itself; say that it goes on" if kind == Kind.SPLIT else "its own successor"
            yield "heirs", f"{unit.name} cannot be {said}."
        elif kind == Kind.MERGER:
            below = set(Unit.objects.below(unit.pk).filter(pk__in=plan.heirs).values_list("pk", flat=True))
            for heir in heirs:
                if heir.pk in below:
                    yield (
                        "heirs",
                        f"{heir.name} lies below {unit.name}: a department cannot merge into a part of its own. "
                        f"Move {heir.name} first, or merge it into {unit.name}.",
                    )
    if plan.parent and not plan.stays:
        for unit in mine:
            if plan.new and Unit.objects.below(unit.pk).filter(pk=plan.parent).exists():
                yield "parent", f"What is new cannot belong below {unit.name}, which closes."


def _moves(plan: Plan, mine: list[Unit]) -> Iterable[Problem]:
    for unit in mine:
        if plan.parent and tree.would_circle(unit.pk, plan.parent):
            yield "parent", f"{unit.name} cannot belong to itself or to a part of its own."
        elif unit.parent_id == plan.parent:
            yield "parent", f"{unit.name} stands there already."


def _renames(plan: Plan, mine: list[Unit]) -> Iterable[Problem]:
    for unit in mine:
        if unit.name == plan.name and (not plan.code or plan.code == unit.code):
            yield "name", f"{unit.name} is called so already."
        if plan.code and plan.code.lower() != unit.code.lower():
            yield from _code(plan.code, "code", but=unit.pk)


def _leads(plan: Plan, mine: list[Unit]) -> Iterable[Problem]:
    person = Contact.objects.filter(pk=plan.leader).first()
    if person is None:
        yield "leader", "Choose who leads from then on."
        return
    for unit in mine:
        leads = Assignment.objects.of_units().filter(
            Q(until__isnull=True), unit=unit, function__code="head", contact=person, priority=1
        )
        if leads.exists():
            yield "leader", f"The person chosen leads {unit.name} already."


def _new_codes(plan: Plan) -> Iterable[Problem]:
    seen: set[str] = set()
    for one in plan.new:
        if one.code.lower() in seen:
            yield "new", f"The code {one.code} stands there twice."
        seen.add(one.code.lower())
        yield from _code(one.code, "new")


def _code(code: str, field: str, *, but: int | None = None) -> Iterable[Problem]:
    if problem := rules.code_problem(code):
        yield field, problem
        return
    taken = units_coded(code).exclude(pk=but).first()
    if taken is not None:
        yield field, f"{taken.name} has the code {code}. Each department needs one of its own."
        return
    had = FormerCode.objects.filter(code__iexact=code).exclude(unit=but).select_related("unit").first()
    if had is not None:
        yield field, f"{had.unit.name} had the code {code} before; files that still use it would go wrong."
