"""What a summary says: for a department what is open between it and us, for the team what needs the person."""

from datetime import date, datetime

from common.words import clock, day, local_day
from outreach.mailing import link
from overview.today import addresses, between_us, talks

MOST = 12


def sections_of(user, *, at: datetime, today: date) -> list[dict]:
    """Headings with rows of `what`, `because`, `link`; the order is that of the first page."""
    if user.has_perm("units.compare_units"):
        return [_section("What needs you", [_item(item, user) for item in talks.items(user, now=at)])]
    if not user.has_perm("dialogues.view_talk"):
        return []
    pledges = between_us.pledges(user, today=today)
    return [
        _section("What we owe you", [_pledge(one) for one in pledges.owed]),
        _section("What we ask of you", [_pledge(one) for one in pledges.asked]),
        _section("Your next talk", _next(user, at, today)),
    ]


def _section(heading: str, rows: list[dict]) -> dict:
    return {"heading": heading, "rows": rows[:MOST], "more": max(0, len(rows) - MOST)}


def _item(item, user) -> dict:
    _, to, _ = addresses.of_item(item, user)
    return {"what": f"{item.who}: {item.what}", "because": item.because, "link": link(to)}


def _pledge(one: between_us.Pledge) -> dict:
    return {"what": f"{one.name}: {one.what}", "because": one.because, "link": link(one.href)}


def _next(user, at: datetime, today: date) -> list[dict]:
    _, talk = between_us.near_talks(user, now=at)
    if talk is None:
        return []
    ours = f" with {talk.liaison.name}" if talk.liaison_id else ""
    on = local_day(talk.starts_at)
    what = f"{talk.title} on {day(on, today=today)} at {clock(talk.starts_at)}{ours}"
    waiting = "You can add what you would like to talk about."
    return [{"what": what, "because": waiting, "link": link(talk.href)}]
