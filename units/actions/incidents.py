"""Recording an incident and changing it, with the units it touched and who may read a restricted one."""

from collections.abc import Iterable

from django.db import transaction

from common.history import recording
from units.models import Incident, IncidentReader, IncidentUnit


@transaction.atomic
def save_incident(incident: Incident, *, units: Iterable, readers: Iterable, by, reason: str) -> Incident:
    """Writes a new or changed incident. A restricted one can always be read by whoever saves it."""
    with recording(by=by, reason=reason):
        incident.full_clean()
        incident.save()
        # Readers first: a restricted incident is never linked to a unit before it is known who may read it.
        _exactly(incident, IncidentReader, "user", [*readers, by] if incident.restricted else [])
        _exactly(incident, IncidentUnit, "unit", units)
    return incident


def _exactly(incident: Incident, model, name: str, wanted: Iterable) -> None:
    """Makes `wanted` exactly what the rows of `model` name for the incident."""
    missing = {one.pk: one for one in wanted}
    for row in model.objects.filter(incident=incident).select_related("incident", name):
        if getattr(row, f"{name}_id") in missing:
            del missing[getattr(row, f"{name}_id")]
        else:
            row.delete()
    for one in missing.values():
        model(incident=incident, **{name: one}).save()
