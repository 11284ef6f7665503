"""What a department says in its own words, and what is noted about it."""

from overview.department.facts import Department
from units.models import Unit


def wants(department: Department) -> dict:
    unit, reader = department.unit, department.reader
    return {
        "purpose": unit.purpose,
        "security_view": unit.security_view,
        "appetite": unit.get_risk_appetite_display(),
        "edit": reader.may("units.change_unit"),
    }


def notes(department: Department) -> dict | None:
    unit, edit = department.unit, department.reader.may("units.change_unit")
    return {"text": unit.notes, "edit": edit} if unit.notes or edit else None


def team_notes(department: Department) -> dict | None:
    unit, reader = department.unit, department.reader
    if not reader.reads(Unit, "team_notes"):
        return None
    edit = reader.may("units.change_unit")
    return {"text": unit.team_notes, "edit": edit} if unit.team_notes or edit else None
