"""Promises: made, accepted or declined, kept or dropped, changed, carried over; and each of these taken back."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from dialogues import promising
from dialogues.choices import ItemState, PromiseState, Side
from dialogues.models import Commitment
from dialogues.promising import Step

MADE, ACCEPTED, DECLINED = "A promise was made", "The promise was accepted", "The promise was declined"
KEPT, DROPPED = "The promise was kept", "The promise was dropped"
TAKEN_BACK, CARRIED = "Taken back", "Carried to the next talk"


@transaction.atomic
def promise(
    *, text: str, side: str, unit, by, at: datetime, made_on: date, user=None, contact=None, session=None,
    due_on: date | None = None, link: str = "", accepted: bool = False, reason: str = MADE,
) -> Commitment:  # fmt: skip
    """A new promise. It is proposed until whoever owes it says yes: here, where they make it themselves or said so in
    the room (`accepted`), or later."""
    made = Commitment(
        text=text.strip(), side=side, unit=unit, session=session, made_on=made_on, due_on=due_on, link=link,
        user=user if side == Side.WE else None, contact=contact if side == Side.THEY else None,
    )  # fmt: skip
    if accepted or promising.is_for(made, by):
        _say_yes(made, by, at)
    with recording(by=by, reason=reason):
        made.full_clean()
        made.save()
    return made


@transaction.atomic
def accept(commitment: Commitment, *, by, at: datetime, reason: str = ACCEPTED) -> Commitment:
    """Somebody said yes. What we owe and nobody was named for becomes theirs."""
    found = _ready(commitment, Step.ACCEPT)
    if found.side == Side.WE and found.user_id is None:
        found.user = by
    _say_yes(found, by, at)
    return _saved(found, by=by, reason=reason)


@transaction.atomic
def decline(commitment: Commitment, *, because: str, by, at: datetime, reason: str = DECLINED) -> Commitment:
    found = _ready(commitment, Step.DECLINE)
    return _saved(_settle(found, PromiseState.DECLINED, because, by, at), by=by, reason=reason)


@transaction.atomic
def keep(commitment: Commitment, *, by, at: datetime, reason: str = KEPT) -> Commitment:
    found = _ready(commitment, Step.KEEP)
    return _saved(_settle(found, PromiseState.KEPT, "", by, at), by=by, reason=reason)


@transaction.atomic
def drop(commitment: Commitment, *, because: str, by, at: datetime, reason: str = DROPPED) -> Commitment:
    """Nobody will do it any more. Raises ValidationError where no reason is given."""
    if not because.strip():
        raise ValidationError({"because": "Say why it is dropped; the other side reads it."})
    found = _ready(commitment, Step.DROP)
    return _saved(_settle(found, PromiseState.DROPPED, because, by, at), by=by, reason=reason)


@transaction.atomic
def undo(commitment: Commitment, *, by, reason: str = TAKEN_BACK) -> Commitment:
    """Takes back the latest answer: kept or dropped is open again, accepted or declined is proposed again."""
    found = _ready(commitment, Step.UNDO)
    found.state = promising.before(found.state, accepted=found.accepted_at is not None)
    if found.state == PromiseState.PROPOSED:
        found.accepted_at = found.accepted_by = None
    found.settled_at = found.settled_by = None
    found.because = ""
    return _saved(found, by=by, reason=reason)


@transaction.atomic
def change(commitment: Commitment, *, by, reason: str) -> Commitment:
    """Writes what was changed on a promise that nobody settled yet. Given to somebody else, it waits for their yes."""
    refused = promising.refusal(Step.CHANGE, commitment.state)
    if refused:
        raise ValidationError(refused)
    wait_again(commitment, by=by)
    with recording(by=by, reason=reason):
        commitment.full_clean()
        commitment.save()
    return commitment


def wait_again(commitment: Commitment, *, by) -> None:
    """Where it was given to somebody else than `by`, it waits for their yes; nothing is written."""
    loaded = commitment.loaded_values
    given_on = any(
        loaded.get(name) != getattr(commitment, name) for name in ("user_id", "contact_id", "side")
    )
    if given_on and not promising.is_for(commitment, by):
        commitment.state = PromiseState.PROPOSED
        commitment.accepted_at = commitment.accepted_by = None


def carry(commitment: Commitment, *, by, reason: str = CARRIED) -> Commitment:
    """Counts how many talks carried it on; counting again counts nothing twice."""
    commitment.carried = commitment.agenda.filter(state=ItemState.CARRIED).count()
    return _saved(commitment, by=by, reason=reason)


def _ready(commitment: Commitment, step: Step) -> Commitment:
    """The promise as it is now, locked; ValidationError where the step is not open."""
    found = Commitment.objects.select_for_update(of=("self",)).select_related("contact").get(pk=commitment.pk)
    if refused := promising.refusal(step, found.state):
        raise ValidationError(refused)
    return found


def _say_yes(commitment: Commitment, by, at: datetime) -> None:
    commitment.state = PromiseState.OPEN
    commitment.accepted_at, commitment.accepted_by = at, by


def _settle(commitment: Commitment, state: str, because: str, by, at: datetime) -> Commitment:
    commitment.state, commitment.because = state, because.strip()
    commitment.settled_at, commitment.settled_by = at, by
    return commitment


def _saved(commitment: Commitment, *, by, reason: str) -> Commitment:
    with recording(by=by, reason=reason):
        commitment.full_clean()
        commitment.save()
    return commitment
