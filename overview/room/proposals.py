"""What could be on the agenda of a talk, read from everywhere; `dialogues.agenda_plan` puts it in order.

Worked out for the talk, not for the reader: whoever opens it, the same points are frozen. Who sees which of them is
said in `overview.room.reader`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q

from common import words
from dialogues import promise_words
from dialogues.agenda_plan import Plan, Point, cut, plan
from dialogues.asking import questions_for
from dialogues.choices import FrameworkKind, ItemState, PromiseState, SessionKind, Side
from dialogues.models import (
    AgendaItem,
    Commitment,
    Edition,
    Insight,
    InsightTheme,
    Session,
    SessionUnit,
    Topic,
)
from overview.department.changes import changes_of
from overview.department.reader import Reader
from overview.gaps import latest
from overview.models import GapDismissal
from units.models import Unit

PARTS = ("carried", "promises", "topics", "changes", "gaps", "questions")
THEMES_OF = timedelta(days=365)  # a theme heard since then counts as one of the department


@dataclass
class Talk:
    """One talk with what its agenda is made from. `by` is whose rows of the record are read."""

    session: Session
    by: object
    on: date

    @cached_property
    def units(self) -> list[Unit]:
        return list(Unit.objects.filter(session_units__session=self.session).order_by("name", "pk"))

    @cached_property
    def unit_ids(self) -> list[int]:
        return [unit.pk for unit in self.units]

    @cached_property
    def joint(self) -> bool:
        return len(self.units) > 1

    @cached_property
    def last(self) -> Session | None:
        """The talk before this one with the same departments; what was said in passing does not count."""
        before = _same_departments(self).exclude(kind=SessionKind.TOUCH)
        return before.order_by("-starts_at", "-pk").first()

    def name(self, unit_id: int | None) -> str:
        """Said only where several departments are in the room."""
        return next((one.name for one in self.units if one.pk == unit_id), "") if self.joint else ""


def agenda_of(talk: Talk, *, parts: Collection[str] = PARTS) -> Plan:
    """What to talk about, of all there is or of some `parts`."""
    readers = {
        "carried": _carried, "promises": _promises, "topics": _topics,
        "changes": _changes, "gaps": _gaps, "questions": _questions,
    }  # fmt: skip
    return plan(point for part in parts for point in readers[part](talk))


def _same_departments(talk: Talk):
    """Talks that took place with exactly these departments. What is kept to its people stays within its series."""
    session = talk.session
    sessions = Session.objects.took_place().exclude(pk=session.pk).filter(_may_tell(session))
    if session.pk and session.opened_at:
        sessions = sessions.filter(starts_at__lt=session.starts_at)
    for unit in talk.unit_ids:
        sessions = sessions.filter(pk__in=SessionUnit.objects.filter(unit=unit).values("session"))
    others = SessionUnit.objects.exclude(unit__in=talk.unit_ids).values("session")
    return sessions.exclude(pk__in=others) if talk.unit_ids else sessions.none()


def _may_tell(session: Session, prefix: str = "") -> Q:
    told = Q(**{f"{prefix}limited": False})
    if session.limited and session.series_id:
        told |= Q(**{f"{prefix}series": session.series_id})
    return told


def _of_open_talks(session: Session) -> Q:
    return Q(session__isnull=True) | _may_tell(session, "session__")


def _carried(talk: Talk) -> Iterator[Point]:
    """What the talks before carried over, unless it was settled meanwhile."""
    rows = AgendaItem.objects.filter(
        session__in=_same_departments(talk).values("pk"), state=ItemState.CARRIED, went_to__isnull=True
    ).select_related("commitment", "topic")
    for row in rows.order_by("session__starts_at", "position", "pk"):
        promise = row.commitment
        if promise and promise.state not in (PromiseState.PROPOSED, PromiseState.OPEN):
            continue
        if row.topic and row.topic.withdrawn_at:
            continue
        yield Point(
            f"carried:{row.pk}", row.kind, row.text, _due(promise, talk.on) if promise else row.note,
            unit=row.unit_id, commitment=row.commitment_id, question=row.question_id,
            objective=row.objective_id, topic=row.topic_id, gap=row.gap, team_only=row.team_only,
            came_from=row.pk, carried=row.carried + 1, rank=(-row.carried, row.position, row.pk),
        )  # fmt: skip


def _promises(talk: Talk) -> Iterator[Point]:
    rows = Commitment.objects.unsettled().filter(_of_open_talks(talk.session), unit__in=talk.unit_ids)
    for row in rows.select_related("user", "contact"):
        kind = "we_owe" if row.side == Side.WE else "they_owe"
        note = " · ".join(filter(None, (_due(row, talk.on), talk.name(row.unit_id))))
        yield Point(
            f"promise:{row.pk}", kind, row.text, note, unit=row.unit_id, commitment=row.pk, carried=row.carried,
            rank=(row.due_on or date.max, row.made_on, row.pk),
        )  # fmt: skip


def _due(promise: Commitment, on: date) -> str:
    """As it stands towards a department: waiting since, never overdue."""
    who = promise.user or promise.contact
    said, _ = promise_words.stands(promise, today=on)
    wanted = promise_words.wanted(promise, today=on)
    return " · ".join(filter(None, (said, who.name if who else "", wanted)))


def _topics(talk: Talk) -> Iterator[Point]:
    rows = Topic.objects.filter(
        _of_open_talks(talk.session), unit__in=talk.unit_ids, session__isnull=True, withdrawn_at__isnull=True
    )
    for row in rows.select_related("proposed_by").order_by("proposed_at", "pk"):
        said = f"{row.proposed_by.name}, {words.day(row.proposed_at, today=talk.on, short=True)}"
        note = " · ".join(filter(None, (talk.name(row.unit_id), said)))
        yield Point(
            f"topic:{row.pk}", "topic", row.text, note, unit=row.unit_id, topic=row.pk, rank=(row.pk,)
        )


def _changes(talk: Talk) -> Iterator[Point]:
    """What the department itself may read of what changed since the last talk, the newest first."""
    if talk.last is None:
        return
    by = (
        talk.by
        if talk.by.has_perm("units.view_every_unit") or not talk.session.liaison
        else talk.session.liaison
    )
    reader = Reader(by, talk.on, share=True)
    for unit in talk.units:
        for change in changes_of(unit.pk, reader):
            if change.at <= talk.last.starts_at:
                break
            first, *others = change.parts
            said = f"{first.label}: {first.now}" if first.now else first.label
            note = [talk.name(unit.pk), f"was {first.was}" if first.was else ""]
            note += [
                f"and {len(others)} more" if others else "",
                words.day(change.at, today=talk.on, short=True),
            ]
            yield Point(
                f"change:{unit.pk}:{change.group}", "change", cut(said), cut(" · ".join(filter(None, note))),
                unit=unit.pk, rank=(-change.at.timestamp(),),
            )  # fmt: skip


def _gaps(talk: Talk) -> Iterator[Point]:
    """For the team alone, as everywhere else."""
    stays = set(
        GapDismissal.objects.holding(on=talk.on).filter(unit__in=talk.unit_ids).values_list("key", flat=True)
    )
    for gap in latest.read(on=talk.on).gaps:
        if gap.unit in talk.unit_ids and gap.key not in stays:
            note = " · ".join(filter(None, (talk.name(gap.unit), gap.because)))
            yield Point(
                f"gap:{gap.key}", "gap", cut(gap.what), cut(note), unit=gap.unit, gap=gap.key,
                team_only=True, rank=(-gap.severity, gap.key),
            )  # fmt: skip


def _questions(talk: Talk) -> Iterator[Point]:
    core = set(Edition.objects.filter(framework__kind=FrameworkKind.CORE).values_list("pk", flat=True))
    for place, row in enumerate(questions_for(talk.session.framework, talk.units, themes_of(talk))):
        note = "asked of every department" if row.edition_id in core else row.help
        yield Point(
            f"question:{row.pk}", "question", row.text, note,
            unit=row.unit_id, question=row.pk, objective=row.objective_id, rank=(place,),
        )  # fmt: skip


def themes_of(talk: Talk) -> list[str]:
    """Words that came up with these departments in the last year, what is for the team alone left out."""
    said = Insight.objects.filter(_of_open_talks(talk.session), unit__in=talk.unit_ids, team_only=False)
    said = said.filter(heard_on__gte=talk.on - THEMES_OF)
    links = InsightTheme.objects.filter(insight__in=said.values("pk"))
    return sorted(set(links.values_list("theme__name", flat=True)))
