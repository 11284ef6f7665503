"""What the record of a department says, part by part, in words that stay the same whoever reads them and whenever.

The words are kept with the answer, so there is nothing relative in them: dates carry their year, nobody is “you”, and
nothing that is for the team alone.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from common import words
from overview.department.facts import Department
from reviews.choices import Part
from units.choices import Bucket
from units.hours import say_hours
from units.models.asset import CROWN

NAMES_SHOWN, PROCESSES_SHOWN = 24, 6
NOTHING = "Nothing on record yet"


@dataclass(frozen=True)
class Line:
    """One thing that is on record; `key` tells which, for what is ticked one by one."""

    label: str
    text: str
    key: str = ""

    def __str__(self):
        return f"{self.label}: {self.text}" if self.label else self.text


def lines_of(department: Department, dependencies: list) -> dict[str, list[Line]]:
    """Part → what is on record of it; at least one line each."""
    found = {
        Part.PEOPLE: people(department),
        Part.AIMS: aims(department.unit),
        Part.VALUE: value(department),
        Part.NEEDS: needs(department.unit, dependencies),
        Part.SHAPE: shape(department.unit),
        Part.RULES: rules(department),
    }
    return {part: lines or [Line("", NOTHING)] for part, lines in found.items()}


def people(department: Department) -> list[Line]:
    """Each person with all they answer for, the first responsibility first."""
    held: dict[int, tuple[str, list[str]]] = {}
    for holding in department.holders:
        for holder in holding:
            if holder.gone:
                continue
            what = holder.function.name.lower()
            if holder.inherited_from:
                what += f" of {holder.inherited_from}"
            held.setdefault(holder.contact.pk, (holder.contact.name, []))[1].append(what)
    said = [f"{name} as {listed(what)}" for name, what in held.values()]
    return [Line("", "; ".join(said))] if said else []


def aims(unit) -> list[Line]:
    return _told(
        ("", unit.purpose and f"“{unit.purpose.strip()}”", "purpose"),
        ("How you see us", unit.security_view and f"“{unit.security_view.strip()}”", "security_view"),
        ("Willing to take risks", unit.get_risk_appetite_display().lower(), "risk_appetite"),
    )


def value(department: Department) -> list[Line]:
    crown = [one.name for one in department.assets if one.criticality == CROWN]
    others = [one.name for one in department.assets if one.criticality != CROWN]
    hurts = department.unit.hurts_after
    lines = _told(
        ("", named(crown), "crown"),
        ("Also named", named(others), "assets"),
        ("When it starts to hurt", hurts and f"after {Bucket(hurts).label}", "hurts_after"),
    )
    processes = department.processes
    lines += [Line("", process(one), f"process:{one.pk}") for one in processes[:PROCESSES_SHOWN]]
    if more := len(processes) - PROCESSES_SHOWN:
        lines += [Line("", f"and {words.count(more, 'more process', 'more processes')}")] if more > 0 else []
    return lines


def process(one) -> str:
    """“Send newsletters for at most 3 days”, with what else is known of how long it can be down."""
    if one.mtd_hours is None:
        return one.name
    again = f", to run again within {say_hours(one.rto_hours)}" if one.rto_hours is not None else ""
    return f"{one.name}: without it for at most {say_hours(one.mtd_hours)}{again}"


def needs(unit, dependencies: list) -> list[Line]:
    """Both sides by name, the most critical first, each once."""
    wanted = [other(row, unit) for row in dependencies if row.consumer_id == unit.pk]
    wanting = [other(row, unit) for row in dependencies if row.consumer_id != unit.pk]
    return _told(
        ("You need", named(dict.fromkeys(wanted)), "needs"),
        ("They need you", named(dict.fromkeys(wanting)), "needed"),
    )


def other(row, unit) -> str:
    """The department at the other end of a dependency."""
    if row.consumer_id != unit.pk:
        return row.consumer.name
    return row.provider.name if row.provider_id else row.provider_named


def shape(unit) -> list[Line]:
    revenue = unit.annual_revenue
    return _told(
        ("People", "" if unit.headcount is None else words.number(unit.headcount), "headcount"),
        ("Where people work", unit.get_work_mode_display().lower(), "work_mode"),
        ("Annual revenue", "" if revenue is None else _money(revenue), "annual_revenue"),
        ("Exposure to threats", unit.get_exposure_display() or "", "exposure"),
        ("Incident history", unit.get_incident_history_display() or "", "incident_history"),
    )


def rules(department: Department) -> list[Line]:
    burden = department.unit.get_compliance_burden_display() or ""
    bound = [row.obligation.name for row in department.obligations]
    return _told(("", named(bound), "obligations"), ("How much they weigh", burden, "compliance_burden"))


def named(names) -> str:
    """Names beside one another; of very many the first, and how many more there are."""
    names = list(names)
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def listed(parts: list[str]) -> str:
    """“head and deputy”."""
    parts = list(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def long_day(on: date) -> str:
    return f"{on.day} {words.MONTHS[on.month - 1]} {on.year}"


def _money(value) -> str:
    return words.money(value, symbol=settings.CURRENCY_SYMBOL)


def _told(*lines: tuple[str, str, str]) -> list[Line]:
    """Those of which something is known."""
    return [Line(label, str(text), key) for label, text, key in lines if text]
