"""Promises and talks that need this person, for the first page: one query each."""

from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject, Lower
from django.utils import timezone

from common.words import clock, count
from dialogues.choices import PromiseState, SessionKind, SessionState, Side
from dialogues.models import Commitment, Participation, Session, SessionUnit, Topic
from overview import talks_due
from overview.agenda import Item
from overview.agenda_facts import Given, Meeting
from overview.agenda_talks import NOTES_FOR, PROMISE_AHEAD, TALK_AHEAD, items_of
from units.models import Unit
from units.queries import looked_after

MOST = 40


def items(user, *, now: datetime) -> list[Item]:
    today = timezone.localdate(now)
    if not user.has_perm("dialogues.view_talk"):
        return []
    dues = talks_due.of_ones_own(user, at=now, today=today) if user.has_perm("dialogues.plan_talk") else []
    return items_of(promises(user, now=now), meetings(user, now=now), dues, today=today)


def promises(user, *, now: datetime) -> list[Given]:
    """One's own; those nobody is named for and those of the departments one answers for."""
    today = timezone.localdate(now)
    mine = Unit.objects.filter(looked_after(user, on=today)).values("pk")
    ours = Q(side=Side.WE) & (Q(user=user) | Q(user=None, unit__in=mine))
    theirs = Q(side=Side.THEY, state=PromiseState.OPEN, unit__in=mine, due_on__lt=today)
    soon = Q(state=PromiseState.PROPOSED) | Q(due_on__lte=today + PROMISE_AHEAD)
    rows = (
        Commitment.objects.visible_to(user)
        .unsettled()
        .filter(soon, ours | theirs)
        .order_by("-side", "due_on", "pk")
        .values_list(
            "pk", "unit__code", "unit__name", "text", "made_on", "due_on", "side", "user", "state",
            "contact__name", "carried",
        )[:MOST]
    )  # fmt: skip
    return [
        Given(
            pk, code, name, text, made_on, due_on, side == Side.WE, owes == user.pk,
            state == PromiseState.PROPOSED, who or "", carried,
        )
        for pk, code, name, text, made_on, due_on, side, owes, state, who, carried in rows
    ]  # fmt: skip


def meetings(user, *, now: datetime) -> list[Meeting]:
    """Talks of the coming week that one takes part in, and one's own that are over and left open."""
    own = Participation.objects.filter(session=OuterRef("pk"), user=user)
    ahead = Q(
        state=SessionState.PLANNED, ends_at__gte=now, starts_at__lt=now + TALK_AHEAD + timedelta(days=1)
    )
    over = Q(state__in=(SessionState.PLANNED, SessionState.HELD), ends_at__range=(now - NOTES_FOR, now))
    rows = (
        Session.objects.visible_to(user)
        .exclude(kind=SessionKind.TOUCH)
        .filter((ahead & (Q(liaison=user) | Exists(own))) | (over & (Q(liaison=user) | Q(opened_by=user))))
        .annotate(
            units=ArraySubquery(_units(user)),
            last_at=Subquery(_before(user)),
            asked=Subquery(_counted(Topic.objects.filter(session=None, withdrawn_at=None))),
            owed=Subquery(_counted(Commitment.objects.visible_to(user).open().filter(side=Side.WE))),
        )
        .order_by("starts_at", "pk")
        .only("title", "state", "starts_at", "ends_at")[:MOST]
    )
    return [_meeting(row, now) for row in rows]


def _units(user) -> QuerySet:
    rows = SessionUnit.objects.filter(session=OuterRef("pk"), unit__in=Unit.objects.visible_to(user))
    return rows.order_by(Lower("unit__name")).values(said=JSONObject(name="unit__name", code="unit__code"))


def _before(user) -> QuerySet:
    """When its departments were spoken with before."""
    same = Session.objects.visible_to(user).took_place().filter(starts_at__lt=OuterRef("starts_at"))
    same = same.filter(session_units__unit__session_units__session=OuterRef("pk"))
    return same.order_by("-starts_at").values("starts_at")[:1]


def _counted(rows: QuerySet) -> QuerySet:
    rows = rows.filter(unit__session_units__session=OuterRef("pk")).order_by()
    return rows.values(all=Value(1)).annotate(number=Count("pk", distinct=True)).values("number")


def _meeting(talk: Session, now: datetime) -> Meeting:
    waits = [
        count(number, *words)
        for number, words in (
            (talk.asked, ("thing to talk about", "things to talk about")),
            (talk.owed, ("promise of ours", "promises of ours")),
        )
        if number
    ]
    some = len(waits) > 1 or (talk.asked or 0) + (talk.owed or 0) > 1
    return Meeting(
        id=talk.pk,
        title=talk.title,
        units=tuple(unit["name"] for unit in talk.units),
        code=talk.units[0]["code"] if talk.units else "",
        on=timezone.localdate(talk.starts_at),
        at=clock(talk.starts_at),
        over=talk.ends_at <= now,
        opened=talk.state == SessionState.HELD,
        last_on=timezone.localdate(talk.last_at) if talk.last_at else None,
        waiting=f"{' and '.join(waits)} {'wait' if some else 'waits'}" if waits else "",
    )
