"""Naming what a unit does, with its times and what it uses; changing it, taking it off the list."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from common.history import recording
from units.actions.assets import new_names, refuse_closed
from units.actions.impact import settle, write_severe
from units.models import Asset, Process, ProcessAsset, Unit

KEEP = object()


@transaction.atomic
def save_process(
    process: Process, *, assets: Iterable[Asset] | None = None, severe=KEEP, by, reason: str
) -> Process:
    """Writes a new or changed process. `assets`, where given, are exactly those it uses; `severe`, where given, is
    (kind of harm, hours) from which it is severe, or None for not said. Raises ValidationError."""
    if process.pk is None:
        refuse_closed(process.unit)
    with recording(by=by, reason=reason):
        process.full_clean()
        process.save()
        if assets is not None:
            _exactly(process, assets)
        if severe is not KEEP:
            write_severe(process, severe)
            settle([process.unit_id])
    return process


@transaction.atomic
def add_processes(unit: Unit, *, names: Iterable[str], by, reason: str) -> tuple[list[Process], int]:
    """Several processes that are only named yet, as one save. Gives those added and how many were named already."""
    refuse_closed(unit)
    wanted, known = new_names(names, Process.objects.filter(unit=unit))
    added = [Process(unit=unit, name=name) for name in wanted]
    with recording(by=by, reason=reason):
        for process in added:
            process.full_clean(validate_constraints=False)
        Process.objects.bulk_create_with_history(added)
    return added, known


@transaction.atomic
def remove_process(process: Process, *, by, reason: str) -> UUID:
    """Takes it off the list, with its impact and what it uses; gives the save, which can be undone."""
    unit = process.unit_id
    with recording(by=by, reason=reason) as save:
        process.delete()
        settle([unit])
    return save.group


def _exactly(process: Process, assets: Iterable[Asset]) -> None:
    missing = {asset.pk: asset for asset in assets}
    for row in ProcessAsset.objects.filter(process=process).select_related("process", "asset"):
        if missing.pop(row.asset_id, None) is None:
            row.delete()
    for asset in missing.values():
        ProcessAsset(process=process, asset=asset).save()
