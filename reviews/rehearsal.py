"""What would happen if a review opened: who is asked for which department, and what stands in the way."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models.functions import Lower

from common.words import count
from reviews import reviewers, scope, standing
from reviews.models import Arrangement, Cycle, UnitReview
from reviews.reviewers import Chosen
from reviews.standing import Ground
from units.models import Unit

CLASH = "It is asked in “{}” already, which is still open."
MOST_NAMED = 5


@dataclass(frozen=True)
class Row:
    """One department of the review: who would be asked, or why it is left out."""

    unit: Unit
    chosen: Chosen
    arrangement: Arrangement | None = None
    clash: str = ""

    @property
    def left_out(self) -> bool:
        return self.arrangement is not None and self.arrangement.left_out

    @property
    def problem(self) -> str:
        return self.clash or self.chosen.problem

    @property
    def blocks(self) -> bool:
        return bool(self.problem) and not self.left_out


@dataclass(frozen=True)
class Rehearsal:
    cycle: Cycle
    conditions: list[str]
    unreadable: list[str]
    rows: list[Row]
    ground: Ground

    @cached_property
    def asked(self) -> list[Row]:
        return [row for row in self.rows if not row.left_out and not row.problem]

    @cached_property
    def problems(self) -> list[Row]:
        return [row for row in self.rows if row.blocks]

    @cached_property
    def left_out(self) -> list[Row]:
        return [row for row in self.rows if row.left_out]

    @cached_property
    def noted(self) -> int:
        """How many are asked although somebody is away."""
        return sum(1 for row in self.asked if row.chosen.note)

    @cached_property
    def mails(self) -> int:
        """One for each person, however many departments."""
        return len({row.chosen.contact.user_id for row in self.asked})

    @cached_property
    def refusals(self) -> list[str]:
        """Why it cannot open now, as sentences; nothing where it can."""
        if self.unreadable:
            return self.unreadable
        if not self.rows or (not self.asked and not self.problems):
            return [scope.EMPTY]
        return _clashes(self.problems) + _unsettled([row for row in self.problems if not row.clash])


def rehearse(cycle: Cycle, *, on: date, today: date | None = None) -> Rehearsal:
    """As of the day on which it opens. A fixed number of questions, however many departments."""
    meant = scope.of(cycle)
    units = list(
        meant.units.only("id", "code", "name", "kind", "parent_id", "status").order_by(Lower("name"), "pk")
    )
    arranged = {
        one.unit_id: one
        for one in cycle.arrangements.select_related("reviewer__user")  # the whole of one review
    }
    by_hand = [one.reviewer for one in arranged.values() if one.reviewer]
    ground = standing.read(units, on=on, until=max(cycle.due_on, on), also=by_hand)
    elsewhere = _asked_elsewhere(cycle, units)
    today = today or on
    rows = [_row(unit, arranged.get(unit.pk), elsewhere.get(unit.pk, ""), ground, today) for unit in units]
    return Rehearsal(cycle, meant.conditions, meant.problems, rows, ground)


def _row(unit: Unit, arranged: Arrangement | None, elsewhere: str, ground: Ground, today: date) -> Row:
    if arranged and arranged.reviewer:
        chosen = reviewers.given(arranged.reviewer, unit, ground, today=today)
    else:
        chosen = reviewers.choose(unit, ground, today=today)
    return Row(unit, chosen, arranged, CLASH.format(elsewhere) if elsewhere else "")


def _asked_elsewhere(cycle: Cycle, units: list[Unit]) -> dict[int, str]:
    """Name of the review by unit that still waits for its answer."""
    rows = UnitReview.objects.unanswered().filter(unit__in=[unit.pk for unit in units]).exclude(cycle=cycle)
    return dict(rows.values_list("unit", "cycle__name"))


def _clashes(problems: list[Row]) -> list[str]:
    by_clash = defaultdict(list)
    for row in problems:
        if row.clash:
            by_clash[row.clash].append(row.unit.name)
    return [f"{named(names)}: {clash}" for clash, names in sorted(by_clash.items())]


def _unsettled(problems: list[Row]) -> list[str]:
    if not problems:
        return []
    names = named([row.unit.name for row in problems])
    return [f"{count(len(problems), 'department')} to settle first, {names}: nobody there can answer yet."]


def named(names: list[str]) -> str:
    """The first few by name, and how many more."""
    more = len(names) - MOST_NAMED
    said = ", ".join(names[:MOST_NAMED])
    return f"{said} and {more} more" if more > 0 else said
