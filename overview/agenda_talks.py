"""What talks and promises ask of a person: facts in, items of Today out. Pure: no database, no clock.

What we owe stands before everything else; what a department owes stands low, and says since when we wait.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from common.words import ago, count, day
from overview.agenda import Item
from overview.agenda_facts import Due, Given, Meeting

# How long before its day a promise, and before its time a talk, is spoken of.
PROMISE_AHEAD = timedelta(days=7)
TALK_AHEAD = timedelta(days=7)
# For so long after a talk one is asked what came of it; then it is a matter for the list of talks.
NOTES_FOR = timedelta(days=60)


def items_of(
    promises: Iterable[Given] = (), talks: Iterable[Meeting] = (), dues: Iterable[Due] = (), *, today: date
) -> list[Item]:
    found = [_promise(one, today) for one in promises]
    found += [_talk(one, today) for one in talks]
    found += [_due(one, today) for one in dues]
    return [item for item in found if item is not None]


def _promise(one: Given, today: date) -> Item | None:
    if one.proposed:
        return _accept(one, today)
    if one.due_on is None or one.due_on > today + PROMISE_AHEAD:
        return None
    return _owed(one, today) if one.ours else _awaited(one, today)


def _owed(one: Given, today: date) -> Item:
    if one.due_on < today:
        since = f"they have been waiting since {_day(one.due_on, today)}"
    else:
        since = f"said by {_day(one.due_on, today)}" if one.due_on > today else "today is the day"
    whose = "you promised it" if one.mine else "we promised it and nobody is named for it"
    because = f"Because {whose} on {_day(one.made_on, today)}, and {since}{_carried(one)}."
    return _of(one, "promise", f"We owe them: {one.text}", because, "Open the promise", one.due_on)


def _awaited(one: Given, today: date) -> Item | None:
    if one.due_on >= today:
        return None
    who = one.who or "Somebody there"
    because = (
        f"Because {who} promised it and we have been waiting since {_day(one.due_on, today)}{_carried(one)}."
    )
    return _of(one, "waiting", f"They owe us: {one.text}", because, "Ask for it", one.due_on, "ask")


def _accept(one: Given, today: date) -> Item:
    noted = f"it was noted for {'you' if one.mine else 'us'} on {_day(one.made_on, today)}"
    because = f"Because {noted} and nobody said yes yet."
    return _of(one, "accept", f"Will you? {one.text}", because, "Answer", one.made_on)


def _of(one: Given, kind: str, what: str, because: str, action: str, on: date, to: str = "promise") -> Item:
    rank = (not one.mine, on.toordinal(), one.id)
    return Item(
        f"{kind}:{one.id}:{on.isoformat()}", one.unit, what, because, action, to, str(one.id), one.code, rank
    )  # fmt: skip


def _carried(one: Given) -> str:
    return f"; it was carried over {count(one.carried, 'time')}" if one.carried else ""


def _talk(one: Meeting, today: date) -> Item | None:
    return _notes(one, today) if one.over else _ahead(one, today)


def _ahead(one: Meeting, today: date) -> Item | None:
    if one.on > today + TALK_AHEAD:
        return None
    when = {0: "today", 1: "tomorrow"}.get((one.on - today).days) or f"on {_day(one.on, today)}"
    beside = f"; {one.waiting}" if one.waiting else ""
    last = f"you last spoke {ago(one.last_on, today=today)}" if one.last_on else "it is the first one"
    because = f"Because {last}{beside}."
    who, rank = _who(one), (one.on.toordinal(), one.at, one.id)
    what = f"{one.title} {when} at {one.at}"
    return Item(
        f"session:{one.id}", who, what, because, "Prepare the talk", "session", str(one.id), one.code, rank
    )


def _notes(one: Meeting, today: date) -> Item | None:
    if one.on < today - NOTES_FOR:
        return None
    if one.opened:
        because = f"Because it was held on {_day(one.on, today)} and its notes are still open."
    else:
        because = f"Because it was planned for {_day(one.on, today)} and nobody said yet how it went."
    what = f"What came of “{one.title}”?"
    rank = (-one.on.toordinal(), one.id)
    return Item(
        f"notes:{one.id}", _who(one), what, because, "Write the notes", "session", str(one.id), one.code, rank
    )


def _who(one: Meeting) -> str:
    more = len(one.units) - 1
    return f"{one.units[0]} and {more} more" if more > 0 else (one.units[0] if one.units else "A talk")


def _due(one: Due, today: date) -> Item:
    if one.last_on is None:
        what, since = "No talk yet", "there was none yet"
    else:
        what, since = (
            f"Last talk {ago(one.last_on, today=today)}",
            f"the last one was on {_day(one.last_on, today)}",
        )
    because = f"Because {since} and none is planned; {one.rhythm} suits it, as {one.reasons}."
    rank = (not one.mine, -one.late_by, -(one.importance or 0))
    return Item(
        f"dialogue:{one.unit_id}", one.unit, what, because, "Find a date", "plan", one.code, one.code, rank
    )


def _day(on: date, today: date) -> str:
    return day(on, today=today, short=True)
