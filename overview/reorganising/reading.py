"""Reorganisations in words: which departments, what became of them, and what can be done about one now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from overview.models import Reorganisation, ReorganisationUnit
from overview.record.addresses import department_page
from overview.reorganising.plan import Plan, plan_of
from overview.reorganising.preview import listed
from units.models import Unit

Kind, State = Reorganisation.Kind, Reorganisation.State
MARKS = {
    State.PREPARED: "mk", State.DONE: "mk mk-kept", State.FAILED: "mk mk-harm", State.CANCELLED: "mk",
    State.UNDONE: "mk mk-half",
}  # fmt: skip
NAMED = 3


@dataclass(frozen=True)
class Place:
    """A department, or a body outside; without an address where the reader may not open it."""

    name: str
    href: str = ""
    id: int = 0


# What happens to a department that is the same before and after.
SAME = {
    Kind.MOVE: ("moves", "move"),
    Kind.RENAME: ("has a new name", "have new names"),
    Kind.LEADERSHIP: ("has a new head", "have new heads"),
    Kind.ACQUISITION: ("is acquired", "are acquired"),
}


@dataclass(frozen=True)
class Sides:
    kind: str
    before: list[Place]
    after: list[Place]

    @property
    def title(self) -> str:
        """“Print and Web become Brand”."""
        if not self.after:
            return _said(self.before, "closes", "close")
        if not self.before:
            return _said(self.after, "comes from outside", "come from outside")
        names = {place.name for place in self.before}
        gone = [place for place in self.before if place.name not in {one.name for one in self.after}]
        new = [place for place in self.after if place.name not in names]
        if not gone and not new:
            return _said(self.before, *SAME.get(self.kind, ("is reorganised", "are reorganised")))
        if self.kind == Kind.ACQUISITION:
            return f"{_said(gone or self.before, 'becomes', 'become')} {_some(self.after)}"
        if not new:
            return f"{_said(gone, 'merges', 'merge')} into {_some(self.after)}"
        if not gone and self.kind == Kind.SPLIT:
            return f"{_some(new)} split off from {_some(self.before)}"
        return f"{_said(self.before, 'becomes', 'become')} {_some(self.after)}"


def _said(places: list[Place], one: str, many: str) -> str:
    return f"{_some(places)} {one if len(places) == 1 else many}"


def _some(places: list[Place]) -> str:
    names = [place.name for place in places[:NAMED]]
    return f"{', '.join(names)} and {len(places) - NAMED} more" if len(places) > NAMED else listed(names)


def sides_of(events: Iterable[Reorganisation], user) -> dict[int, Sides]:
    """Of each, whom it touched or will touch. Two questions, however many there are."""
    events = list(events)
    rows = ReorganisationUnit.objects.filter(reorganisation__in=events).select_related("unit").order_by("pk")
    found: dict[int, list[ReorganisationUnit]] = {event.pk: [] for event in events}
    for row in rows:
        found[row.reorganisation_id].append(row)
    plans = {event.pk: plan_of(event.plan) for event in events if not found[event.pk] and event.plan}
    wanted = {pk for plan in plans.values() for pk in plan.touched}
    wanted |= {row.unit_id for some in found.values() for row in some if row.unit_id}
    seen = {
        unit.pk: unit for unit in Unit.objects.visible_to(user).filter(pk__in=wanted).only("code", "name")
    }
    return {
        event.pk: _planned(event.kind, plans[event.pk], seen)
        if event.pk in plans
        else _done(event.kind, found[event.pk], seen)
        for event in events
    }


def _done(kind: str, rows: list[ReorganisationUnit], seen: dict[int, Unit]) -> Sides:
    def places(side: str) -> list[Place]:
        return [
            _place(row.unit, seen) if row.unit_id else Place(row.outside) for row in rows if row.side == side
        ]

    return Sides(kind, places(ReorganisationUnit.Side.BEFORE), places(ReorganisationUnit.Side.AFTER))


def _place(unit: Unit, seen: dict[int, Unit]) -> Place:
    return Place(unit.name, department_page(unit.code) if unit.pk in seen else "", unit.pk)


def _planned(kind: str, plan: Plan, seen: dict[int, Unit]) -> Sides:
    own = [_place(seen[pk], seen) for pk in plan.units if pk in seen]
    heirs = [_place(seen[pk], seen) for pk in plan.heirs if pk in seen] + [
        Place(one.name) for one in plan.new
    ]
    outside = [Place(plan.outside)] if plan.outside else []
    if kind == Kind.ACQUISITION:
        return Sides(kind, outside + own, heirs + own)
    if kind == Kind.MERGER:
        return Sides(kind, own + [place for place in heirs if place.id], heirs)
    if kind in (Kind.SPLIT, Kind.REPLACEMENT, Kind.CLOSURE):
        return Sides(kind, own, heirs + outside + (own if plan.stays else []))
    if kind == Kind.RENAME and plan.name:
        return Sides(kind, own, [Place(plan.name)])
    return Sides(kind, own, own)


def story(event: Reorganisation, user, *, today: date) -> dict:
    """What the page of one says to this reader."""
    sides = sides_of([event], user)[event.pk]
    team = user.has_perm("units.view_every_unit")
    can = user.has_perm("overview.reorganise")
    done = event.state == State.DONE and event.save_group is not None
    return {
        "event": event,
        "sides": sides,
        "title": sides.title,
        "mark": MARKS[event.state],
        "said": event.plan.get("said", []) if team else [],
        "readers": _readers(event) if event.embargoed and event.is_waiting else [],
        "team": team,
        "today": today,
        "late": event.is_waiting and event.effective_on is not None and event.effective_on <= today,
        "can_change": can and event.is_waiting,
        "can_undo": can and done,
        "record": reverse("change", args=[event.save_group]) if event.save_group else "",
    }


def _readers(event: Reorganisation) -> list[str]:
    named = list(event.readers.order_by("user__name").values_list("user__name", flat=True))
    return sorted({*named, *([event.prepared_by.name] if event.prepared_by else [])})
