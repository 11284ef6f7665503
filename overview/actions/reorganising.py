"""Reorganisations: prepared, changed, called off, carried out at once or on their day, and taken back.

Each is one save with one reason: what closes, what moves, and who gets what, on every floor. There is no other road by
which a department closes.
"""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from common.history.context import current_recording
from common.history.undoing import plan_undo, undo
from dialogues.actions.handing_over import plan_again
from dialogues.models import Participation, Session, SessionUnit
from overview.actions.reorganising_steps import Doing
from overview.models import Reorganisation, ReorganisationReader, ReorganisationUnit
from overview.reorganising.checks import problems
from overview.reorganising.plan import Plan, plan_of
from overview.reorganising.preview import sentences
from units import tree
from units.models import Unit

State = Reorganisation.State
Side = ReorganisationUnit.Side
PREPARED, CALLED_OFF, UNDONE = "Prepared", "Called off", "Taken back"
# Its own rows stay, and say what was done and undone.
KEPT = frozenset({Reorganisation, ReorganisationReader})


@transaction.atomic
def reorganise(
    kind: str,
    plan: Plan,
    *,
    on: date,
    reason: str,
    by,
    at: datetime,
    today: date,
    event: Reorganisation | None = None,
    embargoed: bool = False,
    readers: Iterable = (),
) -> Reorganisation:
    """Carries it out where its day has come, else prepares it; `event` is one prepared before, as it is changed now.

    Raises ValidationError with everything that stands in the way; then nothing is written.
    """
    others = Reorganisation.objects.visible_to(by)
    event = event or Reorganisation()
    _refuse(problems(kind, plan, on=on, others=_active(others).exclude(pk=event.pk)))
    ahead = on > today
    with recording(by=by, reason=reason):
        event.kind, event.effective_on, event.note = kind, on, reason
        event.plan, event.problem, event.state = _kept(kind, plan, on=on, at=at), "", State.PREPARED
        event.embargoed = embargoed and ahead
        event.prepared_by, event.prepared_at = event.prepared_by or by, event.prepared_at or at
        if ahead:
            event.full_clean()
            event.save()
            _name_readers(event, readers if embargoed else (), by)
        else:
            carry_out(event, by=by, at=at)
    return event


def carry_out(event: Reorganisation, *, by, at: datetime) -> None:
    """Inside a recording and a transaction. Raises ValidationError where it does not fit; the caller rolls back."""
    tree.lock()
    plan, on = plan_of(event.plan), event.effective_on
    wanted = plan.touched | ({plan.parent} if plan.parent else set())
    rows = Unit.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    units = {unit.pk: unit for unit in rows.select_related("parent", "owner")}
    _refuse(problems(event.kind, plan, on=on, others=Reorganisation.objects.done().exclude(pk=event.pk)))
    event.plan = _kept(event.kind, plan, on=on, at=at)
    doing = Doing(plan, units, on, by, at, current_recording().reason)
    doing.run(event.kind)
    event.state, event.problem, event.applied_at = State.DONE, "", at
    event.save_group = current_recording().group
    event.full_clean()
    event.save()
    _sides(event, doing, plan)


@transaction.atomic
def cancel(event: Reorganisation, *, by, reason: str = CALLED_OFF) -> None:
    """Only what was not carried out yet."""
    event = Reorganisation.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if not event.is_waiting:
        raise ValidationError("It was carried out already; it can be taken back.")
    with recording(by=by, reason=reason):
        event.state, event.problem = State.CANCELLED, ""
        event.save()


@transaction.atomic
def take_back(event: Reorganisation, *, by, at: datetime, reason: str) -> uuid.UUID:
    """Restores what was there before, as one new change. Raises CannotUndo with what would be lost by it."""
    event = Reorganisation.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if event.state != State.DONE or event.save_group is None:
        raise ValidationError("There is nothing to take back.")
    with recording(by=by, reason=reason):
        talks = _talks(event.save_group)
        group = undo(event.save_group, by=by, reason=reason, keep=KEPT)
        plan_again(talks, by=by, at=at, reason=reason)
        event.state = State.UNDONE
        event.save()
    return group


def in_the_way(event: Reorganisation):
    """What taking it back would do and destroy. Reads only."""
    return plan_undo(event.save_group, keep=KEPT)


def _talks(group: uuid.UUID) -> set[int]:
    """The talks a save touched."""
    found = set(Session.history.model.objects.filter(history_group=group).values_list("id", flat=True))
    for model in (SessionUnit, Participation):
        rows = model.history.model.objects.filter(history_group=group)
        found |= set(rows.values_list("session_id", flat=True))
    return found


def _active(events):
    return events.filter(state__in=(State.PREPARED, State.DONE))


def _refuse(found: Iterable[tuple[str, str]]) -> None:
    said: dict[str, list[str]] = {}
    for field, sentence in found:
        said.setdefault(field, []).append(sentence)
    if said:
        raise ValidationError(said)


def _kept(kind: str, plan: Plan, *, on: date, at: datetime) -> dict:
    """The plan as it is kept, with the words in which it is told and found."""
    units = Unit.objects.filter(pk__in=plan.touched).values_list("name", "code")
    names = [text for unit in units for text in unit] + [
        text for one in plan.new for text in (one.code, one.name)
    ]
    said = sentences(kind, plan, on=on, at=at, people=False)
    return plan.as_json() | {"names": " ".join([*names, plan.outside, plan.name]), "said": said}


def _name_readers(event: Reorganisation, readers: Iterable, by) -> None:
    wanted = {user.pk: user for user in readers if user.pk != event.prepared_by_id}
    if by.pk != event.prepared_by_id and event.embargoed:
        wanted[by.pk] = by  # whoever changes it stays among those who know
    for row in event.readers.select_related("user", "reorganisation"):
        if wanted.pop(row.user_id, None) is None:
            row.delete()
    for user in wanted.values():
        ReorganisationReader(reorganisation=event, user=user).save()


def _sides(event: Reorganisation, doing: Doing, plan: Plan) -> None:
    acquired = event.kind == Reorganisation.Kind.ACQUISITION
    for side, units in ((Side.BEFORE, doing.before), (Side.AFTER, doing.after)):
        for unit in {unit.pk: unit for unit in units}.values():
            _side(event, side, unit=unit)
        if plan.outside and (side == Side.BEFORE) == acquired:
            _side(event, side, outside=plan.outside)


def _side(event: Reorganisation, side: str, **named) -> None:
    row = ReorganisationUnit(reorganisation=event, side=side, **named)
    row.full_clean()
    row.save()
