"""Talks and promises of a department: the last and the next talk, what is to be talked about, what each side owes."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, Subquery, Value, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from accounts.models import User
from common import asof
from common.prepared import Prepared
from dialogues import promise_words, promising
from dialogues.choices import SessionKind, SessionState, Side
from dialogues.models import Commitment, Insight, Participation, Session, Topic
from dialogues.promise_list import buttons
from overview import talk_addresses
from overview.department.facts import Department

PROMISES_SHOWN = 6  # of a side
TOPICS_SHOWN = 8


def _talks(role: str, share: bool, *, user: int, unit: int, since):
    """The next talk, the last one, and the last word in passing; whatever was missed is not among them."""
    reader = User(pk=user, role=role)
    seen = Session.objects.visible_to(reader).filter(session_units__unit=unit)
    if share:
        seen = seen.filter(limited=False)
    ahead = seen.planned().filter(starts_at__gte=since).order_by("starts_at", "pk")
    left = Q(state=SessionState.PLANNED, starts_at__lt=since)
    past = seen.filter(Q(state__in=(SessionState.HELD, SessionState.CLOSED)) | left).order_by(
        "-starts_at", "-pk"
    )
    talks, touches = past.exclude(kind=SessionKind.TOUCH), past.filter(kind=SessionKind.TOUCH)
    chosen = (Q(pk=Subquery(one.values("pk")[:1])) for one in (ahead, talks, touches))
    spoke = Participation.objects.filter(session=OuterRef("pk"), speaks=True, contact__isnull=False)
    heard = Insight.objects.visible_to(reader).filter(session=OuterRef("pk"), unit=unit).order_by()
    if share:
        heard = heard.filter(team_only=False)
    rows = Session.objects.filter(next(chosen) | next(chosen) | next(chosen)).select_related("liaison")
    return rows.annotate(
        spoke=ArraySubquery(spoke.order_by("pk").values("contact__name")),
        heard=Subquery(heard.values(all=Value(1)).annotate(n=Count("pk")).values("n")),
    ).only("title", "kind", "state", "starts_at", "minutes", "place", "liaison__name", "liaison__email")


def _topics(role: str, *, user: int, unit: int):
    rows = Topic.objects.visible_to(User(pk=user, role=role)).filter(
        unit=unit, session__isnull=True, withdrawn_at__isnull=True
    )
    return rows.select_related("proposed_by").order_by("proposed_at", "pk")[:TOPICS_SHOWN]


def _promises(role: str, share: bool, *, user: int, unit: int):
    """Of either side those waited for longest, as many as the page shows, with the `total` of that side."""
    rows = Commitment.objects.visible_to(User(pk=user, role=role)).unsettled().filter(unit=unit)
    if share:
        rows = rows.filter(Q(session__isnull=True) | Q(session__limited=False))
    first = (F("due_on").asc(nulls_last=True), F("pk").asc())
    rows = rows.annotate(
        total=Window(Count("pk"), partition_by="side"),
        place=Window(RowNumber(), partition_by="side", order_by=first),
    )
    rows = rows.filter(place__lte=PROMISES_SHOWN).select_related("user", "contact")
    return rows.order_by("-side", "place")


_TALKS, _TOPICS, _PROMISES = Prepared(_talks), Prepared(_topics), Prepared(_promises)


@dataclass(frozen=True)
class Talked:
    """The three talks that matter on the page; any of them may be missing."""

    last: Session | None
    ahead: Session | None
    passing: Session | None

    @property
    def latest(self) -> datetime | None:
        """When one spoke with the department last, in a talk or in passing."""
        held = [
            one.starts_at for one in (self.last, self.passing) if one and one.state != SessionState.PLANNED
        ]
        return max(held, default=None)


def _read(department: Department) -> Talked:
    reader, unit = department.reader, department.unit
    if not unit.has_talks:
        return Talked(None, None, None)
    since = timezone.make_aware(datetime.combine(reader.today, time()))
    rows = _TALKS(reader.user.role, reader.share, user=reader.user.pk, unit=unit.pk, since=since)
    ahead = [one for one in rows if one.state == SessionState.PLANNED and one.starts_at >= since]
    past = [one for one in rows if one not in ahead]
    passing = [one for one in past if one.kind == SessionKind.TOUCH]
    talks = [one for one in past if one.kind != SessionKind.TOUCH]
    return Talked(*(next(iter(some), None) for some in (talks, ahead, passing)))


def talks(department: Department) -> dict | None:
    reader, unit = department.reader, department.unit
    if not reader.user.has_perm("dialogues.view_talk"):
        return None
    topics = []
    if unit.has_topics:
        topics = _TOPICS(reader.user.role, user=reader.user.pk, unit=unit.pk)
    works = not reader.share and unit.status != "closed"
    talked = _read(department)
    return {
        "talked": talked,
        "notes_open": bool(talked.last) and talked.last.state in (SessionState.PLANNED, SessionState.HELD),
        "topics": topics,
        "propose": talk_addresses.propose(reader.user) if works else "",
        "plan": talk_addresses.plan(reader.user, unit.code) if works else "",
        "in_passing": talk_addresses.in_passing(reader.user, unit.code) if works else "",
        "soon": bool(talked.ahead) and talked.ahead.starts_at < asof.now() + timedelta(days=1),
    }


def promises(department: Department) -> dict | None:
    """What we owe them first, then what they owe us."""
    reader, unit = department.reader, department.unit
    if not reader.user.has_perm("dialogues.view_talk"):
        return None
    rows = []
    if unit.has_promises:
        rows = _PROMISES(reader.user.role, reader.share, user=reader.user.pk, unit=unit.pk)
    team = reader.user.has_perm("units.view_every_unit")
    sides = []
    for side, us, them in (
        (Side.WE, f"We owe {unit.name}", "We owe you"),
        (Side.THEY, f"{unit.name} owes us", "You owe us"),
    ):
        own = [row for row in rows if row.side == side]
        shown = [_shown(row, department, team) for row in own]
        total = own[0].total if own else 0
        sides.append({"heading": us if team or reader.share else them, "rows": shown, "total": total})
    return {
        "sides": sides,
        "team": team,
        "new": talk_addresses.promise_new(reader.user, unit.code) if not reader.share else "",
    }


def _shown(row: Commitment, department: Department, team: bool) -> dict:
    reader = department.reader
    row.for_team = team
    answers = reader.may("dialogues.promise")
    return {
        "promise": row,
        "who": promise_words.who(row),
        "mark": promise_words.mark(row, today=reader.today),
        "carried": promise_words.carried(row),
        "buttons": buttons(row, reader.user) if answers else "",
        "ask": reader.may("dialogues.plan_talk") and promising.can_be_asked_for(row, today=reader.today),
    }
