"""Everything the page of one department that is hit shows, in a fixed number of questions to the database."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from common.words import count
from contacts.cards import Counterpart, first_calls, with_numbers
from contacts.choices import Purpose
from overview.impact import facts, order
from overview.impact.reach import MOST_CIRCLES, MOST_SHOWN, Radius, links
from overview.models import CallSheet, CallTick
from units.graph import Graph
from units.models import Unit

# Hours in which somebody is woken up rather than called.
NIGHT_ENDS, NIGHT_BEGINS = 7, 20
MOST_NAMED = 6


@dataclass(frozen=True)
class Impact:
    """The two directions, with names, and the call sheet."""

    unit: Unit
    radius: Radius
    hits: list[facts.Hit]
    leans: list[facts.Hit]
    calls: order.Sheet
    circles: list[str]
    reader: facts.Reader

    @property
    def waves(self) -> list[facts.Wave]:
        return facts.waves(self.hits)

    @property
    def more(self) -> int:
        return len(self.radius.hit) - len(self.hits)

    @property
    def leans_more(self) -> int:
        return len(self.radius.leans) - len(self.leans)

    @property
    def confirmed(self) -> int:
        return sum(not one.needs.unconfirmed for one in self.hits)


def impact_of(unit: Unit, user, *, on: date) -> Impact:
    reader = facts.Reader.of(user)
    radius = Radius(unit.pk, Graph(links(user)))
    hit, leans = radius.hit[:MOST_SHOWN], radius.leans[:MOST_SHOWN]
    circles = radius.circles[:MOST_CIRCLES]
    ends = {pk for one in (*hit, *leans) for pk in (one.unit, one.via.consumer, one.via.provider)}
    units = facts.named({unit.pk, *ends, *(pk for circle in circles for pk in circle[:MOST_NAMED])})
    rows = facts.needed([*hit, *leans])
    hits = facts.hits(hit, unit, units, rows, reader)
    return Impact(
        unit,
        radius,
        hits,
        facts.hits(leans, unit, units, rows, reader),
        _calls(units[unit.pk], hits, reader, on=on),
        [_circle(circle, units) for circle in circles],
        reader,
    )


def _calls(unit: Unit, hits: list[facts.Hit], reader: facts.Reader, *, on: date) -> order.Sheet:
    found = first_calls([unit, *(one.unit for one in hits)], Purpose.INCIDENT, on=on, most=order.NUMBERS)
    start, *others = found
    ours = start.counterpart
    if ours is not None:
        ours = with_numbers([ours], on=on).get(ours.user.pk, ours)
    return order.put_in_order(start, ours, zip(hits, others, strict=True), reader)


def _circle(circle: list[int], units: dict[int, Unit]) -> str:
    names = sorted((units[pk].name for pk in circle[:MOST_NAMED] if pk in units), key=str.lower)
    if len(circle) > MOST_NAMED:
        names.append(f"{len(circle) - MOST_NAMED} more")
    said = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{said} need one another{' in a circle' if len(circle) > 2 else ''}."


def at_night(now: datetime) -> bool:
    hour = timezone.localtime(now).hour
    return hour < NIGHT_ENDS or hour >= NIGHT_BEGINS


def summary(found: Impact, *, night: bool) -> str:
    """The grey line under the heading."""
    hit, calls = found.radius.hit, found.calls
    if not hit:
        reach = "Reaches no other department that we know of"
    else:
        reach = f"Reaches {count(len(hit), 'department')}"
        if found.radius.soon:
            of_them = "it" if len(hit) == 1 else f"{found.radius.soon} of them"
            reach += ", within four hours" if len(hit) == 1 else f", {of_them} within four hours"
    said = f"{reach} · call {count(len(calls.now), 'person', 'people')} {'tonight' if night else 'now'}"
    return f"{said}, {len(calls.later)} in the morning" if calls.later else said


def open_sheet(unit: Unit, user) -> CallSheet | None:
    rows = CallSheet.objects.visible_to(user).filter(unit=unit, closed_at=None)
    return rows.select_related("opened_by").first()


def latest_ticks(sheet: CallSheet, user) -> dict[str, CallTick]:
    """By person the last thing that came of calling them."""
    rows = CallTick.objects.visible_to(user).filter(sheet=sheet)
    rows = rows.select_related("contact", "colleague", "ticked_by").order_by("ticked_at", "pk")
    return {f"c{row.contact_id}" if row.contact_id else f"u{row.colleague_id}": row for row in rows}


def counterpart_of(found: Impact) -> Counterpart | None:
    return next((call.colleague for call in found.calls.now if call.colleague), None)
