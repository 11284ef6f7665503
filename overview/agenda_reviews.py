"""What reviews of records ask of the security team: facts in, items of Today out. Pure: no database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from common.words import count, day
from overview.agenda import Item

# So long before it is due a review is spoken of to those who do not run it themselves.
DUE_AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Running:
    """A review that is open. `longest`: the department whose answer is waited for longest, since `longest_on`."""

    id: int
    name: str
    due_on: date
    answered: int
    asked: int
    mine: bool = False
    longest: str = ""
    longest_on: date | None = None


@dataclass(frozen=True)
class Spoken:
    """An answer that leaves something to settle: `dropped` things they say are no longer theirs, or the department
    itself (`not_mine`, with who said so)."""

    id: int
    cycle: int
    code: str
    unit: str
    on: date
    who: str
    dropped: int = 0
    not_mine: bool = False


def items_of(running: Iterable[Running] = (), spoken: Iterable[Spoken] = (), *, today: date) -> list[Item]:
    found = [_running(one, today) for one in running]
    found += [_spoken(one, today) for one in spoken]
    return [item for item in found if item is not None]


def _running(one: Running, today: date) -> Item | None:
    if not one.mine and one.due_on > today + DUE_AHEAD:
        return None
    due = _day(one.due_on, today)
    if one.answered == one.asked:
        what, because = (
            "Everybody has answered",
            f"Because nobody is waited for any more; answers were asked for by {due}.",
        )
        action = "Close the review"
    else:
        what, action = f"{one.answered} of {one.asked} have answered", "See who waits"
        said = f"answers {'are' if one.due_on >= today else 'were'} asked for by"
        longest = f"; {one.longest} waits longest, since {_day(one.longest_on, today)}" if one.longest else ""
        because = f"Because {said} {due}{longest}."
    rank = (not one.mine, one.due_on.toordinal(), one.id)
    return Item(f"review:{one.id}", one.name, what, because, action, "cycle", str(one.id), "", rank)


def _spoken(one: Spoken, today: date) -> Item:
    on = _day(one.on, today)
    if one.not_mine:
        what, action = f"{one.who} says it is no longer theirs", "Ask somebody else"
        because = f"Because they said so in the review on {on}, and nobody else was asked yet."
    else:
        what, action = f"{count(one.dropped, 'thing')} no longer theirs, they say", "Settle it"
        because = f"Because {one.who} said so in the review on {on}."
    ref = f"{one.cycle}:{one.code}"
    return Item(
        f"said:{one.id}", one.unit, what, because, action, "review", ref, one.code, (one.on.toordinal(),)
    )


def _day(on: date, today: date) -> str:
    return day(on, today=today, short=True)
