"""Sections that show what the inventory holds: who speaks for a department, where it belongs, what binds and hit it."""

from overview.department import value
from overview.department.facts import Department
from overview.department.people import speaking
from units import suggest
from units.choices import Status
from units.models import Unit
from units.risk import LEVELS
from units.suggest import Suggestion

INCIDENTS_SHOWN = 5
OBLIGATIONS_SHOWN = 8
REORGANISATIONS_SHOWN = 8


def facts(department: Department) -> dict:
    unit, reader = department.unit, department.reader
    answering = unit.answering_for_us(reader.today)
    return speaking(department) | {
        "stewards": department.stewards,
        "inherited": department.inherited,
        "owner": unit.owner,
        "answering": answering,
        "covered": answering is not None and answering.pk != unit.owner_id,
        "cover": unit.owner_cover if _cover_ahead(unit, reader.today) else None,
        "level": unit.risk,
        "word": LEVELS.get(unit.risk, "Not known yet"),
        "incidents": len(department.incidents),
        "by_hand": unit.override_holds(reader.today),
        "reads_importance": reader.reads(Unit, "strategic_importance"),
        "changes": department.changes,
        "restructure": reader.may("units.restructure_unit"),
    }


def _cover_ahead(unit: Unit, today) -> bool:
    """Whether a cover is named whose time is not over."""
    return bool(unit.owner_cover_id) and (unit.cover_until is None or unit.cover_until >= today)


def structure(department: Department) -> dict:
    parts = department.parts
    total = parts[0].total if parts else 0
    for part in parts:
        part.href = department.href(part.code)
        part.word = LEVELS.get(part.risk, "not known yet")
    return {
        "above": department.ancestors,
        "parts": parts,
        "total": total,
        "closed": parts[0].closed if parts else 0,
        "more": total - len(parts),
        "add": department.reader.may("units.add_unit"),
    }


def obligations(department: Department) -> dict:
    bound = department.obligations
    pairs = [(row.obligation.name, row.obligation.weight) for row in bound]
    return {
        "bound": bound,
        "shown": bound[:OBLIGATIONS_SHOWN],
        "folded": bound[OBLIGATIONS_SHOWN:],
        "manage": department.reader.may("units.manage_obligations"),
        "implied": value.suggested(department),
        "suggestion": _open(department, "compliance_burden", suggest.compliance_burden(pairs)),
    }


def incidents(department: Department) -> dict:
    seen = department.incidents
    pairs = [(incident.occurred_on, incident.severity) for incident in seen]
    suggestion = suggest.incident_history(pairs, on=department.reader.today)
    return {
        "shown": seen[:INCIDENTS_SHOWN],
        "total": len(seen),
        "named": sum(incident.restricted for incident in seen),
        "record": department.reader.may("units.record_incident"),
        "suggestion": _open(department, "incident_history", suggestion),
    }


def _open(department: Department, field: str, suggestion: Suggestion) -> dict | None:
    """The suggestion as far as it says something else than the record, for whoever may change that."""
    now = getattr(department.unit, field)
    if suggestion.level in (None, now) or not department.reader.may("units.change_unit"):
        return None
    label = department.unit._meta.get_field(field).verbose_name
    return {
        "field": field,
        "label": label,
        "level": suggestion.level,
        "because": suggestion.because,
        "now": now,
    }


def reorganisations(department: Department) -> dict | None:
    # What became of it comes first; a register may name dozens that became part of one.
    found = sorted(told(department), key=lambda story: not story["ended"])
    if not found:
        return None
    return {"shown": found[:REORGANISATIONS_SHOWN], "folded": found[REORGANISATIONS_SHOWN:]}


def told(department: Department) -> list[dict]:
    """Each reorganisation from this department's side: what came of it, and what it came from."""
    here = department.unit.pk
    stories = []
    for event in department.reorganisations:
        was = any(place.id == here for place in event.before)
        became = any(place.id == here for place in event.after)
        others_before = [place for place in event.before if place.id != here]
        stories.append(
            {
                "event": event,
                "ended": was and not became,
                # A register may name a successor of what is still at work here.
                "still_here": department.unit.status != Status.CLOSED,
                "succeeded_by": [place for place in event.after if place.id != here] if was else [],
                "came_from": others_before if became else [],
                "together_with": others_before if was and not became else [],
            }
        )
    return stories


def ending(department: Department) -> dict | None:
    """How a closed department came to its end, where that is known."""
    if department.unit.status != Status.CLOSED:
        return None
    return next((story for story in told(department) if story["ended"]), None)
