"""One side of a dependency says “yes, that is so”, or takes it back; for one or for many in one save."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from common.history import recording
from units.models import Dependency
from units.standing import PROVIDER, said

Side = tuple[Dependency, str]


@transaction.atomic
def confirm(sides: Iterable[Side], *, at: datetime, by, reason: str) -> list[Side]:
    """Those that were confirmed now: whoever confirmed before stays, and who is only named in words says nothing.

    The caller holds the rows locked.
    """
    new = [(row, side) for row, side in sides if not said(row, side) and _is_there(row, side)]
    _write(new, at=at, confirmed_by=by, by=by, reason=reason)
    return new


@transaction.atomic
def take_back(sides: Iterable[Side], *, by, reason: str) -> list[Side]:
    """Those that had been confirmed and are not any more."""
    old = [(row, side) for row, side in sides if said(row, side)]
    _write(old, at=None, confirmed_by=None, by=by, reason=reason)
    return old


def _is_there(row: Dependency, side: str) -> bool:
    return side != PROVIDER or row.provider_id is not None


def _write(sides: list[Side], *, at, confirmed_by, by, reason: str) -> None:
    for row, side in sides:
        setattr(row, f"{side}_confirmed_at", at)
        setattr(row, f"{side}_confirmed_by", confirmed_by)
    if sides:
        with recording(by=by, reason=reason):
            Dependency.objects.bulk_update_with_history({row.pk: row for row, _ in sides}.values())
