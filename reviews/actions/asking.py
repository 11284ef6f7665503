"""While a review is open: asking again, giving it to somebody else, replacing who left, reminding."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from common.history import recording
from common.words import day
from contacts.functions import DEPUTY, HEAD
from contacts.models import Assignment, Contact
from outreach.usual import wishes_of
from outreach.wishes import day_for, moment_on
from reviews import letters, reviewers, standing, wording
from reviews.choices import ByRight, CycleState, Outcome
from reviews.models import Cycle, UnitReview

GIVEN, AGAIN, REPLACED = (
    "Given to somebody else to answer",
    "Asked again",
    "Who was asked is not here any more",
)
SAY_WHY = "Say why; they read it, and it stays with the review."
NOTHING_OPEN = "None of these waits for an answer."
ACTOR = "SRRM"


@transaction.atomic
def reassign(reviews: Iterable[UnitReview], *, to: Contact, note: str, by, at: datetime) -> list[UnitReview]:
    """Somebody else is to answer these; also one of which somebody said that it is no longer theirs: it is open again.
    They are told. Raises ValidationError where they cannot answer one of them."""
    if not note.strip():
        raise ValidationError({"note": SAY_WHY})
    found = [one for one in _locked(reviews, at) if not one.outcome or one.outcome == Outcome.NOT_MINE]
    if not found:
        raise ValidationError(NOTHING_OPEN)
    today = timezone.localdate(at)
    ground = _ground(found, today, also=[to])
    for review in found:
        if problem := reviewers.given(to, review.unit, ground, today=today).problem:
            raise ValidationError({"to": problem})
    with recording(by=by, reason=GIVEN):
        for review in found:
            _open_again(review)
            _give(review, to, ByRight.CHOSEN, note, at)
        UnitReview.objects.bulk_update_with_history(found)
    _tell(found, at=at, by=by)
    return found


@transaction.atomic
def nudge(reviews: Iterable[UnitReview], *, by, at: datetime) -> int:
    """Asks once more whoever has not answered yet: each person once a day, one mail however many departments. How
    many departments that were."""
    found = [one for one in _locked(reviews, at) if not one.outcome and one.reviewer and one.reviewer.user_id]
    today = timezone.localdate(at)
    new = [one for one in found if one.nudged_at is None or timezone.localdate(one.nudged_at) < today]
    with recording(by=by, reason=AGAIN):
        for review in new:
            review.nudged_at = at
        UnitReview.objects.bulk_update_with_history(new)
    for cycle, rows in _by_cycle(new):
        letters.ask(
            cycle,
            rows,
            kind=letters.NUDGED,
            at=at,
            due_at=at,
            by=by,
            occasion=f"{today}:{min(r.pk for r in rows)}",
        )
    return len(new)


@transaction.atomic
def replace_left(cycle: Cycle, *, at: datetime) -> list[UnitReview]:
    """Who left, or does not hold any more what they were asked for, is replaced by whoever answers now, visibly. Where
    nobody could, it stays, and the board says so."""
    today = timezone.localdate(at)
    found = [one for one in _locked(_suspects(cycle, today), at) if not one.outcome]
    ground = _ground(found, today, also=[one.reviewer for one in found if one.reviewer])
    replaced = []
    for review in found:
        if why := _gone(review, ground, today):
            now = reviewers.choose(review.unit, ground, today=today)
            if now.contact and not now.problem and now.contact.pk != review.reviewer_id:
                _give(review, now.contact, now.right, f"{why} {now.contact.name} answers instead.", at)
                replaced.append(review)
    if replaced:
        with recording(actor=ACTOR, reason=REPLACED):
            UnitReview.objects.bulk_update_with_history(replaced)
        _tell(replaced, at=at, due_at=_morning(at))
    return replaced


@transaction.atomic
def remind(cycle: Cycle, *, at: datetime) -> int:
    """One mail to each person who has not answered, on the days that the review names and never twice for one of
    them; as each of them wishes to be reminded."""
    today = timezone.localdate(at)
    turn = due_turn(cycle, on=today)
    if turn is None:
        return 0
    rows = cycle.reviews.unanswered().filter(
        reviewer__user__isnull=False, asked_at__lt=moment_on(turn, settings.TIME_ZONE)
    )
    rows = rows.exclude(reviewer__user__in=letters.reminded(cycle, turn.isoformat()))
    by_user = defaultdict(list)
    for row in rows.select_related("unit", "reviewer__user__reminders").order_by("unit__name", "pk"):
        by_user[row.reviewer.user].append(row)
    queued = 0
    for user, mine in by_user.items():
        wishes = wishes_of(user.role, getattr(user, "reminders", None))
        goes = day_for(wishes, today, first=today, last=cycle.due_on)
        if letters.WAITING in wishes.kinds and goes is not None:
            moment = max(moment_on(goes, user.time_zone or settings.TIME_ZONE), at)
            queued += letters.ask(
                cycle, mine, kind=letters.WAITING, at=at, due_at=moment, occasion=turn.isoformat()
            )
    return queued


def due_turn(cycle: Cycle, *, on: date) -> date | None:
    """The latest day up to `on` on which the review reminds; what lies before that is past."""
    turns = [cycle.due_on - timedelta(days=days) for days in cycle.remind_days]
    opened = timezone.localdate(cycle.opened_at) if cycle.opened_at else cycle.opens_on
    return max((turn for turn in turns if opened < turn <= on), default=None) if on <= cycle.due_on else None


def _morning(at: datetime) -> datetime:
    """No mail leaves in the night because a job ran then."""
    return max(at, moment_on(timezone.localdate(at), settings.TIME_ZONE))


def _suspects(cycle: Cycle, today: date):
    """Those whose reviewer may not be the one any more; few, so that nobody's answer waits for this."""
    holds = Assignment.objects.current(on=today).of_units().filter(contact=OuterRef("reviewer"))
    of_unit = holds.filter(unit=OuterRef("unit"), function__code__in=(HEAD, DEPUTY))
    above = holds.filter(function__code=HEAD)
    return cycle.reviews.unanswered().filter(
        Q(reviewer__isnull=True) | Q(reviewer__left_on__lt=today) | Q(reviewer__merged_into__isnull=False)
        | Q(~Exists(of_unit), by_right__in=(ByRight.HEAD, ByRight.DEPUTY))
        | Q(~Exists(above), by_right=ByRight.ABOVE)
    )  # fmt: skip


