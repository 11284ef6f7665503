"""Writing down whom to call about a unit, and going back to the usual order."""

from collections.abc import Sequence

from django.db import transaction

from common.history import recording
from contacts.models import Pathway, PathwayStep
from units.models import Unit


@transaction.atomic
def save_pathway(
    unit: Unit, *, purpose: str, steps: Sequence[PathwayStep], note: str, counterpart, by, reason: str
) -> Pathway | None:
    """Makes these steps, in this order, the whole of what is written down. None where that is nothing."""
    pathway = Pathway.objects.filter(unit=unit, purpose=purpose).select_for_update().first()
    if not steps and not note and counterpart is None:
        if pathway:
            remove_pathway(pathway, by=by, reason=reason)
        return None
    with recording(by=by, reason=reason):
        pathway = pathway or Pathway(unit=unit, purpose=purpose)
        pathway.note, pathway.counterpart = note, counterpart
        pathway.full_clean()
        pathway.save()
        _exactly(pathway, steps)
    return pathway


@transaction.atomic
def remove_pathway(pathway: Pathway, *, by, reason: str) -> None:
    """The usual order holds again."""
    with recording(by=by, reason=reason):
        for step in pathway.steps.all():
            step.delete()
        pathway.delete()


def _exactly(pathway: Pathway, wanted: Sequence[PathwayStep]) -> None:
    """A step that stays keeps its row, so that the record tells of moving it and not of another one."""
    present = list(pathway.steps.all())
    for position, step in enumerate(wanted, start=1):
        row = next((one for one in present if _leads_to(one) == _leads_to(step)), None)
        if row is None:
            row = PathwayStep(pathway=pathway, contact=step.contact, function=step.function)
        else:
            present.remove(row)
        row.position, row.channel, row.note = position, step.channel, step.note
        row.full_clean()
        row.save()
    for row in present:
        row.delete()


def _leads_to(step: PathwayStep) -> tuple:
    return step.contact_id, step.function_id
