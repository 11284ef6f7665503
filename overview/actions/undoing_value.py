"""Taking back one save that changed nothing but what one department cannot lose."""

import uuid
from datetime import date

from django.db import transaction

from common import words
from common.history import recording
from common.history.undoing import CannotUndo, tracked_models, undo
from contacts.models import Assignment
from units.actions.impact import settle
from units.models import Asset, Dependency, Impact, Process, ProcessAsset, Unit

OWN = (Asset, Process, ProcessAsset, Impact)
DERIVED = {
    "worst_impact",
    "worst_after",
    "risk_level",
    "depth",
}  # all that the rows of a department change of itself
NAMED = 3


def is_of(group: uuid.UUID, unit: Unit) -> bool:
    """Whether the save consists of rows of this department's value inventory, and what went and came with them."""
    found = False
    for model in tracked_models():
        for version in model.history.model.objects.filter(history_group=group):
            found = True
            if not _belongs(model, version, unit):
                return False
    return found


def _belongs(model, version, unit: Unit) -> bool:
    if model in OWN:
        return version.unit_id == unit.pk
    if model is Dependency:
        return unit.pk in (version.consumer_id, version.provider_id)
    if model is Assignment:  # only what went with its asset or process
        own = version.unit_id == unit.pk and (version.asset_id or version.process_id)
        return bool(own) and version.history_type == "-"
    return model is Unit and version.id == unit.pk and _only_derived(version)


def _only_derived(version) -> bool:
    return version.history_type == "~" and set(version.history_changes) <= DERIVED


@transaction.atomic
def undo_value(group: uuid.UUID, unit: Unit, *, by) -> None:
    """Takes the save back. Raises CannotUndo with what would have been lost. The caller has asked `is_of`."""
    with recording(by=by, reason=f"Undone on the page of {unit.name[:200]}"):
        undo(group, by=by, reason="Undone")
        settle([unit.pk])


def refusal(error: CannotUndo, *, today: date) -> str:
    """Why it could not be undone, with what was done since. Whose hand that was is in the record."""
    later = [
        f"{one.label}, {words.moment(one.at, today=today)}" if one.at else one.label for one in error.later
    ]
    if not later:
        return str(error)
    more = f" and {len(later) - NAMED} more" if len(later) > NAMED else ""
    return f"{error} {'; '.join(later[:NAMED])}{more}."
