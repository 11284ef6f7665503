"""Closing a department with what comes after it, and taking a closing back. Touches every floor that knows units."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from common.history import recording
from contacts.actions import handing_over as people
from overview.handing_over import heir_of, nothing_follows
from overview.models import Reorganisation, ReorganisationUnit
from units.actions import change_unit, close_unit, reopen_unit
from units.actions import handing_over as value
from units.models import Unit

BEFORE, AFTER = ReorganisationUnit.Side.BEFORE, ReorganisationUnit.Side.AFTER


@transaction.atomic
def close_department(
    unit: Unit,
    *,
    closed_on: date,
    successors: Iterable[Unit] = (),
    outside: str = "",
    parts_to: Unit | None = None,
    move_parts: bool = False,
    by,
    reason: str,
) -> Reorganisation:
    """Closes the unit and records what came of it, as one save.

    `move_parts` puts its open parts under `parts_to`, or at the top for None; else there must be none.
    Raises ValidationError where a rule is broken; then nothing is written.
    """
    successors = list(successors)
    with recording(by=by, reason=reason):
        if move_parts:
            _move_parts(unit, parts_to, by=by, reason=reason)
        close_unit(unit, closed_on=closed_on, by=by, reason=reason)
        event = Reorganisation(kind=_kind(successors, outside), effective_on=closed_on, note=reason)
        event.full_clean()
        event.save()
        _side(event, BEFORE, unit=unit)
        for successor in successors:
            _side(event, AFTER, unit=successor)
        if outside:
            _side(event, AFTER, outside=outside)
        _hand_over(unit, successors, outside, by=by, on=closed_on, reason=reason)
    return event


def _hand_over(unit: Unit, heirs: list[Unit], outside: str, *, by, on: date, reason: str) -> None:
    """To the one successor; where there are several nobody can say who gets what, and everything stays."""
    heir = heir_of(heirs, outside=bool(outside))
    if heir or nothing_follows(heirs, outside=bool(outside)):
        value.hand_over(unit, heir, by=by, on=on, reason=reason)
        people.hand_over(unit, heir, by=by, on=on, reason=reason)


@transaction.atomic
def reopen_department(unit: Unit, *, by, reason: str) -> None:
    """Takes the closing back, and with it the event that named the successor. Parts that moved stay where they are."""
    with recording(by=by, reason=reason):
        endings = list(_endings(unit))
        reopen_unit(unit, by=by, reason=reason)
        for event in endings:
            event.delete()


def open_parts(unit: Unit):
    """Departments directly below that are not closed."""
    return Unit.objects.filter(parent=unit.pk).current()


def _move_parts(unit: Unit, to: Unit | None, *, by, reason: str) -> None:
    """A successor from below first takes the unit's own place, so that the others can stand below it."""
    if to is not None and Unit.objects.below(unit.pk).filter(pk=to.pk).exists():
        to = Unit.objects.select_for_update().get(pk=to.pk)
        change_unit(to, values={"parent": unit.parent}, by=by, reason=reason)
    for part in open_parts(unit).select_for_update():
        change_unit(part, values={"parent": to}, by=by, reason=reason)


def _kind(successors: list, outside: str) -> str:
    heirs = len(successors) + bool(outside)
    if heirs == 0:
        return Reorganisation.Kind.CLOSURE
    return Reorganisation.Kind.REPLACEMENT if heirs == 1 else Reorganisation.Kind.SPLIT


def _side(event: Reorganisation, side: str, **named) -> None:
    row = ReorganisationUnit(reorganisation=event, side=side, **named)
    row.full_clean()
    row.save()


def _endings(unit: Unit):
    """Events that say nothing but the end of this one unit on the day it was closed."""
    sides = ReorganisationUnit.objects.filter(reorganisation=OuterRef("pk"), side=BEFORE)
    return Reorganisation.objects.filter(
        Exists(sides.filter(unit=unit.pk)),
        ~Exists(sides.exclude(unit=unit.pk)),
        effective_on=unit.closed_on,
        kind__in=[Reorganisation.Kind.CLOSURE, Reorganisation.Kind.REPLACEMENT, Reorganisation.Kind.SPLIT],
    )
