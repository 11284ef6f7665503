"""Calling about a department that is hit: beginning, noting what came of each call, ending, making it an incident."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from overview.models import CallSheet, CallTick
from units.actions.incidents import save_incident
from units.models import Incident, Unit

# A telephone's clock may run ahead a little; what it noted is then counted as just now.
LONGEST_NOTE = 300


class Ended(Exception):
    """The calls were ended before this one was made."""


@dataclass(frozen=True)
class Said:
    """What came of one call, as the page that was open noted it; `at` is when it was noted there."""

    unit: Unit
    outcome: str
    token: uuid.UUID
    contact: object = None
    colleague: object = None
    note: str = ""
    at: datetime | None = None


@transaction.atomic
def open_calls(unit: Unit, *, at: datetime, by) -> CallSheet:
    """Begins a call sheet, or gives the one that is open: two who begin at once work on the same."""
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    sheet = CallSheet.objects.filter(unit=unit, closed_at=None).first()
    if sheet is not None:
        return sheet
    sheet = CallSheet(unit=unit, opened_at=at, opened_by=by)
    with recording(by=by, reason=f"{unit} is hit"):
        sheet.full_clean()
        sheet.save()
    return sheet


@transaction.atomic
def tick(sheet: CallSheet, said: Said, *, at: datetime, by) -> CallTick:
    """Notes what came of a call. One that arrives again counts once; one made before the calls were ended counts even
    where it arrives afterwards. Raises Ended."""
    sheet = CallSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    known = CallTick.objects.filter(token=said.token).first()
    if known is not None:
        if known.sheet_id != sheet.pk:
            raise ValidationError("This belongs to other calls.")
        return known
    made = when(said.at, sheet=sheet, at=at)
    if sheet.closed_at is not None and (said.at is None or made > sheet.closed_at):
        raise Ended
    row = CallTick(
        sheet=sheet, unit=said.unit, contact=said.contact, colleague=said.colleague, outcome=said.outcome,
        ticked_at=made, ticked_by=by, note=said.note[:LONGEST_NOTE], token=said.token,
    )  # fmt: skip
    with recording(by=by, reason=f"Calls about {sheet.unit}"):
        row.full_clean(exclude=["token"])
        row.save()
    return row


def when(noted: datetime | None, *, sheet: CallSheet, at: datetime) -> datetime:
    """The time it was noted, but neither before the calls began nor in the future."""
    if noted is None:
        return at
    return max(sheet.opened_at, min(noted, at))


@transaction.atomic
def close_calls(sheet: CallSheet, *, at: datetime, by) -> CallSheet:
    """Ends the calls; ending them twice changes nothing."""
    sheet = CallSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.closed_at is None:
        with recording(by=by, reason=f"Calls about {sheet.unit} ended"):
            sheet.closed_at, sheet.closed_by = max(at, sheet.opened_at + timedelta(microseconds=1)), by
            sheet.save()
    return sheet


@transaction.atomic
def attach(sheet: CallSheet, incident: Incident | None, *, by, reason: str) -> CallSheet:
    """The calls were about this incident; they are its timeline."""
    sheet = CallSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    with recording(by=by, reason=reason):
        sheet.incident = incident
        sheet.save()
    return sheet


@transaction.atomic
def make_incident(sheet: CallSheet, incident: Incident, *, by, reason: str) -> Incident:
    """Records the incident that the calls were about, with the departments people were called about."""
    called = Unit.objects.filter(pk__in={sheet.unit_id, *sheet.ticks.values_list("unit", flat=True)})
    saved = save_incident(incident, units=list(called), readers=[], by=by, reason=reason)
    attach(sheet, saved, by=by, reason=reason)
    return saved
