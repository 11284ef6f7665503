"""What there is to remind people of: one query a table, whoever it is for. Who may know it is asked when it is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from accounts.models import User
from dialogues.choices import PromiseState, SessionKind, SessionState, Side
from dialogues.models import Commitment, Participation, Session
from outreach.usual import wishes_of
from outreach.wishes import start_of
from overview.reminders import due
from overview.reminders.due import Occasion, Person

SESSION_AHEAD, NOTES_MISSING = "session_ahead", "notes_missing"
PROMISE_DUE, PROMISE_WAITING, DIALOGUE_DUE = "promise_due", "promise_waiting", "dialogue_due"
RECORD_ANCHOR = "record_anchor"

AHEAD = timedelta(days=61)  # the longest that a person can wish to be told before
NOTES_FOR = timedelta(days=30)
WAITING_FOR = timedelta(days=60)
YES_AFTER = 3  # days that a promise may wait for a yes before one is reminded of it
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Everybody:
    """Whoever wants to be reminded of anything, by id: the account, and how."""

    users: dict[int, User]
    people: dict[int, Person]


def everybody(*, today: date) -> Everybody:
    users = {
        user.pk: user
        for user in User.objects.active(on=today).arrived().select_related("reminders").order_by("pk")
    }
    people = {pk: person_of(user) for pk, user in users.items()}
    people = {pk: one for pk, one in people.items() if one.wishes.kinds or one.wishes.digest != "none"}
    return Everybody({pk: users[pk] for pk in people}, people)


def person_of(user: User) -> Person:
    return Person(
        user.pk, user.time_zone or settings.TIME_ZONE, wishes_of(user.role, getattr(user, "reminders", None))
    )


def occasions(people: dict[int, Person], *, now: datetime, since: datetime) -> list[Occasion]:
    found = [*_talks(people, now, since), *_notes(people, now, since), *_promises(people, now, since)]
    for person in people.values():
        found += due.digests(person, now=now, since=since)
        if DIALOGUE_DUE in person.wishes.kinds:
            found += due.every_week(DIALOGUE_DUE, "talks", person, now=now, since=since)
        if RECORD_ANCHOR in person.wishes.kinds:
            found += due.every_month(RECORD_ANCHOR, "anchor", person, now=now, since=since)
    return found


def local_day(at: datetime, person: Person) -> date:
    return at.astimezone(ZoneInfo(person.zone)).date()


def _talks(people, now: datetime, since: datetime) -> Iterable[Occasion]:
    """For everybody who takes part and signs in; from the day after it was planned."""
    planned = Session.history.model.objects.filter(id=OuterRef("pk")).order_by("history_date")
    rows = (
        Session.objects.planned()
        .exclude(kind=SessionKind.TOUCH)
        .filter(starts_at__range=(since, now + AHEAD))
        .annotate(planned_at=Subquery(planned.values("history_date")[:1]))
        .only("starts_at", "liaison")
    )
    talks = {talk.pk: talk for talk in rows}
    for pk, user in sorted(_takers(talks)):
        talk, person = talks[pk], people.get(user)
        if person is not None:
            known = local_day(talk.planned_at or since, person)
            yield Occasion(
                SESSION_AHEAD, f"session:{pk}", local_day(talk.starts_at, person), user, talk.starts_at,
                known + DAY,
            )  # fmt: skip


def _takers(talks: dict[int, Session]) -> set[tuple[int, int]]:
    """(talk, user) of all who take part and sign in."""
    rows = Participation.objects.filter(session__in=talks).exclude(reply="declined")
    rows = rows.filter(Q(user__isnull=False) | Q(contact__user__isnull=False))
    pairs = {
        (pk, ours or theirs) for pk, ours, theirs in rows.values_list("session", "user", "contact__user")
    }
    return pairs | {(pk, talk.liaison_id) for pk, talk in talks.items() if talk.liaison_id}


def _notes(people, now: datetime, since: datetime) -> Iterable[Occasion]:
    """For our side, or whoever opened the talk, on the day after it."""
    rows = (
        Session.objects.notes_missing(at=now)
        .exclude(kind=SessionKind.TOUCH)
        .filter(ends_at__gte=since - NOTES_FOR - DAY)
        .values_list("pk", "ends_at", "state", "liaison", "opened_by")
    )
    for pk, ends_at, state, liaison, opened_by in rows:
        user = (opened_by if state == SessionState.HELD else None) or liaison
        if person := people.get(user):
            day = local_day(ends_at, person)
            yield Occasion(NOTES_MISSING, f"session:{pk}", day, user, ends_at + NOTES_FOR, day + DAY, after=1)


def _promises(people, now: datetime, since: datetime) -> Iterable[Occasion]:
    today = timezone.localdate(now)
    rows = (
        Commitment.objects.unsettled()
        .filter(
            Q(state=PromiseState.PROPOSED, made_on__gte=timezone.localdate(since) - WAITING_FOR)
            | Q(due_on__range=(timezone.localdate(since) - WAITING_FOR - DAY, today + AHEAD))
        )
        .select_related("unit", "contact")
        .only(
            "side", "state", "due_on", "made_on", "accepted_at", "user", "contact__user", "unit__owner",
            "unit__owner_cover", "unit__cover_from", "unit__cover_until",
        )
    )  # fmt: skip
    for row in rows:
        yield from _of_promise(row, people, today)


def _of_promise(row: Commitment, people, today: date) -> Iterable[Occasion]:
    own, ours = keeper(row, today), answering(row, today)
    if row.state == PromiseState.PROPOSED:
        if person := people.get(own):
            yield _later(PROMISE_WAITING, f"commitment:{row.pk}:yes", row.made_on, person, YES_AFTER)
        return
    for user in dict.fromkeys((own, ours if row.side == Side.THEY else None)):
        if (person := people.get(user)) is None:
            continue
        if user == own:
            known = max(row.made_on, local_day(row.accepted_at, person) if row.accepted_at else row.made_on)
            until = start_of(row.due_on + DAY, person.zone)
            yield Occasion(PROMISE_DUE, f"commitment:{row.pk}", row.due_on, user, until, known + DAY)
        yield _later(PROMISE_WAITING, f"commitment:{row.pk}", row.due_on, person, 1)


def _later(kind: str, about: str, day: date, person: Person, after: int) -> Occasion:
    until = start_of(day + WAITING_FOR, person.zone)
    return Occasion(kind, about, day, person.id, until, day + timedelta(days=after), after)


def keeper(row: Commitment, today: date) -> int | None:
    """Who is to keep it, as an account: whoever is named; for what nobody of ours is named for, who answers there."""
    if row.side == Side.THEY:
        return row.contact.user_id if row.contact_id else None
    return row.user_id or answering(row, today)


def answering(row: Commitment, today: date) -> int | None:
    """Who of ours answers for the department."""
    unit = row.unit
    begun = unit.cover_from is None or unit.cover_from <= today
    lasts = unit.cover_until is None or unit.cover_until >= today
    return unit.owner_cover_id if unit.owner_cover_id and begun and lasts else unit.owner_id
