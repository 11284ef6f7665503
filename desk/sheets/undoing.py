"""Taking a whole import back, as one new change. Time comes from the caller."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from common.history import recording
from common.history.undoing import Undo, plan_undo, undo
from desk.models import SheetImport
from desk.sheets.flow import NotToBeDone
from desk.sheets.kinds import Kind

NOTHING = "There is nothing to undo: the file wrote nothing, or was undone already."


def can_be_undone(record: SheetImport) -> bool:
    """Whether it wrote something that was not taken back yet."""
    return record.state == SheetImport.State.APPLIED and record.record_group is not None


def planned(kind: Kind, record: SheetImport, *, at: datetime) -> Undo:
    """What undoing would do and destroy. Reads only."""
    retired = kind.retired(on=timezone.localdate(at))
    return plan_undo(record.record_group, retire=retired, settled=_settled(record))


def _settled(record: SheetImport) -> list[uuid.UUID]:
    """The saves of later imports that were undone, and those that undid them."""
    later = SheetImport.objects.filter(  # unscoped: by what they wrote
        state=SheetImport.State.UNDONE, applied_at__gte=record.applied_at, undo_group__isnull=False
    )
    return [group for pair in later.values_list("record_group", "undo_group") for group in pair]


@transaction.atomic
def take_back(kind: Kind, record: SheetImport, *, by, reason: str, at: datetime) -> uuid.UUID:
    """Restores what was there before. Raises CannotUndo with what would be lost by it, NotToBeDone where there is
    nothing to undo; then nothing is written."""
    rows = SheetImport.objects.light().select_for_update(of=("self",))  # unscoped: the caller found it
    record = rows.get(pk=record.pk)
    if not can_be_undone(record):
        raise NotToBeDone(NOTHING)
    kind.hold_back()
    with recording(by=by, reason=reason, actor="" if by else kind.command):
        retired = kind.retired(on=timezone.localdate(at))
        group = undo(record.record_group, by=by, reason=reason, retire=retired, settled=_settled(record))
        kind.settle(record.record_group)
    record.state = SheetImport.State.UNDONE
    record.undo_reason, record.undo_group = reason, group
    record.undone_by, record.undone_at = by, at
    record.save(update_fields=["state", "undo_reason", "undo_group", "undone_by", "undone_at"])
    return group
