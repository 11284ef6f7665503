"""Planning a review, changing the plan, and settling beforehand who answers or what is left out."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from contacts.models import Contact
from reviews import reviewers, scope, standing
from reviews.choices import CycleState
from reviews.models import Arrangement, Cycle
from reviews.rehearsal import named
from units.models import Unit

PLANNED, CHANGED, REMOVED = "A review was planned", "The plan of a review was changed", "The plan was dropped"
ARRANGED, UNDONE = "Settled before the review opens", "Back to whoever answers by right"
ONLY_PLANNED = "“{}” was opened already; its plan cannot be changed any more."
BOTH = "{}: “{}” asks the same in that time. Choose other days or other departments."


@transaction.atomic
def plan_cycle(cycle: Cycle, *, by, reason: str = PLANNED) -> Cycle:
    """Raises ValidationError where no department fits, or another review asks one of them in that time."""
    return _kept(cycle, by=by, reason=reason)


@transaction.atomic
def change_cycle(cycle: Cycle, *, by, reason: str = CHANGED) -> Cycle:
    locked(cycle)
    return _kept(cycle, by=by, reason=reason)


@transaction.atomic
def drop_cycle(cycle: Cycle, *, by, reason: str = REMOVED) -> None:
    """A plan that nobody wants any more. What was opened stays."""
    found = locked(cycle)
    with recording(by=by, reason=reason):
        for one in found.arrangements.all():
            one.delete()
        found.delete()


@transaction.atomic
def let_answer(cycle: Cycle, units: Iterable[Unit], *, who: Contact, reason: str, by, on: date) -> int:
    """Somebody else answers for these. Raises ValidationError where they could not."""
    units = list(units)
    ground = standing.read(units, on=on, until=max(cycle.due_on, on), also=[who])
    for unit in units:
        if problem := reviewers.given(who, unit, ground, today=on).problem:
            raise ValidationError({"who": problem})
    return _arrange(cycle, units, reviewer=who, reason=reason, by=by)


@transaction.atomic
def leave_out(cycle: Cycle, units: Iterable[Unit], *, reason: str, by) -> int:
    return _arrange(cycle, units, reviewer=None, reason=reason, by=by)


@transaction.atomic
def undo_arrangement(cycle: Cycle, units: Iterable[Unit], *, by) -> int:
    found = list(locked(cycle).arrangements.filter(unit__in=list(units)))
    with recording(by=by, reason=UNDONE):
        for one in found:
            one.delete()
    return len(found)


def locked(cycle: Cycle) -> Cycle:
    """The plan as it is now; ValidationError where it was opened."""
    found = Cycle.objects.select_for_update(of=("self",)).select_related("run_by").get(pk=cycle.pk)
    if found.state != CycleState.PLANNED:
        raise ValidationError(ONLY_PLANNED.format(found))
    return found


def _arrange(cycle: Cycle, units: Iterable[Unit], *, reviewer, reason: str, by) -> int:
    found = locked(cycle)
    units = list(units)
    before = {one.unit_id: one for one in found.arrangements.filter(unit__in=units)}
    with recording(by=by, reason=ARRANGED):
        for unit in units:
            one = before.get(unit.pk) or Arrangement(cycle=found, unit=unit)
            one.reviewer, one.reason = reviewer, reason.strip()
            one.full_clean()
            one.save()
    return len(units)


def _kept(cycle: Cycle, *, by, reason: str) -> Cycle:
    cycle.full_clean()
    meant = scope.of(cycle)
    if meant.problems:
        raise ValidationError({"scope": meant.problems})
    refuse_overlap(cycle, meant)
    with recording(by=by, reason=reason):
        cycle.save()
    return cycle


def refuse_overlap(cycle: Cycle, meant: scope.Scope) -> None:
    """No department is asked by two reviews at once: neither by another plan, nor by one that is open."""
    ids = set(meant.units.values_list("pk", flat=True))
    if not ids:
        raise ValidationError({"scope": scope.EMPTY})
    same_time = Cycle.objects.exclude(state=CycleState.CLOSED).filter(
        opens_on__lte=cycle.due_on, due_on__gte=cycle.opens_on
    )
    for other in same_time.exclude(pk=cycle.pk).select_related("run_by").order_by("opens_on", "pk"):
        if both := ids & _ids_of(other):
            names = Unit.objects.filter(pk__in=both).order_by("name").values_list("name", flat=True)
            raise ValidationError({"scope": BOTH.format(named(list(names)), other)})


def _ids_of(other: Cycle) -> set[int]:
    if other.state == CycleState.OPEN:
        return set(other.reviews.unanswered().values_list("unit", flat=True))
    left_out = other.arrangements.filter(reviewer__isnull=True).values("unit")
    return set(scope.of(other).units.exclude(pk__in=left_out).values_list("pk", flat=True))
