"""The section that says how a department's risk came about and what would change it."""

from django.urls import reverse

from overview.department import reasons, value
from overview.department.facts import Department
from units import suggest
from units.models import Unit
from units.risk import LEVELS

# Where a driver can be changed: the sections it follows from, else its field in the form.
PLACES = {"incident_history": "#incidents", "compliance_burden": "#obligations"}


def risk(department: Department) -> dict:
    unit, reader = department.unit, department.reader
    hidden = frozenset(reader.hidden(Unit))
    drivers = unit.drivers
    holds = unit.override_holds(reader.today)
    ways = reasons.ways_down(unit.risk_level, drivers, hidden)
    return {
        "level": unit.risk,
        "word": LEVELS.get(unit.risk, "Not known yet"),
        "because": reasons.because(unit.risk_level, drivers, hidden),
        "worked_out": unit.risk_level,
        "worked_out_word": LEVELS.get(unit.risk_level, "Not known yet"),
        "by_hand": holds,
        "lapsed": unit.risk_override is not None and not holds,
        "drivers": [
            *(_driver(department, name) for name in reasons.ORDER if name not in hidden),
            _worst_impact(department),
        ],
        "ways": [[(name, reasons.LABELS[name], PLACES.get(name, "")) for name in way] for way in ways],
        "working": [] if hidden & set(reasons.ORDER) else reasons.working(drivers),
        "edit": reader.may("units.change_unit"),
        "override": reader.may("units.override_risk"),
    }


def _worst_impact(department: Department) -> dict:
    """Follows from what stops the department; it is said there, not in its form."""
    worst, change = department.unit.worst_impact, department.reader.may("units.change_value")
    return {
        "name": "worst_impact",
        "label": reasons.LABELS["worst_impact"],
        "value": worst,
        "known": worst is not None,
        "of": 4,
        "from": ", ".join(part for part in (value.because(department), value.worst(department)) if part),
        "place": "#value",
        "elsewhere": reverse("unit_value", args=[department.unit.code]) if change else "",
        "team": False,
    }


def _driver(department: Department, name: str) -> dict:
    said = getattr(department.unit, name)
    return {
        "name": name,
        "label": reasons.LABELS[name],
        "value": said,
        "known": said is not None,
        "of": 5,
        "from": _basis(department, name),
        "place": PLACES.get(name, ""),
        "team": name == "strategic_importance",
    }


def _basis(department: Department, name: str) -> str:
    """What the driver rests on, in a few words."""
    if name == "compliance_burden":
        names = [row.obligation.name for row in department.obligations]
        return f"{', '.join(names[:2])} and {len(names) - 2} more" if len(names) > 2 else ", ".join(names)
    if name == "incident_history":
        pairs = [(incident.occurred_on, incident.severity) for incident in department.incidents]
        return suggest.incident_history(pairs, on=department.reader.today).because
    return ""
