"""Two reviews of every department's record: one that is closed, and the present one, which some have answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from contacts.models import Contact
from overview.demo.stage import Event, Moment
from overview.review.page import ReviewPage
from reviews import planning, reviewers
from reviews.actions import answers, cycles
from reviews.choices import Channel, CountsFrom, Interval, Outcome, Part, PartAnswer
from reviews.models import Cycle, UnitReview
from reviews.rehearsal import Row, rehearse
from units.choices import Kind

MAREK, INGRID, HANNA = "marek.dvorak", "ingrid.solheim", "hanna.okafor"
OPENED, TO_ANSWER, CLOSED = 100, 21, 74  # days before the demo is built, and for how long
KINDS = (Kind.DIVISION, Kind.DEPARTMENT, Kind.SUBSIDIARY, Kind.SHARED_SERVICE)
ABOVE = "{} does not sign in yet; {} answers for them this time."
NOBODY = "Nobody signs in for it yet; we ask at the next talk."


@dataclass(frozen=True)
class Said:
    """What one person answered so many days after the opening. With `part` that part changed; with `whose` somebody
    of the team wrote it down after a call."""

    by: str
    days: int
    units: str
    note: str = ""
    part: str = ""
    whose: str = ""
    not_mine: bool = False


FIRST = (
    Said("clara.whitfield", 1, "MKT"),
    Said("mei.tanaka", 1, "ECM"),
    Said("anders.nyberg", 2, "IT IT-INF IT-OT"),
    Said("daniel.osei", 2, "COR-LEG", "The register of processing is now kept by us alone", Part.RULES),
    Said("giulia.moretti", 3, "FIN FIN-CTL FIN-TRS"),
    Said("giulia.moretti", 3, "FIN-ACC", "The closing now takes four days instead of six", Part.VALUE),
    Said("lorenzo.bassi", 4, "PLT-S"),
    Said("wanda.kowalska", 6, "RND RND-DES RND-LAB"),
    Said("sofia.marin", 7, "COR-HR"),
    Said("leila.rahimi", 8, "SUB-FS"),
    Said("anders.nyberg", 9, "IT-DAT", "Reports for the board come from the new warehouse", Part.NEEDS),
    Said("rachel.adeyemi", 12, "CSV", "Two teams became one in June", Part.SHAPE),
    Said("ines.calderon", 15, "SUB-IB"),
    Said(HANNA, 17, "OPS", whose="Patrick Doyle"),
    Said("beatriz.lobo", 18, "SSC SSC-TRV"),
    Said("oliver.brandt", 19, "SAL"),
    Said("eirik.halvorsen", 20, "SUB-NO"),
)
SECOND = (
    Said("mei.tanaka", 1, "ECM"),
    Said("lorenzo.bassi", 1, "PLT-S"),
    Said("anders.nyberg", 2, "IT IT-INF", "The second data centre is in use", Part.VALUE),
    Said("leila.rahimi", 2, "SUB-FS"),
    Said("sofia.marin", 3, "COR-HR"),
    Said("wanda.kowalska", 3, "RND RND-LAB"),
    Said(
        "beatriz.lobo",
        4,
        "SSC-TRV",
        "Travel moves to Operations in the new year, as far as I know",
        not_mine=True,
    ),
    Said(INGRID, 5, "FIN", whose="Giulia Moretti"),
)


def events(on: date) -> Iterator[Event]:
    opens_on = on - timedelta(days=OPENED)
    yield Event(OPENED + 6, 10, MAREK, "The first review of all records", plan)
    yield Event(OPENED + 3, 10, MAREK, "Who answers where nobody signs in yet", settle)
    yield Event(OPENED, 9, MAREK, "The review opens", open_)
    yield from _answers(FIRST, OPENED)
    yield Event(OPENED - 14, 11, MAREK, "A week is left", nudge)
    yield Event(CLOSED, 16, MAREK, "Everybody had three weeks and some days", close)
    second = planning.next_opening(
        opens_on,
        interval=Interval.QUARTERLY,
        counts_from=CountsFrom.PLAN,
        closed_on=on - timedelta(days=CLOSED),
    )
    days = (on - second).days
    yield Event(days + 2, 10, MAREK, "Who answers where nobody signs in yet", settle)
    yield Event(days, 9, MAREK, "The review opens", open_)
    yield from _answers(SECOND, days)


def _answers(said: tuple[Said, ...], opened: int) -> Iterator[Event]:
    for one in said:
        if opened - one.days > 0:
            reason = "Told on the phone" if one.whose else "Answered in the review"
            yield Event(opened - one.days, 13, one.by, reason, partial(answer, one=one))


def plan(now: Moment) -> None:
    opens_on = now.stage.day(OPENED)
    cycle = Cycle(
        name=f"{planning.season(opens_on).capitalize()} review", run_by=now.by, interval=Interval.QUARTERLY,
        scope="&".join(f"kind={kind}" for kind in KINDS), opens_on=opens_on,
        due_on=opens_on + timedelta(days=TO_ANSWER),
    )  # fmt: skip
    cycles.plan_cycle(cycle, **now.record)


def settle(now: Moment) -> None:
    """Where whoever would be asked cannot answer, the next one above who can does; else the department is left out."""
    cycle = Cycle.objects.planned().get()
    rehearsal = rehearse(cycle, on=now.day)
    for row in rehearsal.problems:
        able = reviewers.able(row.unit, rehearsal.ground)
        _settle(now, cycle, row, able[0].contact if able else None)


def _settle(now: Moment, cycle: Cycle, row: Row, found: Contact | None) -> None:
    if found is None:
        cycles.leave_out(cycle, [row.unit], reason=NOBODY, by=now.by)
        return
    asked = row.chosen.contact.name if row.chosen.contact else "Its head"
    reason = ABOVE.format(asked, found.name)
    cycles.let_answer(cycle, [row.unit], who=found, reason=reason, by=now.by, on=now.day)


def open_(now: Moment) -> None:
    cycles.open_cycle(Cycle.objects.planned().get(), by=now.by, at=now.at)


def nudge(now: Moment) -> None:
    cycles.nudge(Cycle.objects.open().get().reviews.unanswered(), by=now.by, at=now.at)


def close(now: Moment) -> None:
    cycles.close_cycle(Cycle.objects.open().get(), by=now.by, at=now.at)


def answer(now: Moment, one: Said) -> None:
    reviews = UnitReview.objects.filter(cycle=Cycle.objects.open().get(), unit__code__in=one.units.split())
    for review in reviews.select_related("cycle", "unit", "reviewer").order_by("pk"):
        _answer(now, one, review)


def _answer(now: Moment, one: Said, review: UnitReview) -> None:
    shown = ReviewPage(review, now.by, now=now.at).shown(set(), at=now.at)
    if one.not_mine:
        answers.not_mine(review, note=one.note, shown=shown, by=now.by, at=now.at)
        return
    parts = dict.fromkeys(Part.values, (PartAnswer.CORRECT, ""))
    if one.part:
        parts[one.part] = (PartAnswer.CHANGED, one.note)
    answers.answer(
        review, outcome=Outcome.CHANGED if one.part else Outcome.CONFIRMED, parts=parts, shown=shown, by=now.by,
        at=now.at, channel=Channel.PHONE if one.whose else Channel.PAGE, spoke_with=one.whose,
    )  # fmt: skip
