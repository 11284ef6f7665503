"""One talk: planning it without a series, moving it, leaving it out, cancelling it, saying that it did not take place.

Which step is open when says `dialogues.states`. Opening, writing and closing are elsewhere.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from dialogues import invitations, states
from dialogues.actions.calling_off import call_off, end_series
from dialogues.actions.seating import seat
from dialogues.choices import SessionState
from dialogues.models import Session, SessionUnit
from dialogues.states import Step
from dialogues.taking_part import Table


@transaction.atomic
def plan_session(
    talk: Session,
    *,
    units: Iterable,
    functions: Iterable = (),
    contacts: Iterable = (),
    users: Iterable = (),
    by,
    at: datetime,
    reason: str = "Planned as a single talk",
) -> Session:
    """Writes a new talk that no series has. Responsibilities are looked up for its day, once. Raises
    ValidationError."""
    table = Table(list(units), list(functions), list(contacts), list(users), talk.liaison)
    if not table.units:
        raise ValidationError({"units": "Name at least one department."})
    if talk.starts_at < at:
        raise ValidationError(
            {"starts_at": "This is over already. What was said without a plan is logged in passing."}
        )
    with recording(by=by, reason=reason):
        talk.derive()
        talk.full_clean()
        talk.save()
        for unit in table.units:
            SessionUnit(session=talk, unit=unit).save()
        seat(talk, table.seats(on=talk.local_day), by_rule=False)
        invitations.bring_up_to_date(talk, at=at)
    return talk


@transaction.atomic
def move(
    talk: Session,
    *,
    starts_at: datetime,
    minutes: int | None = None,
    place: str | None = None,
    by,
    at: datetime,
    reason: str = "",
) -> Session:
    """Another time, length or place for this one. The rule’s own day stays beside it. Raises ValidationError."""
    talk = _locked(talk)
    _refuse(Step.CHANGE, talk, at)
    if starts_at < at:
        raise ValidationError({"starts_at": "This is over already; choose a time to come."})
    talk.starts_at = starts_at
    talk.minutes = talk.minutes if minutes is None else minutes
    talk.place = talk.place if place is None else place
    if not talk.changed_fields():
        return talk
    with recording(by=by, reason=reason or "The talk was moved"):
        talk.by_hand = True
        talk.sequence += 1
        talk.derive()
        talk.full_clean()
        talk.save()
        invitations.bring_up_to_date(talk, at=at)
    return talk


def skip(talk: Session, *, because: str = "", by, at: datetime) -> Session:
    """Leaves this one out; the series goes on. Raises ValidationError."""
    return _called_off(talk, because or "Left out this time", by=by, at=at)


@transaction.atomic
def cancel(talk: Session, *, because: str = "", rest: bool = False, by, at: datetime) -> int:
    """Cancels this one, or with `rest` this one and all later ones of its series; how many that were. Raises
    ValidationError."""
    why = because or "Cancelled"
    _called_off(talk, why, by=by, at=at)
    if not rest or talk.series_id is None:
        return 1
    return 1 + end_series(talk.series, on=talk.planned_for, because=because, by=by, at=at)


@transaction.atomic
def mark_missed(talk: Session, *, because: str = "", by, at: datetime) -> Session:
    """Its time has come and nobody met. Raises ValidationError."""
    talk = _locked(talk)
    _refuse(Step.MISS, talk, at)
    if talk.starts_at > at:
        raise ValidationError("This talk is still to come; cancel it instead.")
    with recording(by=by, reason=because or "The talk did not take place"):
        talk.state, talk.why = SessionState.MISSED, because[:300]
        talk.save()
    return talk


@transaction.atomic
def _called_off(talk: Session, why: str, *, by, at: datetime) -> Session:
    talk = _locked(talk)
    _refuse(Step.CALL_OFF, talk, at)
    with recording(by=by, reason=why):
        call_off(talk, why, at=at)
    return talk


def _locked(talk: Session) -> Session:
    return Session.objects.select_for_update(of=("self",)).get(pk=talk.pk)


def _refuse(step: Step, talk: Session, at: datetime) -> None:
    if why := states.refusal(step, talk.state, at=at, closed_at=talk.closed_at):
        raise ValidationError(why)
