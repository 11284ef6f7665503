"""The team gets its templates, and recurring talks are planned: first for the months ahead, then again and again."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial

from django.utils import timezone

from contacts.models import Function
from dialogues.actions import library, ready_made, sessions
from dialogues.actions.materialise import HORIZON_DAYS, REASON, materialise, materialise_series
from dialogues.actions.series import plan_series
from dialogues.models import Framework, Question, QuietTime, Series, Session
from overview.demo.rhythms import RHYTHMS, Rhythm
from overview.demo.stage import Event, Moment
from overview.demo.successions import SUCCESSIONS
from overview.demo.telling import talks_of
from overview.demo.told.passing import QUIET

INGRID, TOMAS = "ingrid.solheim", "tomas.reyes"
READY_MADE, NEW_EDITION = 543, 169
HOLIDAYS = {(1, 1), (5, 1)}
CLOSED_FROM = (12, 24)  # to the end of the year
CLOSED = "The offices are closed on that day"
ASKED_ANEW = "Which agencies work with your accounts, and who tells us when one of their people leaves?"
PASSED_ON = {one.unit for one in SUCCESSIONS}


def events(on: date) -> Iterator[Event]:
    yield Event(READY_MADE, 10, INGRID, "Ready-made templates as a start", bring_templates)
    yield Event(NEW_EDITION, 11, TOMAS, "Agencies came up in every talk", publish_edition)
    for rhythm in RHYTHMS:
        days = rhythm.days(on, len(talks_of(rhythm.key)) + rhythm.untold)
        told = (on - days[0]).days + 12
        yield Event(
            told, 15, rhythm.by, "Agreed as a recurring talk", partial(plan, rhythm=rhythm, first=days[0])
        )
        for ahead in _looked_at(rhythm, told, [(on - day).days for day in days]):
            yield Event(ahead, 6, None, REASON, partial(look_ahead, rhythm=rhythm))
    for row in QUIET:
        days, by, code, since, until, why = row
        yield Event(days, 15, by, why, partial(want_quiet, code=code, since=since, until=until, why=why))
    yield Event(1, 6, None, REASON, plan_everything)


def _looked_at(rhythm: Rhythm, told: int, days: list[int]) -> Iterator[int]:
    """The installation plans ahead every night; the story needs the nights on which something came of it: the talks
    planned before end, or a responsibility has passed on."""
    planned = told - HORIZON_DAYS
    for day in days:
        if day <= planned or PASSED_ON.intersection(rhythm.units):
            yield day + 2
            planned = day + 2 - HORIZON_DAYS


def bring_templates(now: Moment) -> None:
    ready_made.bring(by=now.by, at=now.at)


def publish_edition(now: Moment) -> None:
    """One question more in the template of Marketing; talks of before keep theirs."""
    draft = library.draft_of(Framework.objects.get(code="marketing"), by=now.by)
    help_text = "Names, contracts, who else writes under your name; what happens on their last day."
    question = Question(edition=draft, text=ASKED_ANEW, help=help_text, minutes=8)
    library.save_question(question, by=now.by, reason=now.reason)
    library.publish(draft, by=now.by, on=now.day, note="Agencies and their people are asked for")


def plan(now: Moment, rhythm: Rhythm, first: date) -> None:
    people, contacts = now.stage.people, now.stage.contacts
    series = Series(
        name=rhythm.name, kind=rhythm.kind, rule=rhythm.rule(now.stage.today), starts_on=first,
        at_time=time(rhythm.hour, rhythm.minute), time_zone=rhythm.zone, minutes=rhythm.minutes, place=rhythm.place,
        framework=Framework.objects.get(code=rhythm.framework), liaison=people[rhythm.by],
        limited=rhythm.limited, invite=rhythm.invite,
    )  # fmt: skip
    plan_series(
        series,
        units=[now.stage.units[code] for code in rhythm.units],
        functions=Function.objects.filter(code__in=rhythm.functions),
        contacts=[contacts[key] for key in rhythm.others],
        at=now.at,
        **now.record,
    )
    now.stage.series[rhythm.key] = series


def look_ahead(now: Moment, rhythm: Rhythm) -> None:
    """One series: its talks of the months ahead, and who takes part in them."""
    if series := now.stage.series.get(rhythm.key):
        materialise_series(series.pk, on=now.day, at=now.at)


def plan_everything(now: Moment) -> None:
    materialise(on=now.day, at=now.at)
    for talk in Session.objects.upcoming(at=now.at).order_by("starts_at", "series__name"):
        starts_at = talk.starts_at
        while _nobody_is_in(timezone.localdate(starts_at)):
            starts_at += timedelta(weeks=1)
        if starts_at != talk.starts_at:
            sessions.move(talk, starts_at=starts_at, by=talk.liaison, at=now.at, reason=CLOSED)


def _nobody_is_in(day: date) -> bool:
    return (day.month, day.day) in HOLIDAYS or (day.month, day.day) >= CLOSED_FROM


def want_quiet(now: Moment, code: str, since: int, until: int, why: str) -> None:
    stage = now.stage
    QuietTime(unit=stage.units[code], since=stage.day(since), until=stage.day(until), why=why).save()
