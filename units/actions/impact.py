"""Writing how bad it gets, and what follows from it for the unit: its worst impact and the time it is reached."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from common.history import recording
from units import impact
from units.choices import Harm
from units.models import Impact, Process, Unit


@transaction.atomic
def write_grid(process: Process, *, answers: Mapping[tuple[str, int], int | None], by, reason: str) -> int:
    """Writes {(kind of harm, hours): severity, or None for not said} as one save; gives how many answers changed."""
    with recording(by=by, reason=reason):
        changed = _write(process, answers)
        settle([process.unit_id])
    return changed


def write_severe(process: Process, severe: tuple[str, int] | None) -> None:
    """From when it is severe, in one kind of harm: takes the place of the one answer there was."""
    held = {(row.category, row.bucket) for row in Impact.objects.filter(process=process)}
    _write(process, dict.fromkeys(held) | ({severe: Harm.SEVERE} if severe else {}))


def rows_of(units: Iterable[int]) -> dict[int, list[tuple]]:
    """Per unit what `units.impact` works on. One query."""
    found: dict[int, list[tuple]] = {unit: [] for unit in units}
    rows = Impact.objects.filter(unit__in=found).values_list(
        "unit", "process__name", "category", "bucket", "severity"
    )
    for unit, *row in rows:
        found[unit].append(tuple(row))
    return found


def settle(units: Iterable[Unit | int], *, by=None) -> None:
    """Works out the worst impact of these units (or their ids) anew, inside the recording that changed their
    processes; `by` is who made that change."""
    ids = {getattr(unit, "pk", unit) for unit in units}
    rows = rows_of(ids)
    for unit in Unit.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk"):
        found = impact.worst(rows[unit.pk])
        unit.worst_impact, unit.worst_after = found.severity, found.bucket
        unit.save()


def _write(process: Process, answers: Mapping[tuple[str, int], int | None]) -> int:
    held = {
        (row.category, row.bucket): row
        for row in Impact.objects.filter(process=process).select_related("process")
    }
    new, other = [], []
    for (category, bucket), severity in answers.items():
        row = held.get((category, bucket))
        if row is None and severity is not None:
            new.append(Impact(process=process, category=category, bucket=bucket, severity=severity))
        elif row is not None and severity is None:
            row.delete()
            other.append(row)
        elif row is not None and row.severity != severity:
            row.severity = severity
            row.save()
            other.append(row)
    if new:
        Impact.objects.bulk_create_with_history(new)
    return len(new) + len(other)
