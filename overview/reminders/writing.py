"""The words of a reminder, for one person and in their time zone. None where there is nothing to say."""

from datetime import date, datetime

from django.utils import timezone

from common.addresses import address
from common.words import ago, clock, count, day
from desk.evidence import latest
from dialogues.choices import Side
from outreach.mailing import Written, link, write
from overview import talk_addresses, talks_due
from overview.reminders import facts, kinds
from overview.reminders.digest import sections_of
from overview.reminders.due import DIGEST, Reminder

MOST_DUE = 12
NEW_FOR = 7  # days: what was due for longer has been said


def written(reminder: Reminder, user, *, at: datetime) -> Written | None:
    """Dates and times are those of the person; None where there is nothing to say to them."""
    with timezone.override(facts.person_of(user).zone):
        today = timezone.localdate(at)
        context = WORDS[reminder.occasion.kind](reminder, user, at, today)
        if context is None:
            return None
        context |= {"name": user.name, "wishes": link(address("outreach:preferences"))}
        return write(f"overview/mail/{reminder.occasion.kind}", context)


def _talk(reminder: Reminder, user, at: datetime, today: date) -> dict | None:
    talk = kinds.session_of(user, reminder.occasion.about)
    if talk is None:
        return None
    on = timezone.localdate(talk.starts_at)
    when = {0: "today", 1: "tomorrow"}.get((on - today).days) or f"on {on:%A}, {day(on, today=today)}"
    return {
        "title": talk.title,
        "when": when,
        "day": day(on, today=today),
        "at": clock(talk.starts_at),
        "minutes": count(talk.minutes, "minute"),
        "place": talk.place,
        "ours": talk.liaison.name if talk.liaison_id else "",
        "link": link(address("session", talk.pk)),
    }


def _promise(reminder: Reminder, user, at: datetime, today: date) -> dict | None:
    promise = kinds.promise_of(user, reminder.occasion.about)
    if promise is None:
        return None
    own = facts.keeper(promise, today) == user.pk
    ours = user.has_perm("units.view_every_unit")
    return {
        "text": promise.text,
        "own": own,
        "ours": ours,
        "to": promise.unit.name if promise.side == Side.WE else "the security team",
        "unit": promise.unit.name,
        "who": str(promise.contact or promise.user or "nobody named yet"),
        "made": day(promise.made_on, today=today),
        "due": day(promise.due_on, today=today) if promise.due_on else "",
        "asks": reminder.occasion.about.endswith(":yes"),
        "link": link(address("promise", promise.pk)),
    }


def _dialogues(reminder: Reminder, user, at: datetime, today: date) -> dict | None:
    """Once a week, and only where something is new; on the first Monday of a month whatever is due."""
    found = talks_due.of_ones_own(user, at=at, today=today)
    new = [one for one in found if 0 <= one.late_by < NEW_FOR]
    begun = [one for one in found if one.last_on is not None]
    if not new and not (begun and reminder.occasion.day.day <= NEW_FOR):
        return None
    rows = [
        {
            "unit": one.unit,
            "last": f"last talk {ago(one.last_on, today=today)}" if one.last_on else "no talk yet",
            "why": f"{one.rhythm}, as {one.reasons}",
            "link": link(talk_addresses.plan(user, one.code) or address("department", one.code)),
        }
        for one in found[:MOST_DUE]
    ]
    more = len(found) - len(rows)
    return {
        "rows": rows,
        "number": count(len(found), "department"),
        "more": more,
        "link": link(address("today")),
    }


def _digest(reminder: Reminder, user, at: datetime, today: date) -> dict | None:
    sections = sections_of(user, at=at, today=today)
    if not any(section["rows"] for section in sections):
        return None
    weekly = reminder.occasion.about == "week"
    begun = reminder.occasion.day
    return {
        "sections": [section for section in sections if section["rows"]],
        "period": "week" if weekly else "month",
        "of": f"the week of {day(begun, today=begun)}" if weekly else f"{begun:%B}",
        "link": link(address("today")),
    }


def _anchor(reminder: Reminder, user, at: datetime, today: date) -> dict | None:
    anchor = latest()
    if anchor is None:
        return None
    up_to = timezone.localtime(anchor.up_to)
    return {
        "hash": anchor.hash,
        "number": anchor.number,
        "versions": count(anchor.total, "version"),
        "up_to": f"{day(up_to.date(), today=today)} {up_to.year}, {clock(anchor.up_to)}",
        "link": link(address("evidence")),
    }


WORDS = {
    facts.SESSION_AHEAD: _talk,
    facts.NOTES_MISSING: _talk,
    facts.PROMISE_DUE: _promise,
    facts.PROMISE_WAITING: _promise,
    facts.DIALOGUE_DUE: _dialogues,
    facts.RECORD_ANCHOR: _anchor,
    DIGEST: _digest,
}
