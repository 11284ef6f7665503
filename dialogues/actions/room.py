"""What happens in a talk while it is held: the agenda is frozen, points are settled, people come, somebody speaks."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from dialogues import states
from dialogues.agenda_plan import Point, cut
from dialogues.choices import ItemState
from dialogues.models import AgendaItem, Participation, Session, Topic
from dialogues.states import Step

OPENED, SETTLED, CAME = "The talk was opened", "Settled in the room", "Said who was there"
SETTLES = (ItemState.OPEN, ItemState.DONE, ItemState.DROPPED, ItemState.CARRIED)


class NotNow(ValidationError):
    """The talk is at another step, mostly because somebody else was quicker. Nothing was written."""


@transaction.atomic
def open_session(session: Session, items: Iterable[Point], *, by, at: datetime) -> Session:
    """Freezes the agenda and begins. NotNow where it was opened already, or cannot be."""
    found = _held_still(session, Step.OPEN, at)
    with recording(by=by, reason=OPENED):
        found.state = states.after(Step.OPEN, found.state)
        found.why = ""
        found.opened_at, found.opened_by = at, by
        found.edition = found.edition or _edition(found)
        found.save()
        _freeze(found, list(items))
    return found


@transaction.atomic
def settle(item: AgendaItem, state: str, *, because: str = "", by, at: datetime) -> AgendaItem:
    """One point: talked about, dropped because, carried, or open again."""
    session = _held_still(item.session, Step.WRITE, at)
    if state not in SETTLES:
        raise ValidationError("A point is talked about, dropped or carried.")
    if state == ItemState.DROPPED and not because.strip():
        raise ValidationError({"because": "Say why it is dropped; the other side reads it."})
    found = session.agenda.select_for_update(of=("self",)).get(pk=item.pk)
    if state != ItemState.CARRIED and AgendaItem.objects.filter(came_from=found).exists():
        raise NotNow("This is on the agenda of the next talk already; settle it there.")
    with recording(by=by, reason=SETTLED):
        found.state = state
        found.because = because.strip() if state == ItemState.DROPPED else ""
        settled = state != ItemState.OPEN
        found.settled_at, found.settled_by = (at, by) if settled else (None, None)
        found.full_clean(exclude=["session"])
        found.save()
    return found


@transaction.atomic
def attend(row: Participation, *, attended: bool, by, at: datetime) -> Participation:
    session = _held_still(row.session, Step.WRITE, at)
    found = session.participations.select_for_update(of=("self",)).get(pk=row.pk)
    with recording(by=by, reason=CAME):
        found.attended = attended
        found.speaks = found.speaks and attended
        found.save()
    return found


@transaction.atomic
def speak(row: Participation, *, speaks: bool, by, at: datetime) -> Participation:
    """Who speaks for a department was there; of each department one does."""
    session = _held_still(row.session, Step.WRITE, at)
    with recording(by=by, reason=CAME):
        rows = list(session.participations.select_for_update(of=("self",)))
        found = next(one for one in rows if one.pk == row.pk)
        for one in rows:
            same = one.contact_id and one.unit_id == found.unit_id
            one.speaks = speaks if one is found else one.speaks and not (speaks and same)
        found.attended = True if speaks else found.attended
        for one in rows:
            one.save()
    return found


@transaction.atomic
def join(
    session: Session, *, contact=None, user=None, unit=None, title: str = "", by, at: datetime
) -> Participation:
    """Somebody came who was not invited; whoever is in the list already is there now."""
    found = _held_still(session, Step.WRITE, at)
    with recording(by=by, reason=CAME):
        row = found.participations.filter(contact=contact, user=user).first()
        row = row or Participation(session=found, contact=contact, user=user, unit=unit, title=title)
        row.attended = True
        row.save()
    return row


def _held_still(session: Session, step: Step, at: datetime) -> Session:
    """The talk as it is now, locked. Opening, settling, saving notes and closing wait for one another."""
    found = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if said := states.refusal(step, found.state, at=at, closed_at=found.closed_at):
        raise NotNow(said)
    return found


def _edition(session: Session):
    """The questions as they are today; what is published later does not touch this talk."""
    if session.framework_id is None:
        return None
    published = session.framework.editions.filter(published_on__isnull=False)
    return published.order_by("-number").first()


def _freeze(session: Session, points: list[Point]) -> None:
    carried = {point.came_from for point in points if point.came_from}
    # Two talks may be opened at the same moment: what was carried goes to the first of them.
    free = set(
        AgendaItem.objects.select_for_update(of=("self",))
        .filter(pk__in=carried, state=ItemState.CARRIED, went_to__isnull=True)
        .values_list("pk", flat=True)
    )
    points = [point for point in points if not point.came_from or point.came_from in free]
    for position, point in enumerate(points, start=1):
        AgendaItem(
            session=session, position=position * 10, kind=point.kind, text=cut(point.text), note=cut(point.note),
            unit_id=point.unit, commitment_id=point.commitment, question_id=point.question,
            objective_id=point.objective, topic_id=point.topic, gap=point.gap, team_only=point.team_only,
            came_from_id=point.came_from, carried=point.carried,
        ).save()  # fmt: skip
    _take_up(session, {point.topic for point in points if point.topic})


def _take_up(session: Session, topics: set[int]) -> None:
    for topic in Topic.objects.select_for_update(of=("self",)).filter(pk__in=topics, session__isnull=True):
        topic.session = session
        topic.save()
