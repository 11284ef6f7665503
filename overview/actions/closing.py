"""Closing a department with what comes after it, which is a reorganisation as any other; and taking a closing back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from common.history import recording
from overview.actions.reorganising import reorganise
from overview.models import Reorganisation, ReorganisationUnit
from overview.reorganising.plan import NOBODY, STAY, Plan, Share, to_unit
from units.actions import reopen_unit
from units.models import Unit
from units.shares import Thing

BEFORE = ReorganisationUnit.Side.BEFORE


@transaction.atomic
def close_department(
    unit: Unit,
    *,
    closed_on: date,
    successors: Iterable[Unit] = (),
    outside: str = "",
    parts_to_successor: bool = False,
    by,
    at: datetime,
    today: date,
    reason: str,
) -> Reorganisation:
    """Closes the unit and records what came of it, as one save. Its open parts move up, or to the one successor.

    Raises ValidationError where a rule is broken; then nothing is written.
    """
    kind, plan = closing_plan(unit, list(successors), outside, parts_to_successor=parts_to_successor)
    return reorganise(kind, plan, on=closed_on, reason=reason, by=by, at=at, today=today)


def closing_plan(
    unit: Unit, successors: list[Unit], outside: str, *, parts_to_successor: bool
) -> tuple[str, Plan]:
    """Everything goes to the one successor there is; with several nobody can say who gets what, and it stays."""
    heirs = [to_unit(heir.pk) for heir in successors]
    rest = heirs[0] if len(heirs) == 1 and not outside else STAY if heirs or outside else NOBODY
    parts = heirs[0] if parts_to_successor and heirs else NOBODY
    share = Share(rest, {Thing.PARTS: parts})
    plan = Plan([unit.pk], [heir.pk for heir in successors], outside=outside, shares={unit.pk: share})
    return _kind(successors, outside), plan


@transaction.atomic
def reopen_department(unit: Unit, *, by, reason: str) -> None:
    """Takes the closing back, and with it the event that named the successor. Parts that moved stay where they are."""
    with recording(by=by, reason=reason):
        endings = list(_endings(unit))
        reopen_unit(unit, by=by, reason=reason)
        for event in endings:
            event.delete()


def closed_by(unit: Unit, user) -> Reorganisation | None:
    """The reorganisation that closed it, where it can be taken back as a whole."""
    ended = ReorganisationUnit.objects.filter(reorganisation=OuterRef("pk"), side=BEFORE, unit=unit)
    events = Reorganisation.objects.visible_to(user).done().filter(Exists(ended), save_group__isnull=False)
    return events.filter(effective_on=unit.closed_on).order_by("-pk").first()


def open_parts(unit: Unit):
    """Departments directly below that are not closed."""
    return Unit.objects.filter(parent=unit.pk).current()


def _kind(successors: list, outside: str) -> str:
    heirs = len(successors) + bool(outside)
    if heirs == 0:
        return Reorganisation.Kind.CLOSURE
    return Reorganisation.Kind.REPLACEMENT if heirs == 1 else Reorganisation.Kind.SPLIT


def _endings(unit: Unit):
    """Events that say nothing but the end of this one unit on the day it was closed."""
    sides = ReorganisationUnit.objects.filter(reorganisation=OuterRef("pk"), side=BEFORE)
    return Reorganisation.objects.filter(
        Exists(sides.filter(unit=unit.pk)),
        ~Exists(sides.exclude(unit=unit.pk)),
        effective_on=unit.closed_on,
        kind__in=[Reorganisation.Kind.CLOSURE, Reorganisation.Kind.REPLACEMENT, Reorganisation.Kind.SPLIT],
    )