def _locked(reviews: Iterable[UnitReview], at: datetime) -> list[UnitReview]:
    """These as they are now; ValidationError where their review is not open."""
    ids = [one.pk for one in reviews]
    rows = UnitReview.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    found = list(rows.select_related("cycle__run_by", "unit", "reviewer__user"))
    for cycle, _ in _by_cycle(found):
        if cycle.state != CycleState.OPEN:
            raise ValidationError(wording.not_open(cycle, today=timezone.localdate(at)))
    return found


def _by_cycle(reviews: Iterable[UnitReview]) -> list[tuple[Cycle, list[UnitReview]]]:
    found = defaultdict(list)
    for review in reviews:
        found[review.cycle].append(review)
    return list(found.items())


def _ground(reviews: list[UnitReview], today: date, *, also: Iterable[Contact]) -> standing.Ground:
    until = max([today, *(one.cycle.due_on for one in reviews)])
    return standing.read([one.unit for one in reviews], on=today, until=until, also=also)


def _gone(review: UnitReview, ground: standing.Ground, today: date) -> str:
    """Why whoever was asked is not the one any more, as a sentence; nothing where they are."""
    who = review.reviewer
    if who is None:
        return "Nobody was asked."
    if not who.is_here(today):
        return f"{who.name} left on {day(who.left_on, today=today)}."
    if who.merged_into_id:
        return f"{who.name} is the same person as somebody else."
    if review.by_right in (ByRight.CHOSEN, ByRight.COVER):
        return ""
    if any(held.contact.pk == who.pk for held in ground.holders[review.unit_id]):
        return ""
    return f"{who.name} is not responsible for it any more."


def _open_again(review: UnitReview) -> None:
    review.outcome = review.channel = review.spoke_with = review.remarks = review.shown_sha256 = ""
    review.answered_at = review.answered_by = None
    review.shown = {}


def _give(review: UnitReview, to: Contact, right: str, note: str, at: datetime) -> None:
    review.reviewer, review.by_right, review.note = to, right, note.strip()[:500]
    review.asked_at, review.nudged_at = at, None


def _tell(reviews: list[UnitReview], *, at: datetime, by=None, due_at: datetime | None = None) -> None:
    for cycle, rows in _by_cycle(reviews):
        occasion = f"given:{at:%Y%m%dT%H%M%S%f}"
        letters.ask(cycle, rows, kind=letters.ASKED, at=at, due_at=due_at or at, by=by, occasion=occasion)
