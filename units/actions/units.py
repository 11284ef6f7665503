"""Creating, changing, closing and reopening a unit."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower

from common.history import recording
from common.prepared import Prepared
from units import tree
from units.actions.stewards import set_stewards
from units.choices import Status
from units.doors import units_coded
from units.models import FormerCode, Unit
from units.sources import pins_after


@transaction.atomic
def create_unit(*, values: dict, stewards: Iterable | None = None, by, reason: str) -> Unit:
    """A new unit from {field: value}. Raises ValidationError for values that do not agree."""
    with recording(by=by, reason=reason):
        unit = Unit(**values)
        judge(unit, {field.name for field in Unit._meta.fields})
        _refuse_code_of_another(unit)
        unit.save()
        if stewards:
            set_stewards(unit, users=stewards, by=by, reason=reason)
    return unit


@transaction.atomic
def change_unit(unit: Unit, *, values: dict, stewards: Iterable | None = None, by, reason: str) -> Unit:
    """Writes {field: value} by hand: sourced fields become pinned, an abandoned code becomes a former one.

    `stewards`, where given, are exactly those who may act for it from now on.

    The caller has looked at `revision`; the row is locked here. Raises ValidationError for a circle in the
    tree and for values that do not agree.
    """
    _LOCK(unit=unit.pk)
    old_code = unit.loaded_values["code"]
    with recording(by=by, reason=reason):
        for name, value in values.items():
            setattr(unit, name, value)
        changed = unit.changed_fields()
        # What did not change was judged when it was written.
        judge(unit, changed)
        if "parent" in changed:
            _refuse_circle(unit)
        if unit.code.lower() != old_code.lower():
            _keep_former_code(unit, old_code)
        unit.pinned = pins_after(unit, changed)
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


def judge(unit: Unit, fields: set[str]) -> None:
    """Judges these fields, and whether all values agree, without asking the database: it holds relations itself, and
    what the constraints of the table say has been asked of the code and is asked again by `clean`."""
    relations = {field.name for field in Unit._meta.fields if field.is_relation}
    left_out = {field.name for field in Unit._meta.fields} - fields | relations
    unit.full_clean(exclude=left_out, validate_unique=False, validate_constraints=False)


def _lock(*, unit: int):
    return Unit.objects.select_for_update(no_key=True).filter(pk=unit).values_list("pk")


def _holders(*, code: str):
    return units_coded(code).values_list("pk", "name")


def _former_holders(*, code: str):
    former = FormerCode.objects.alias(folded=Lower("code")).filter(folded=code)
    return former.values_list("unit_id", "unit__name")


_LOCK, _HOLDERS, _FORMER_HOLDERS = Prepared(_lock), Prepared(_holders), Prepared(_former_holders)


def _refuse_code_of_another(unit: Unit) -> None:
    code = unit.code.lower()
    for pk, name in _HOLDERS(code=code):
        if pk != unit.pk:
            raise ValidationError({"code": f"{name} has this code. Each department needs one of its own."})
    for pk, name in _FORMER_HOLDERS(code=code):
        if pk != unit.pk:
            sentence = "had this code before; files that still use it would find the wrong department."
            raise ValidationError({"code": f"{name} {sentence}"})


def _keep_former_code(unit: Unit, old_code: str) -> None:
    _refuse_code_of_another(unit)
    for taken_back in FormerCode.objects.filter(unit=unit, code__iexact=unit.code):
        taken_back.delete()
    FormerCode(unit=unit, code=old_code).save()
