"""The catalogue of practices is brought in; departments are judged quarter by quarter, by the team and themselves."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from dialogues.models import Commitment, Insight
from overview.demo.habits import SEEN, STORIES, Story
from overview.demo.stage import Event, Moment
from reviews.actions.assessing import assess
from reviews.actions.practices import bring
from reviews.choices import Assessor
from reviews.maturity import last_quarter
from reviews.models import MaturityAssessment, Practice

INGRID = "ingrid.solheim"
BROUGHT = 480
ROUNDS = (455, 364, 273, 182, 95)  # days before the demo is built; the last round is the present quarter's
BETWEEN = 3  # days from one department to the next
# What was heard, and what was promised, belongs to a practice by theme, and by a word of it.
THEMES = {1: ("vendor-access", "agency-access"), 4: ("leavers", "agency-access"), 5: ("access-reviews",)}
PROMISED = {1: "agenc", 4: "access", 5: "review"}


def events(on: date) -> Iterator[Event]:
    yield Event(BROUGHT, 10, INGRID, "Ready-made practices as a start", bring_catalogue)
    # So early in a quarter nothing can have been judged in it long ago.
    elapsed = (on - last_quarter(on)).days - 1
    for place, story in enumerate(STORIES):
        days = [day - place * BETWEEN for day in ROUNDS]
        days.append(min(25 - 2 * place, elapsed))
        for number, (day, round_) in enumerate(zip(days, story.rounds.split(), strict=True)):
            told = partial(judge, story=story, number=number, levels=round_)
            yield Event(max(day, 1), 15, story.by, "Judged with the department", told)
        for day, levels in story.own.items():
            own = partial(judge, story=story, number=-1, levels=levels, side=Assessor.DEPARTMENT)
            yield Event(day, 16, story.head, "How we see it ourselves", own)


def bring_catalogue(now: Moment) -> None:
    bring(on=now.day, **now.record)


def judge(now: Moment, story: Story, number: int, levels: str, side: Assessor = Assessor.TEAM) -> None:
    practices = list(Practice.objects.in_use(on=now.day))
    unit = now.stage.units[story.unit]
    for place, sign in enumerate(levels):
        if sign == "-":
            continue
        level = int(sign)
        target, target_on = _aim(now, story, place, level)
        row = MaturityAssessment(
            unit=unit, practice=practices[place], level=level, target=target, target_on=target_on, assessor=side,
            assessed_on=now.day, evidence=_seen(story, number, place, level),
        )  # fmt: skip
        assess(row, insights=_heard(unit, place), promises=_promised(unit, place), on=now.day, **now.record)


def _aim(now: Moment, story: Story, place: int, level: int) -> tuple[int | None, date | None]:
    target, ahead = story.aims.get(place, (None, 0))
    if target is None or target < level:
        return None, None
    by = now.stage.today + timedelta(days=ahead)
    return target, by if by > now.day else None


def _seen(story: Story, number: int, place: int, level: int) -> str:
    return story.why.get((number, place)) or SEEN[place][level]


def _heard(unit, place: int) -> list[Insight]:
    """The latest thing it said about that, where it said something."""
    rows = Insight.objects.filter(unit=unit, team_only=False, session__limited=False)
    rows = rows.filter(theme_links__theme__name__in=THEMES.get(place, ())).distinct()
    return list(rows.order_by("-heard_on", "-pk")[:1])


def _promised(unit, place: int) -> list[Commitment]:
    """The latest promise about that which is not settled yet."""
    if place not in PROMISED:
        return []
    rows = Commitment.objects.unsettled().filter(unit=unit, text__icontains=PROMISED[place])
    return list(rows.order_by("-made_on", "-pk")[:1])
