"""What a closing unit had goes to its successor: what it cannot lose, what it does, and who depends on whom."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from common.history import recording
from units.actions.impact import settle
from units.models import Asset, Dependency, Impact, Process, ProcessAsset, Unit

LONGEST = 200


@transaction.atomic
def hand_over(from_unit: Unit, to_unit: Unit | None, *, by, on: date, reason: str) -> None:
    """Moves assets, processes and dependencies. A name the successor has already gets the old unit's beside it; a
    dependency between the two, or one the successor has, ends. Without a successor everything stays where it was."""
    if to_unit is None:
        return
    with recording(by=by, reason=reason):
        _move(Asset, from_unit, to_unit)
        processes = {row.pk: row for row in _move(Process, from_unit, to_unit)}
        for model in (Impact, ProcessAsset):
            rows = list(model.objects.filter(process__in=processes))
            for row in rows:
                row.process = processes[row.process_id]
            model.objects.bulk_update_with_history(rows)
        _dependencies(from_unit, to_unit)
        settle([from_unit.pk, to_unit.pk])


def _move(model, from_unit: Unit, to_unit: Unit) -> list:
    taken = {name.upper() for name in model.objects.filter(unit=to_unit).values_list("name", flat=True)}
    rows = list(model.objects.filter(unit=from_unit).order_by("pk"))
    for row in rows:
        row.unit = to_unit
        row.name = _free(row.name, from_unit.name, taken)
        taken.add(row.name.upper())
    model.objects.bulk_update_with_history(rows)
    return rows


def _free(name: str, department: str, taken: set[str]) -> str:
    """The name, with the department it came from where somebody has it already; never longer than a name may be."""
    tries, free = 1, name
    while free.upper() in taken:
        number = f" {tries}" if tries > 1 else ""
        tail = f" ({department[:80]}{number})"
        free = f"{name[: LONGEST - len(tail)]}{tail}"
        tries += 1
    return free


def _dependencies(from_unit: Unit, to_unit: Unit) -> None:
    both = Q(consumer__in=(from_unit, to_unit)) | Q(provider__in=(from_unit, to_unit))
    rows = list(Dependency.objects.filter(both).select_related("consumer", "provider").order_by("pk"))
    listed = {_key(row) for row in rows if from_unit.pk not in (row.consumer_id, row.provider_id)}
    moved = []
    for row in rows:
        if from_unit.pk not in (row.consumer_id, row.provider_id):
            continue
        if row.consumer_id == from_unit.pk:
            row.consumer = to_unit
        if row.provider_id == from_unit.pk:
            row.provider = to_unit
        if row.consumer_id == row.provider_id or _key(row) in listed:
            Dependency.objects.get(pk=row.pk).delete()
            continue
        listed.add(_key(row))
        moved.append(row)
    Dependency.objects.bulk_update_with_history(moved)


def _key(row: Dependency) -> tuple:
    return (row.consumer_id, row.provider_id or row.provider_named.upper(), row.kind, row.flows)
