"""What stands between a department and us, for its own first page: promises both ways, the next talk, its topics."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, Q, When
from django.db.models.functions import Lower
from django.utils import timezone

from common.addresses import address
from common.words import day
from dialogues.choices import PromiseState, SessionKind, SessionState, Side
from dialogues.models import Commitment, Session, SessionUnit, Topic
from units.models import Unit

MOST = 50
# What a department owes is asked for from so long before its day.
ASKED_AHEAD = timedelta(days=14)
ANSWER_MINUTES = 1


@dataclass(frozen=True)
class Pledge:
    """One promise in the words of the page. `minutes` where it only waits for an answer; `in_time` where nobody waits
    for it yet."""

    name: str
    href: str
    what: str
    because: str
    action: str
    minutes: int = 0
    in_time: bool = False


@dataclass(frozen=True)
class Pledges:
    owed: list[Pledge]
    asked: list[Pledge]


def pledges(user, *, today: date) -> Pledges:
    """What we owe the departments one acts for; what we ask of them: first a yes, then what is due. One query."""
    rows = (
        Commitment.objects.visible_to(user)
        .unsettled()
        .select_related("unit", "user", "contact")
        .order_by("due_on", "pk")[:MOST]
    )
    owed, answers, asked = [], [], []
    for row in rows:
        if row.side == Side.WE:
            owed.append(_owed(row, today))
        elif row.state == PromiseState.PROPOSED:
            answers.append(_answer(row, today))
        elif row.due_on is not None and row.due_on <= today + ASKED_AHEAD:
            asked.append(_asked(row, today))
    return Pledges(owed, answers + asked)


def _owed(row: Commitment, today: date) -> Pledge:
    who = str(row.user) if row.user_id else "We"
    when = f"promised it on {_day(row.made_on, today)}"
    if row.state == PromiseState.PROPOSED:
        because = f"Because it was noted on {_day(row.made_on, today)}; nobody of ours said yes yet."
    elif row.due_on is None:
        because = f"Because {who} {when}."
    elif row.due_on < today:
        because = f"Because {who} {when}; you have been waiting since {_day(row.due_on, today)}."
    else:
        because = f"Because {who} {when}, by {_day(row.due_on, today)}."
    in_time = row.state != PromiseState.PROPOSED and (row.due_on is None or row.due_on >= today)
    return Pledge(
        row.unit.name, address("promise", row.pk), row.text, because, "Open the promise", in_time=in_time
    )


def _answer(row: Commitment, today: date) -> Pledge:
    who = f"for {row.contact}" if row.contact_id else "for your department"
    because = f"Because it was noted {who} on {_day(row.made_on, today)} and waits for a yes or a no."
    return Pledge(
        row.unit.name, address("promise", row.pk), f"Will you? {row.text}", because, "Answer", ANSWER_MINUTES
    )


def _asked(row: Commitment, today: date) -> Pledge:
    who = str(row.contact) if row.contact_id else "your department"
    said = f"we have been waiting since {_day(row.due_on, today)}"
    if row.due_on >= today:
        said = f"it was meant for {_day(row.due_on, today)}"
    because = f"Because {who} promised it on {_day(row.made_on, today)}; {said}."
    return Pledge(row.unit.name, address("promise", row.pk), row.text, because, "Open the promise")


def near_talks(user, *, now: datetime) -> tuple[Session | None, Session | None]:
    """The talk that goes on now, which nobody closed yet, and the next one of the departments one acts for; either may
    be missing. With the names of those departments one sees. One query."""
    begun = timezone.make_aware(datetime.combine(timezone.localdate(now), time()))
    going_on = Q(state=SessionState.HELD, starts_at__gte=begun)
    seen = SessionUnit.objects.filter(session=OuterRef("pk"), unit__in=Unit.objects.visible_to(user))
    found = (
        Session.objects.visible_to(user)
        .filter(Q(state=SessionState.PLANNED, ends_at__gte=now) | going_on)
        .exclude(kind=SessionKind.TOUCH)
        .select_related("liaison")
        .annotate(names=ArraySubquery(seen.order_by(Lower("unit__name")).values("unit__name")))
        .order_by(Case(When(going_on, then=0), default=1), "starts_at", "pk")[:4]
    )
    talks = list(found)
    for talk in talks:
        talk.href = address("session", talk.pk)
        talk.soon = talk.starts_at < now + timedelta(days=1)
    here = next((talk for talk in talks if talk.state == SessionState.HELD), None)
    return here, next((talk for talk in talks if talk.state == SessionState.PLANNED), None)


def topics(user) -> list[Topic]:
    """What is to be talked about next time, the oldest first. One query."""
    rows = Topic.objects.visible_to(user).filter(session=None, withdrawn_at=None)
    return list(rows.select_related("unit", "proposed_by").order_by("proposed_at", "pk")[:MOST])


def _day(on: date, today: date) -> str:
    return day(on, today=today, short=True)
