"""The practices of one department as its page shows them: what each side says, against the department's own past.

Both sides stand beside one another and are never averaged; what was judged on another scale stands apart.
"""

from dataclasses import dataclass, field
from datetime import date

from common import words
from reviews.choices import Assessor
from reviews.levels import MIL, level_word, moved_words, target_words
from reviews.maturity import DOWN, UP, is_reached, last_quarter, move, newest, quarter_ends, spread
from reviews.models import MaturityAssessment, Practice
from reviews.radar import Axis, Radar, radar
from reviews.trend import Piece, bar, height, staircase
from units.models import Unit

QUARTERS = 6
SIDES = (Assessor.TEAM, Assessor.DEPARTMENT)


@dataclass
class Said:
    """What one side says of one practice now, and said at the end of the last quarter."""

    judgement: MaturityAssessment
    before: MaturityAssessment | None
    today: date

    @property
    def level(self) -> int:
        return self.judgement.level

    @property
    def word(self) -> str:
        return level_word(self.level)

    @property
    def move(self) -> str:
        return move(self.level, self.before.level if self.before else None)

    @property
    def moved(self) -> str:
        return moved_words(self.move, self.before.level if self.before else None)

    @property
    def target(self) -> str:
        return target_words(self.judgement, today=self.today)

    @property
    def reached(self) -> bool:
        return is_reached(self.level, self.judgement.target)


@dataclass
class Row:
    """One practice; `team` and `department` are None where that side has not judged it."""

    number: int
    practice: Practice
    team: Said | None
    department: Said | None
    stairs: dict[str, str]
    aim: float | None

    @property
    def differs(self) -> bool:
        return bool(self.team and self.department) and self.team.level != self.department.level


@dataclass
class Quarter:
    """How many practices stood where on one day."""

    day: date
    pieces: list[Piece]
    counts: list[int]  # managed, documented, ad hoc, not yet, not judged


@dataclass
class Side:
    """Everything one side said: the picture of now and how it came about."""

    assessor: Assessor
    judged: int
    radar: Radar | None
    quarters: list[Quarter]
    latest: date | None


@dataclass
class UnitPractices:
    unit: Unit
    today: date
    since: date
    rows: list[Row]
    sides: list[Side]
    others: list[MaturityAssessment]  # the newest on other scales
    retired: list[Practice] = field(default_factory=list)

    @property
    def judged(self) -> int:
        return sum(bool(row.team or row.department) for row in self.rows)

    @property
    def moved(self) -> list[tuple[Row, Said]]:
        return [(row, said) for row in self.rows for said in (row.team, row.department) if said and said.move]


def read(unit: Unit, user, *, on: date) -> UnitPractices:
    """Two questions to the database, however long the past."""
    seen = MaturityAssessment.objects.visible_to(user).filter(unit=unit).until(on)
    judgements = list(seen.select_related("practice").order_by("assessed_on", "pk"))
    return arranged(unit, list(Practice.objects.visible_to(user)), judgements, on=on)


def arranged(
    unit: Unit, practices: list[Practice], judgements: list[MaturityAssessment], *, on: date
) -> UnitPractices:
    """`judgements` are the oldest first; compared is with the end of the last quarter."""
    since, in_use = last_quarter(on), [p for p in practices if not p.retired_on or p.retired_on > on]
    mil = [one for one in judgements if one.scale == MIL]
    now, before = newest(mil, on), newest(mil, since)
    rows = [_row(number, practice, mil, now, before, on) for number, practice in enumerate(in_use, start=1)]
    asked = {one.practice_id for one in judgements}
    return UnitPractices(
        unit=unit,
        today=on,
        since=since,
        rows=rows,
        sides=[_side(assessor, in_use, mil, on) for assessor in SIDES],
        others=[one for one in newest(judgements, on).values() if one.scale != MIL],
        retired=[one for one in practices if one not in in_use and one.pk in asked],
    )


def _row(number: int, practice: Practice, mil: list, now: dict, before: dict, on: date) -> Row:
    said = {}
    for side in SIDES:
        judgement = now.get(key := (practice.pk, side, MIL))
        said[side] = Said(judgement, before.get(key), on) if judgement else None
    own = [one for one in mil if one.practice_id == practice.pk]
    since = quarter_ends(on, QUARTERS)[0]
    stairs = {
        side: staircase(
            [(one.assessed_on, one.level) for one in own if one.assessor == side], since=since, until=on
        )
        for side in SIDES
    }
    aims = [one.judgement.target for one in said.values() if one and one.judgement.target is not None]
    return Row(
        number,
        practice,
        said[Assessor.TEAM],
        said[Assessor.DEPARTMENT],
        stairs,
        height(aims[0]) if aims else None,
    )


def _side(assessor: Assessor, in_use: list[Practice], mil: list, on: date) -> Side:
    own = [one for one in mil if one.assessor == assessor]
    now, year = newest(own, on), newest(own, _a_year_before(on))
    judged = [one for practice in in_use if (one := now.get((practice.pk, assessor, MIL)))]
    axes = [
        Axis(
            number,
            getattr(now.get(key := (practice.pk, assessor, MIL)), "level", None),
            getattr(year.get(key), "level", None),
            getattr(now.get(key), "target", None),
        )
        for number, practice in enumerate(in_use, start=1)
    ]
    return Side(
        assessor,
        len(judged),
        radar(axes) if judged else None,
        _quarters(own, in_use, on),
        max((one.assessed_on for one in own), default=None),
    )


def _quarters(own: list, in_use: list[Practice], on: date) -> list[Quarter]:
    """From the first quarter in which anything was judged; the newest first."""
    days = [day for day in quarter_ends(on, QUARTERS) if own and day >= own[0].assessed_on]
    counts = spread(own, days, {practice.pk for practice in in_use})
    found = [
        Quarter(day, bar(count), [count[level] for level in (3, 2, 1, 0, None)])
        for day, count in zip(days, counts, strict=True)
    ]
    return found[::-1]


def _a_year_before(on: date) -> date:
    return date(on.year - 1, on.month, min(on.day, 28))


def summary(page: UnitPractices) -> list[str]:
    """What the page comes to, in words: how many are judged, what moved, what was reached."""
    ups, downs = (len({row.number for row, said in page.moved if said.move == way}) for way in (UP, DOWN))
    since = words.day(page.since, today=page.today, short=True)
    reached = sum(any(said and said.reached for said in (row.team, row.department)) for row in page.rows)
    said = [f"{page.judged} of {len(page.rows)} judged"]
    if ups or downs:
        moved = [f"{number} {way}" for number, way in ((ups, "up"), (downs, "back")) if number]
        said.append(f"{', '.join(moved)} since {since}")
    if reached:
        said.append(f"{words.count(reached, 'aim')} reached")
    return said
