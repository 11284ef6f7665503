"""Changing several units at once, by the rules of changing one."""

from django.core.exceptions import ValidationError

from units import tree
from units.actions.units import judge
from units.choices import Status
from units.models import Unit
from units.sources import pins_after


def above(parent: Unit | None) -> dict[int, str]:
    """{id: code} of the unit and of everything above it. Moves of others wait until this transaction ends."""
    if parent is None:
        return {}
    tree.lock()
    return {pk: code for pk, _, code in tree.links_above([parent.pk])}


def judge_change(unit: Unit, changed: set[str], *, above_parent: dict[int, str]) -> None:
    """Judges a unit that has its new values, of which `changed` are new; pins what a source gives otherwise. Raises
    ValidationError; writes nothing."""
    if "status" in changed and unit.loaded_values["status"] == Status.CLOSED:
        raise ValidationError("It is closed. It is opened again on its own page.")
    judge(unit, changed)
    if "parent" in changed and unit.pk in above_parent:
        # Whatever lies above the new parent would lie below itself. Others that move there change nothing above it.
        raise ValidationError(f"{unit.parent} is {unit}, or lies below it; that would close a circle.")
    unit.pinned = pins_after(unit, changed)
