"""The catalogue of obligations, and which of them bind a unit."""

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from units.models import Obligation, Unit, UnitObligation


@transaction.atomic
def save_obligation(obligation: Obligation, *, by, reason: str) -> Obligation:
    """Writes a new or changed entry of the catalogue."""
    with recording(by=by, reason=reason):
        obligation.full_clean()
        obligation.save()
    return obligation


@transaction.atomic
def bind(unit: Unit, *, obligation: Obligation, note: str = "", by, reason: str) -> UnitObligation:
    """This obligation binds this unit from now on. Raises ValidationError where it does already."""
    with recording(by=by, reason=reason):
        bound = UnitObligation(unit=unit, obligation=obligation, note=note)
        bound.full_clean()
        bound.save()
    return bound


@transaction.atomic
def release(bound: UnitObligation, *, by, reason: str) -> None:
    """This obligation no longer binds this unit; the record keeps that it did."""
    with recording(by=by, reason=reason):
        bound.delete()


@transaction.atomic
def remove_obligation(obligation: Obligation, *, by, reason: str) -> None:
    """Takes an entry out of the catalogue. Raises ValidationError while it binds a unit."""
    if UnitObligation.objects.filter(obligation=obligation).exists():
        raise ValidationError(f"{obligation} still binds departments; take it off there first.")
    with recording(by=by, reason=reason):
        obligation.delete()
