"""Naming what a unit cannot afford to lose, changing it, taking it off the list."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from common.words import count
from units.choices import Status
from units.models import Asset, Process, ProcessAsset, Unit


@transaction.atomic
def save_asset(asset: Asset, *, by, reason: str) -> Asset:
    """Writes a new or changed asset. Raises ValidationError for a name its unit has already, and for something new of
    a unit that is closed."""
    if asset.pk is None:
        refuse_closed(asset.unit)
    with recording(by=by, reason=reason):
        asset.full_clean()
        asset.save()
    return asset


@transaction.atomic
def add_assets(unit: Unit, *, names: Iterable[str], values: dict, by, reason: str) -> tuple[list[Asset], int]:
    """Several assets that differ in their names, as one save. Gives those added and how many were named already."""
    refuse_closed(unit)
    wanted, known = new_names(names, Asset.objects.filter(unit=unit))
    added = [Asset(unit=unit, name=name, **values) for name in wanted]
    with recording(by=by, reason=reason):
        for asset in added:
            asset.full_clean(validate_constraints=False)
        Asset.objects.bulk_create_with_history(added)
    return added, known


def refuse_closed(unit: Unit) -> None:
    if unit.status == Status.CLOSED:
        raise ValidationError(f"{unit.name} is closed; nothing is added to what it cannot lose.")


def new_names(names: Iterable[str], rows) -> tuple[list[str], int]:
    """(names that none of `rows` has, each once; how many were left out), ignoring case."""
    taken = {name.upper() for name in rows.values_list("name", flat=True)}
    wanted, left_out = [], 0
    for name in names:
        if name.upper() in taken:
            left_out += 1
            continue
        taken.add(name.upper())
        wanted.append(name)
    return wanted, left_out


@transaction.atomic
def remove_asset(asset: Asset, *, by, reason: str) -> UUID:
    """Takes it off the list and gives the save, which can be undone.

    Raises ValidationError while a process uses it, and says which.
    """
    if used := used_by(asset, by):
        raise ValidationError(f"{asset} is used by {used}; take it off there first.")
    with recording(by=by, reason=reason) as save:
        asset.delete()
    return save.group


def used_by(asset: Asset, user) -> str:
    """Which processes use it, in words; those of units `user` does not see are only counted."""
    using = ProcessAsset.objects.filter(asset=asset).values("process")
    seen = Process.objects.visible_to(user).filter(pk__in=using).order_by("name")
    names = [process.name for process in seen]
    hidden = Process.objects.filter(pk__in=using).count() - len(names)
    if hidden:
        names.append(count(hidden, "process of another department", "processes of other departments"))
    return names[0] if len(names) == 1 else " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
