"""A risk level set by hand, and drivers of risk taken over from a suggestion."""

from datetime import date

from units.actions.units import change_unit
from units.models import Unit


def override_risk(unit: Unit, *, level: int, why: str, until: date, by, reason: str = "") -> Unit:
    """The level holds instead of the one worked out, until the end of that day."""
    values = {"risk_override": level, "risk_override_reason": why, "risk_override_until": until}
    return change_unit(unit, values=values, by=by, reason=reason or why)


def end_override(unit: Unit, *, by, reason: str) -> Unit:
    """The level worked out holds again."""
    values = {"risk_override": None, "risk_override_reason": "", "risk_override_until": None}
    return change_unit(unit, values=values, by=by, reason=reason)


def use_suggestion(unit: Unit, *, field: str, level: int, by, reason: str) -> Unit:
    """A suggested driver becomes what the record says."""
    return change_unit(unit, values={field: level}, by=by, reason=reason)
