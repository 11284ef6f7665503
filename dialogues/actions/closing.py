"""Closing a talk: every point of the agenda is accounted for, and what came of it is kept. Opening it again to correct.

Count in = count out: each point ends as done, dropped with a reason, or carried; what nobody touched is carried.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from dialogues import states
from dialogues.actions import promises
from dialogues.actions.insights import hear
from dialogues.choices import InsightKind, ItemState, PromiseState, Side
from dialogues.models import AgendaItem, Session
from dialogues.states import Step

CLOSED, CORRECTED = "The talk was closed", "The talk was opened again to correct it"
PROMISE = "promise"
OUTCOMES = (ItemState.DONE, ItemState.DROPPED, ItemState.CARRIED)


class ClosedAlready(ValidationError):
    """Somebody else closed the talk first; nothing was written."""


@dataclass(frozen=True)
class Settled:
    """What became of one point of the agenda."""

    state: str
    because: str = ""


@dataclass(frozen=True)
class Kept:
    """One thing that came of a talk: something heard (`kind` of `InsightKind`), or a promise."""

    kind: str
    text: str
    unit: object
    side: str = ""
    user: object = None
    contact: object = None
    due_on: date | None = None
    themes: Sequence[str] = ()
    team_only: bool = False
    accepted: bool = False


@dataclass(frozen=True)
class There:
    """Who was there and who spoke for their department, by the ids of participations; None leaves it as it was."""

    attended: frozenset[int] | None = None
    spoke: frozenset[int] = frozenset()


@dataclass
class Outcome:
    """What closing did. `points` is always `done + dropped + carried`."""

    points: int = 0
    done: int = 0
    dropped: int = 0
    carried: int = 0
    heard: list = field(default_factory=list)
    promises: list = field(default_factory=list)

    def count(self, state: str) -> None:
        self.points += 1
        setattr(self, state, getattr(self, state) + 1)


@transaction.atomic
def close_session(
    session: Session, *, settled: Mapping[int, Settled], kept: Iterable[Kept], by, at: datetime,
    there: There | None = None, correcting: bool = False, reason: str = CLOSED,
) -> Outcome:  # fmt: skip
    """Closes a talk. `settled` says what became of points by their ids; what it leaves out and nobody touched before is
    carried. `correcting` adds to a talk that somebody else closed meanwhile, while it may be corrected.

    Raises ClosedAlready or ValidationError and writes nothing.
    """
    found = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    with recording(by=by, reason=reason):
        if correcting and found.state == states.CLOSED:
            _to_correct(found, at)
        if said := states.refusal(Step.CLOSE, found.state, at=at):
            raise ClosedAlready(said) if found.state == states.CLOSED else ValidationError(said)
        if not states.correctable(found.closed_at, at):
            # Opened again and left so until the days to correct were over: it is closed as it stands.
            settled, kept, there = {}, (), None
        outcome = Outcome()
        keep_notes(found)
        _account(found, settled, outcome, by, at)
        keep_all(found, kept, outcome, by, at)
        _attendance(found, there or There())
        found.state = states.after(Step.CLOSE, found.state)
        found.closed_at = found.closed_at or at
        found.closed_by = by
        found.save()
    return outcome


@transaction.atomic
def correct_session(session: Session, *, by, at: datetime, reason: str = CORRECTED) -> Session:
    """Opens a closed talk again, within the days there are for it. ValidationError where they are over."""
    found = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    with recording(by=by, reason=reason):
        _to_correct(found, at)
        found.save()
    return found


def _to_correct(session: Session, at: datetime) -> None:
    if said := states.refusal(Step.CORRECT, session.state, at=at, closed_at=session.closed_at):
        raise ValidationError(said)
    session.state = states.after(Step.CORRECT, session.state)


def keep_notes(session: Session) -> None:
    """What was typed becomes what the record says; the caller saves. Inside `recording`."""
    for draft in session.drafts.all():
        if draft.number:
            setattr(session, "team_notes" if draft.team else "notes", draft.text)


def _account(session: Session, settled: Mapping[int, Settled], outcome: Outcome, by, at: datetime) -> None:
    items = list(
        session.agenda.select_for_update(of=("self",)).select_related(
            "commitment__contact", "topic", "went_to"
        )
    )
    if strange := set(settled) - {item.pk for item in items}:
        raise ValidationError(f"{len(strange)} of these points are not on the agenda of this talk.")
    for item in items:
        before = item.state
        _decide(item, settled.get(item.pk), by, at)
        outcome.count(item.state)
        item.save()
        _follow(item, before, by, at)


def _decide(item: AgendaItem, wanted: Settled | None, by, at: datetime) -> None:
    """What becomes of one point. One that a next talk took over already stays carried."""
    taken_over = item.state == ItemState.CARRIED and hasattr(item, "went_to")
    if wanted is None or taken_over:
        wanted = Settled(item.state if item.state in OUTCOMES else ItemState.CARRIED, item.because)
    if wanted.state not in OUTCOMES:
        raise ValidationError("A point is talked about, dropped or carried.")
    if wanted.state == ItemState.DROPPED and not wanted.because.strip():
        raise ValidationError(f"Say why “{item.text}” is dropped.")
    because = wanted.because.strip() if wanted.state == ItemState.DROPPED else ""
    if (item.state, item.because) != (wanted.state, because):
        item.state, item.because = wanted.state, because
        item.settled_at, item.settled_by = at, by


def _follow(item: AgendaItem, before: str, by, at: datetime) -> None:
    """What the point stood for goes the same way: a promise is kept, dropped or carried, a topic was taken up."""
    if item.topic_id and item.state != ItemState.CARRIED and item.topic.session_id is None:
        item.topic.session_id = item.session_id
        item.topic.save()
    if item.commitment_id:
        _follow_promise(item, before, by, at)


def _follow_promise(item: AgendaItem, before: str, by, at: datetime) -> None:
    promise = item.commitment
    open_still = promise.state in (PromiseState.PROPOSED, PromiseState.OPEN)
    if item.state == ItemState.DONE and open_still:
        promise = promises.keep(promise, by=by, at=at)
    elif item.state == ItemState.DROPPED and open_still:
        promise = promises.drop(promise, because=item.because, by=by, at=at)
    elif (
        item.state == ItemState.CARRIED
        and before != item.state
        and not open_still
        and before != ItemState.OPEN
    ):
        promise = promises.undo(promise, by=by)
    promises.carry(promise, by=by)


def keep_all(session: Session, kept: Iterable[Kept], outcome: Outcome, by, at: datetime) -> None:
    """Writes what came of the talk; what an earlier closing kept in the same words is not kept twice."""
    said = {(row.unit_id, row.kind, row.text) for row in session.insights.all()}
    promised = {(row.unit_id, row.side, row.text) for row in session.commitments.all()}
    on = session.local_day
    for one in kept:
        text = one.text.strip()
        if one.kind == PROMISE:
            key = (one.unit.pk, one.side, text)
            if key not in promised:
                promised.add(key)
                outcome.promises.append(
                    promises.promise(
                        text=text, side=one.side, unit=one.unit, user=one.user, contact=one.contact,
                        session=session, made_on=on, due_on=one.due_on, accepted=_said_yes(one, by), by=by, at=at,
                    )
                )  # fmt: skip
        elif (key := (one.unit.pk, one.kind, text)) not in said:
            said.add(key)
            outcome.heard.append(
                hear(
                    unit=one.unit, kind=InsightKind(one.kind), text=text, heard_on=on, by=by, session=session,
                    contact=one.contact, team_only=one.team_only, themes=one.themes,
                )
            )  # fmt: skip


def _said_yes(one: Kept, by) -> bool:
    """In the room. A department says so of its own people; for ours we answer ourselves."""
    return one.accepted and (one.side == Side.THEY or by.has_perm("units.view_every_unit"))


def _attendance(session: Session, there: There) -> None:
    if there.attended is None:
        return
    for row in session.participations.all():
        row.attended = row.pk in there.attended
        row.speaks = row.attended and row.pk in there.spoke
        row.save()


def side_of(key: str) -> str:
    """`user:3` and `we` are ours, `contact:7` and `they` theirs."""
    return Side.WE if key.startswith(("user", "we")) else Side.THEY
