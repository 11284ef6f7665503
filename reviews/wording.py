"""How reviews are spoken of: who answered when, and why something cannot be answered any more."""

from datetime import date

from common import words
from reviews.choices import Channel, CycleState, Outcome


def answered_line(review, *, today: date) -> str:
    """Who answered when and how, such as “Clara Whitfield confirmed it on 3 October.”"""
    if not review.outcome:
        return "No answer yet."
    if review.outcome == Outcome.NO_ANSWER:
        return (
            f"There was no answer when the review was closed on {words.day(review.answered_at, today=today)}."
        )
    who = review.answered_by.name if review.answered_by else "Somebody"
    done = {
        Outcome.CONFIRMED: "confirmed it",
        Outcome.CHANGED: "said what changed",
        Outcome.NOT_MINE: "said that it is no longer theirs",
    }[Outcome(review.outcome)]
    when = words.day(review.answered_at, today=today)
    return f"{who} {done} on {when}{how(review)}."


def how(review) -> str:
    """The way in which an answer came where somebody else wrote it down; nothing where it came on the page."""
    whose = f" ({review.spoke_with})" if review.spoke_with else ""
    if review.channel == Channel.PHONE:
        return f", answered by phone{whose}"
    if review.channel == Channel.ON_BEHALF:
        return f", on behalf of {review.spoke_with or 'the department'}"
    return ""


def not_open(cycle, *, today: date) -> str:
    """Why nothing can be answered in this review, as a sentence; nothing while it is open."""
    if cycle.state == CycleState.CLOSED:
        closed = words.day(cycle.closed_at, today=today)
        return f"“{cycle}” was closed on {closed}, so nothing can be answered in it any more."
    if cycle.state == CycleState.PLANNED:
        return f"“{cycle}” opens on {words.day(cycle.opens_on, today=today)}; it cannot be answered before."
    return ""
