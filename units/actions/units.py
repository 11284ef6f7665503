"""Creating, changing, closing and reopening a unit."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from units import tree
from units.actions.stewards import set_stewards
from units.choices import Status
from units.models import FormerCode, Unit
from units.sources import pins_after


@transaction.atomic
def create_unit(*, values: dict, stewards: Iterable | None = None, by, reason: str) -> Unit:
    """A new unit from {field: value}. Raises ValidationError for values that do not agree."""
    with recording(by=by, reason=reason):
        unit = Unit(**values)
        _refuse_code_of_another(unit)
        unit.full_clean()
        unit.save()
        if stewards is not None:
            set_stewards(unit, users=stewards, by=by, reason=reason)
    return unit


@transaction.atomic
def change_unit(unit: Unit, *, values: dict, stewards: Iterable | None = None, by, reason: str) -> Unit:
    """Writes {field: value} by hand: sourced fields become pinned, an abandoned code becomes a former one.

    `stewards`, where given, are exactly those who may act for it from now on.

    The caller has looked at `revision`; the row is locked here. Raises ValidationError for a circle in the
    tree and for values that do not agree.
    """
    Unit.objects.select_for_update(no_key=True).only("id").get(pk=unit.pk)
    old_code = unit.loaded_values["code"]
    with recording(by=by, reason=reason):
        for name, value in values.items():
            setattr(unit, name, value)
        if "parent" in values:
            _refuse_circle(unit)
        if unit.code.lower() != old_code.lower():
            _keep_former_code(unit, old_code)
        changed = unit.changed_fields()
        unit.pinned = pins_after(unit, changed)
        # What did not change was judged when it was written.
        unit.full_clean(exclude={field.name for field in Unit._meta.fields} - changed)
        unit.save()
        if stewards is not None:
            set_stewards(unit, users=stewards, by=by, reason=reason)
    return unit


def close_unit(unit: Unit, *, closed_on: date | None, by, reason: str) -> Unit:
    """Closes the unit as of that day, which may be unknown. Its parts stay where they are."""
    if unit.status == Status.CLOSED:
        raise ValidationError(f"{unit} is closed already.")
    return change_unit(unit, values={"status": Status.CLOSED, "closed_on": closed_on}, by=by, reason=reason)


def reopen_unit(unit: Unit, *, by, reason: str) -> Unit:
    """Takes a closing back, as a new change."""
    if unit.status != Status.CLOSED:
        raise ValidationError(f"{unit} is not closed.")
    return change_unit(unit, values={"status": Status.ACTIVE, "closed_on": None}, by=by, reason=reason)


@transaction.atomic
def free_field(unit: Unit, field: str, *, by, reason: str) -> Unit:
    """Lifts the pin of one field: the next import decides it again."""
    with recording(by=by, reason=reason):
        unit.pinned = [name for name in unit.pinned if name != field]
        unit.save()
    return unit


def _refuse_circle(unit: Unit) -> None:
    if unit.parent_id is None:
        return
    # Two moves at once could each be fine and close a circle together: moves wait for one another.
    tree.lock()
    if tree.would_circle(unit.pk, unit.parent_id):
        raise ValidationError({"parent": f"{unit.parent} lies below {unit}; that would close a circle."})


def _refuse_code_of_another(unit: Unit) -> None:
    if holder := Unit.objects.filter(code__iexact=unit.code).exclude(pk=unit.pk).only("name").first():
        raise ValidationError({"code": f"{holder} has this code. Each department needs one of its own."})
    taken = (
        FormerCode.objects.filter(code__iexact=unit.code).exclude(unit=unit.pk).select_related("unit").first()
    )
    if taken:
        raise ValidationError(
            {
                "code": f"{taken.unit} had this code before; files that still use it would find the wrong department."
            }
        )


def _keep_former_code(unit: Unit, old_code: str) -> None:
    _refuse_code_of_another(unit)
    for taken_back in FormerCode.objects.filter(unit=unit, code__iexact=unit.code):
        taken_back.delete()
    FormerCode(unit=unit, code=old_code).save()
