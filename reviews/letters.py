"""The mail of reviews: one to each person however many departments they answer for, and to nobody above them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from common.addresses import address
from common.words import count, day
from outreach import kinds
from outreach.actions import queue, queue_all
from outreach.mailing import link, write
from outreach.models import Message
from outreach.usual import wishes_of
from reviews.choices import CycleState
from reviews.models import Cycle, UnitReview

ASKED, WAITING, NUDGED, STUCK = "review_asked", "review_waiting", "review_nudged", "review_stuck"
ANSWERED = "It was answered, or somebody else answers."
OPENED, RIGHT = "It has opened meanwhile.", "They do not run reviews any more."
UNWANTED = "{} does not want to be reminded of this any more."
MOST_LISTED = 40


def register() -> None:
    kinds.register(
        kinds.MailKind(
            ASKED, "A review asks for a department", "when a review opens", _answered, reminder=False
        )
    )
    kinds.register(
        kinds.MailKind(
            NUDGED,
            "Somebody asks again for a review",
            "when one of ours asks again",
            _answered,
            reminder=False,
        )
    )
    kinds.register(
        kinds.MailKind(
            WAITING,
            "A review waits",
            "some days before you are asked to have answered",
            _reminded,
            permission="reviews.answer_review",
        )
    )
    kinds.register(
        kinds.MailKind(
            STUCK, "A review cannot open", "when something is to be settled first", _stuck, reminder=False
        )
    )


def ask(cycle: Cycle, reviews: Iterable[UnitReview], *, kind: str, at: datetime, due_at: datetime, by=None,
        occasion: str = "", useless_after: datetime | None = None) -> int:  # fmt: skip
    """One mail for each person who answers any of these; how many that are now waiting. `occasion` tells one time of
    asking from another; the same is queued once."""
    by_user = defaultdict(list)
    for review in reviews:
        if review.reviewer is not None and review.reviewer.user_id is not None:
            by_user[review.reviewer.user].append(review)
    mails = [
        _mail(cycle, user, rows, kind=kind, by=by, today=due_at.date(), occasion=occasion)
        | {"due_at": due_at, "useless_after": useless_after}
        for user, rows in by_user.items()
    ]
    return queue_all(mails, at=at)


def _mail(
    cycle: Cycle, user, reviews: list[UnitReview], *, kind: str, by, today: date, occasion: str
) -> dict:
    names = [review.unit.name for review in reviews]
    rows = [
        {"name": review.unit.name, "link": link(address("review", cycle.pk, review.unit.code)),
         "note": review.note}
        for review in reviews[:MOST_LISTED]
    ]  # fmt: skip
    asker = by or cycle.run_by
    mail = write(
        f"reviews/mail/{kind}",
        {
            "name": user.name,
            "cycle": cycle.name,
            "what": names[0] if len(names) == 1 else count(len(names), "department"),
            "rows": rows,
            "more": len(reviews) - len(rows),
            "all": link(address("reviews:cycle", cycle.pk)),
            "due": day(cycle.due_on, today=today),
            "by": asker.name,
            "address": asker.email,
        },
    )
    return {
        "kind": kind, "key": f"{kind}:cycle:{cycle.pk}:{occasion or 'opening'}:user:{user.pk}",
        "about": f"cycle:{cycle.pk}", "user": user, "subject": mail.subject, "text": mail.text, "html": mail.html,
    }  # fmt: skip


def reminded(cycle: Cycle, occasion: str) -> list[int]:
    """Ids of those who were reminded on that occasion already."""
    found = Message.objects.filter(kind=WAITING, about=f"cycle:{cycle.pk}", key__contains=f":{occasion}:")
    return list(found.values_list("user", flat=True))


def sample(cycle: Cycle, row) -> dict:
    """The mail that somebody would get for one department of a rehearsal."""
    review = UnitReview(cycle=cycle, unit=row.unit, reviewer=row.chosen.contact, note=row.chosen.note)
    user = row.chosen.contact.user
    return _mail(cycle, user, [review], kind=ASKED, by=None, today=cycle.opens_on, occasion="")


def say_stuck(cycle: Cycle, refusals: list[str], *, on: date, at: datetime) -> Message | None:
    """To whoever runs it, once a week: it should have opened and cannot."""
    mail = write(
        f"reviews/mail/{STUCK}",
        {
            "name": cycle.run_by.name,
            "cycle": cycle.name,
            "opens": day(cycle.opens_on, today=on),
            "refusals": refusals,
            "link": link(address("reviews:rehearsal", cycle.pk)),
        },
    )
    year, week, _ = on.isocalendar()
    return queue(
        kind=STUCK, key=f"{STUCK}:cycle:{cycle.pk}:{year}-{week:02}", about=f"cycle:{cycle.pk}",
        user=cycle.run_by, subject=mail.subject, text=mail.text, html=mail.html, due_at=at, at=at,
    )  # fmt: skip


def _cycle_of(message: Message) -> int:
    return int(message.about.split(":")[1])


def _answered(message: Message) -> str:
    """Also where they may not answer for it any more."""
    user = message.user
    if user is None:
        return ANSWERED
    waiting = UnitReview.objects.visible_to(user).waiting_for(user).filter(cycle=_cycle_of(message))
    return "" if user.has_perm("reviews.answer_review") and waiting.exists() else ANSWERED


def _reminded(message: Message) -> str:
    user = message.user
    if user and WAITING not in wishes_of(user.role, getattr(user, "reminders", None)).kinds:
        return UNWANTED.format(user.name)
    return _answered(message)


def _stuck(message: Message) -> str:
    cycle = Cycle.objects.filter(pk=_cycle_of(message)).first()
    if cycle is None or cycle.state != CycleState.PLANNED:
        return OPENED
    return "" if message.user and message.user.has_perm("reviews.run_cycle") else RIGHT
