"""What is shown of a recurring talk before and after it is planned: its rhythm in words, the next days and what
becomes of them, who takes part, and how often one would suggest to talk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q

from common.words import count
from dialogues.cadence import Cadence, suggest
from dialogues.choices import PromiseState
from dialogues.models import Commitment, Session
from dialogues.occasions import Occasion, plan
from dialogues.quiet_times import quiet_for
from dialogues.recurrence import LOOK_AHEAD_YEARS, Rule, words
from dialogues.taking_part import Seat, Table
from units.models import Unit

SHOWN_DATES = 6
SHOWN_CADENCES = 5


@dataclass(frozen=True)
class Line:
    """One talk to come: when it is, in its own zone, and what is particular about it."""

    occasion: Occasion
    starts_at: datetime

    @property
    def notes(self) -> list[str]:
        one, said = self.occasion, []
        if one.left_out:
            said.append(f"falls away: {one.quiet.words}")
        elif one.quiet:
            said.append(f"instead of {one.planned_for.day} {one.planned_for:%B}: {one.quiet.words}")
        if one.skipped_hour and not one.left_out:
            said.append(f"clocks skip that hour on this day; it begins at {self.starts_at:%H:%M}")
        return said


@dataclass
class Preview:
    words: str
    lines: list[Line] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unreachable: list[str] = field(default_factory=list)
    suggestions: list[tuple[Unit, Cadence]] = field(default_factory=list)
    chosen_days: int | None = None

    @property
    def chosen_words(self) -> str:
        """The rhythm that was chosen, in the words of the one suggested."""
        days = self.chosen_days or 0
        if days < 28:
            return f"every {count(days, 'day')}"
        return f"about every {count(round(days / 30.4), 'month')}" if days >= 45 else "about every month"

    def rarer_than(self, cadence: Cadence) -> bool:
        return self.chosen_days is not None and self.chosen_days > cadence.every_days * 1.25

    @property
    def rare(self) -> list[str]:
        """Departments for which the rhythm chosen is rarer than the one suggested."""
        return [unit.name for unit, cadence in self.suggestions if self.rarer_than(cadence)]


def preview(
    rule: Rule, *, starts_on: date, at_time, zone: str, table: Table, today: date, now: datetime, invite: bool
) -> Preview:
    """What would be planned from today on."""
    first = max(starts_on, today)
    found: list[Occasion] = []
    quiet = quiet_for([unit.pk for unit in table.units], since=today)
    for years in (1, LOOK_AHEAD_YEARS):
        end = first + timedelta(366 * years)
        found = plan(rule, starts_on, at_time, zone, quiet=quiet, first=first, before=end)
        found = [one for one in found if one.starts_at >= now][:SHOWN_DATES]
        if len(found) == SHOWN_DATES:
            break
    place = ZoneInfo(zone)
    lines = [Line(one, one.starts_at.astimezone(place)) for one in found]
    said = Preview(words(rule), lines, chosen_days=_days_between(found))
    if found and table.units:
        said.seats, said.missing = table.seats(on=found[0].day), table.missing
        said.unreachable = [str(one.person) for one in said.seats if invite and not one.person.email]
    said.suggestions = suggestions(table.units[:SHOWN_CADENCES], today=today)
    return said


def _days_between(found: Sequence[Occasion]) -> int | None:
    if len(found) < 2:
        return None
    return (found[-1].planned_for - found[0].planned_for).days // (len(found) - 1)


def suggestions(units: Sequence[Unit], *, today: date) -> list[tuple[Unit, Cadence]]:
    """How often one would talk with each of them, and why. Three queries."""
    ids = [unit.pk for unit in units]
    rated = {unit.pk: unit for unit in Unit.objects.filter(pk__in=ids).with_risk(on=today)}
    last = dict(
        Session.objects.took_place()
        .filter(session_units__unit__in=ids)
        .values_list("session_units__unit")
        .annotate(Max("starts_at"))
    )
    open_promises = dict(
        Commitment.objects.filter(unit__in=ids)
        .values_list("unit")
        .annotate(open=Count("pk", filter=Q(state__in=(PromiseState.OPEN, PromiseState.PROPOSED))))
    )
    return [
        (
            unit,
            suggest(
                risk=rated[unit.pk].risk,
                importance=rated[unit.pk].strategic_importance,
                open_promises=open_promises.get(unit.pk, 0),
                days_since=(today - last[unit.pk].date()).days if unit.pk in last else None,
            ),
        )
        for unit in units
        if unit.pk in rated
    ]
