"""Taking mail out of the outbox and to the mail server: one at a time, each held by one worker under a lease.

A worker claims **one** mail and commits; then it asks once more whether the mail is wanted, hands it over, and marks it
where its token still stands. No transaction spans the database and a mail server: whoever dies between the two leaves
a lease that runs out, and the next worker sends the same bytes again. That is the one duplicate a crash can cost;
a mail is never lost. All times are the database's.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Now

from outreach.courier import Away, Courier, Later, Never
from outreach.letters import Letter
from outreach.models import Message, State
from outreach.wanted import Undecided, why_not

log = logging.getLogger(__name__)

# What handing over can take once the connection stands: sender, recipient, announcement, text, taking back.
STEPS = 5
LONGEST_WAIT = timedelta(hours=12)
PAUSE = 0.2  # seconds between two attempts to mark
LOST_DATABASE = (OperationalError, InterfaceError)
STOPPED = "It was begun {} times, and each time the worker stopped before it was done."
TOO_LATE = "It came too late to be of use."
GIVEN_UP = "{} Given up after {} attempts."


def deliver_due(
    *, seconds: float = 60, at: datetime | None = None, more: Callable[[], None] | None = None
) -> Counter:
    """Sends what is due until nothing is, or for about so long; how many came to which end.

    `more` is called once where others could help. `at` stands for the clock in tests.
    """
    ended, until = Counter(), time.monotonic() + seconds
    try:
        give_up(at=at)
        with Courier() as courier:
            while time.monotonic() < until and (message := _next(courier, at)):
                if more and not ended and Message.objects.claimable(at or Now()).exists():
                    more()
                ended[deliver_one(message, courier)] += 1
    except Away as away:
        log.warning("%s", away)
        _say_why_they_wait(str(away), at)
    except LOST_DATABASE:
        log.warning("The database went away; the next tick goes on", exc_info=True)
        connection.close()
    return ended


def _next(courier: Courier, at: datetime | None) -> Message | None:
    if not courier.is_ready:
        if not Message.objects.claimable(at or Now()).exists():
            return None
        courier.open()
    return claim(at=at)


def claim(*, at: datetime | None = None) -> Message | None:
    """The mail that waits the longest and that nobody holds, held from now on for the time of the lease."""
    now = Value(at, DateTimeField()) if at else Now()
    with transaction.atomic():
        message = (
            Message.objects.claimable(now)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("user", "contact")
            .annotate(claimed_at=now)
            .order_by("due_at", "pk")
            .first()
        )
        if message is None:
            return None
        message.held_since = time.monotonic()
        message.state, message.attempts = State.SENDING, message.attempts + 1
        message.lease_until = message.claimed_at + timedelta(seconds=settings.OUTREACH_LEASE)
        message.new_token()
        message.save(update_fields=["state", "attempts", "lease_until", "token"])
    return message


def deliver_one(message: Message, courier: Courier) -> str:
    """Sends a mail that was claimed. The state it came to, or "lost" where another worker holds it by now."""
    try:
        state, outcome = _attempt(message, courier)
    except Never as never:
        state, outcome = State.FAILED, str(never)
    except (Later, Undecided) as later:
        return _again(message, str(later))
    return state if settle(message, state=state, outcome=outcome, ended_at=Now()) else "lost"


def _attempt(message: Message, courier: Courier) -> tuple[str, str]:
    try:
        unwanted = why_not(message, at=message.claimed_at)
    except Undecided:
        raise
    except Exception as problem:
        log.exception("Whether mail %s is still wanted could not be found out", message.pk)
        raise Undecided("It could not be found out whether it is still wanted.") from problem
    if unwanted:
        return State.CANCELLED, unwanted
    if message.useless_after and message.claimed_at > message.useless_after:
        return State.SKIPPED, TOO_LATE
    if _left(message) < STEPS * settings.EMAIL_TIMEOUT:
        raise Undecided("Too little was left of the time for which it was held.")
    courier.hand_over(Letter(message))
    return State.SENT, ""


def _again(message: Message, why: str) -> str:
    if message.attempts >= settings.OUTREACH_MOST_ATTEMPTS:
        outcome = GIVEN_UP.format(why, message.attempts)
        kept = settle(message, state=State.FAILED, outcome=outcome, ended_at=Now())
        return State.FAILED if kept else "lost"
    kept = settle(message, state=State.QUEUED, outcome=why, due_at=Now() + pause_after(message.attempts))
    return State.QUEUED if kept else "lost"


def pause_after(attempts: int) -> timedelta:
    """How long until the next attempt: four times as long after each."""
    return min(timedelta(seconds=settings.OUTREACH_RETRY_AFTER * 4 ** (attempts - 1)), LONGEST_WAIT)


def settle(message: Message, *, outcome: str, **fields) -> bool:
    """Writes what became of it where it is still held; tries as long as the lease lasts, over a restart of the
    database too. False where it was not written."""
    held = Message.objects.filter(pk=message.pk, token=message.token)
    while True:
        try:
            return bool(held.update(lease_until=None, outcome=outcome[:500], **fields))
        except LOST_DATABASE:
            if _left(message) <= 0:
                log.exception("What became of mail %s could not be noted", message.pk)
                return False
            connection.close()
            time.sleep(PAUSE)


def _left(message: Message) -> float:
    """Seconds of the lease that are left."""
    return message.held_since + settings.OUTREACH_LEASE - time.monotonic()


def give_up(*, at: datetime | None = None) -> int:
    """What was begun so often and never came to an end is not begun again: it may be what stops the workers."""
    most = settings.OUTREACH_MOST_ATTEMPTS
    left = Message.objects.claimable(at or Now()).filter(state=State.SENDING, attempts__gte=most)
    return left.update(state=State.FAILED, ended_at=Now(), lease_until=None, outcome=STOPPED.format(most))


def _say_why_they_wait(why: str, at: datetime | None) -> None:
    due = Message.objects.filter(state=State.QUEUED, due_at__lte=at or Now())  # unscoped: all that waits
    due.exclude(outcome=why).update(outcome=why[:500])
