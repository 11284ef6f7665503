"""Sections about the record itself: what changed, what is known, what is missing, what is kept by hand."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.db.models import DecimalField
from django.urls import reverse
from django.utils import timezone

from common import words
from overview.department.facts import Department
from overview.department.people import may_name
from overview.record.words import field_label, value
from units.completeness import completeness_of
from units.depth import minutes
from units.forms.unit import STRUCTURE
from units.models import Unit

# Where what is missing can be given: with people, with what they cannot lose, on the sheet.
PEOPLE = {"head", "deputy", "incident_contact", "ambassador", "asset_owners", "process_owners"}
VALUE = {"processes", "impacts", "grids"}
ON_SHEET = {"crown_jewels", "hurts_after", "needs"}
RECENT_DAYS = 90
CHANGES_SHOWN = 6


def changes(department: Department) -> dict:
    reader = department.reader
    since = timezone.make_aware(datetime.combine(reader.today - timedelta(days=RECENT_DAYS), time.min))
    recent = [change for change in department.changes if change.at >= since]
    return {
        "shown": recent[:CHANGES_SHOWN],
        "more": len(recent) > CHANGES_SHOWN,
        "new": sum(change.new for change in recent),
        "last_visit": reader.last_visit,
        "days": RECENT_DAYS,
        "last": department.changes[0] if department.changes else None,
        "whole": reader.may("overview.view_record"),
    }


def record(department: Department) -> dict:
    unit, reader = department.unit, department.reader
    found = completeness_of(unit, known=unit.facts, hidden=reader.hidden(Unit))
    return {
        "known": found.known,
        "asked": found.asked,
        "depth": depth_word(department),
        "missing": [(ask.label, _place(department, ask.key)) for ask in found.missing],
        "by_hand": _kept_by_hand(unit, today=reader.today) if reader.reads(Unit, "pinned") else [],
        "change": reader.may("units.change_unit"),
        "sheet": unit.status != "closed" and reader.may("units.change_value"),
        "minutes": minutes(found.missing),
        "last": department.changes[0] if department.changes else None,
        "whole": reader.may("overview.view_record"),
    }


def depth_word(department: Department) -> str:
    """“full”, where the reader may know: the depth follows from the importance too."""
    unit = department.unit
    return unit.get_depth_display().lower() if department.reader.reads(Unit, "depth") else ""


def _place(department: Department, key: str) -> str:
    """Where the reader can give what is missing: a place on the page, a field of the form, or nowhere."""
    reader, code = department.reader, department.unit.code
    if key == "obligations":
        return "#obligations" if reader.may("units.manage_obligations") else ""
    if key in PEOPLE:
        return reverse("unit_people", args=[code]) if may_name(department) else ""
    if key in VALUE:
        return reverse("unit_value", args=[code]) if reader.may("units.change_value") else ""
    if key in ON_SHEET:
        return f"{reverse('unit_sheet', args=[code])}#{key}" if reader.may("units.change_value") else ""
    writes = reader.may("units.change_unit")
    if key in STRUCTURE:
        writes = writes and reader.may("units.restructure_unit")
    return f"{reverse('units:edit', args=[department.unit.code])}#id_{key}" if writes else ""


def _kept_by_hand(unit: Unit, *, today: date) -> list[dict]:
    """Pinned fields with what the record says and what the file last said."""
    kept = []
    for name in unit.pinned:
        given = unit.sources.get(name)
        if given is None:
            continue
        field = Unit._meta.get_field(name)
        shown = getattr(unit, f"get_{name}_display", lambda name=name: getattr(unit, name))()
        kept.append(
            {"field": name, "label": field_label(Unit, name), "now": _said(field, shown, today),
             "source": given["source"], "given": _said(field, given["value"], today)}
        )  # fmt: skip
    return kept


def _said(field, given, today: date) -> str:
    """A value as people write it; what a file gave comes as text."""
    if given is None or given == "":
        return "nothing"
    if isinstance(field, DecimalField):
        try:
            return words.money(Decimal(str(given)), symbol=settings.CURRENCY_SYMBOL)
        except InvalidOperation:
            return str(given)
    return value(field, str(given), today=today)
