"""Bringing a file in: received, checked, and carried out all or nothing. Time comes from the caller."""

from datetime import datetime

from django.db import transaction

from common.history import bulk, recording
from common.sheets import guessing, reading
from common.sheets.mapping import ColumnMapping, Rule, as_json, from_json, troubles_of
from desk.models import SheetImport
from units.models import Unit
from units.sheets import resolve
from units.sheets.columns import COLUMNS, columns_for
from units.sheets.findings import findings_of, outcome_of
from units.sheets.plan import Plan, make_plan

KIND = "units"
COMMAND = "import_units"


class NotToBeDone(ValueError):
    """The import cannot be carried out as it stands; `sentences` say why."""

    def __init__(self, *sentences: str):
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)


def receive(content: bytes, *, file_name: str, by, at: datetime) -> SheetImport:
    """An import of this file, not saved yet, with a guessed mapping. Raises UnreadableFile."""
    sheet = reading.read(content)
    facts = guessing.facts_of(sheet)
    record = SheetImport(kind=KIND, file_name=_plain_name(file_name), uploaded_by=by, uploaded_at=at)
    record.hold(content)
    record.facts = [vars(fact) for fact in facts]
    record.mapping = as_json(guessing.guess(sheet, facts, columns_for(by)))
    return record


def _plain_name(name: str) -> str:
    bare = "".join(char for char in name.replace("\\", "/").rsplit("/", 1)[-1] if char.isprintable())
    return bare[-200:] or "file.csv"


def speaks_our_language(record: SheetImport) -> bool:
    """Whether every header is the name of one of our columns: there is nothing to match by hand."""
    headers = {fact["header"].casefold() for fact in record.facts}
    return "code" in headers and headers <= {column.name for column in COLUMNS}


def our_columns(record: SheetImport) -> ColumnMapping:
    """Only headers that are our own names are taken: nothing is guessed where nobody looks."""
    names = {column.name for column in COLUMNS}
    headers = [fact["header"] for fact in record.facts]
    return ColumnMapping([Rule(h, h.casefold() if h.casefold() in names else "") for h in headers])


def mapping_of(record: SheetImport, by) -> ColumnMapping:
    return from_json(record.mapping, columns_for(by))


def missing_of(mapping: ColumnMapping) -> list[str]:
    """What the mapping lacks before any row can be judged, as sentences."""
    if "code" not in mapping.targets:
        return ["Say which column holds the code: it tells which department a row is about."]
    return []


def check(record: SheetImport, *, mapping: ColumnMapping, by, at: datetime) -> Plan:
    """Works out what the file would do and notes it in the import, which the caller saves."""
    if record.is_applied:
        raise NotToBeDone("This file was brought in already.")
    if troubles := troubles_of(mapping, columns_for(by)) or missing_of(mapping):
        raise NotToBeDone(*troubles)
    plan = make_plan(reading.read(bytes(record.content)), mapping, by=by)
    record.mapping = as_json(mapping)
    _note(record, plan, at)
    return plan


def _note(record: SheetImport, plan: Plan, at: datetime) -> None:
    record.note(outcome_of(plan), findings_of(plan))
    record.state = SheetImport.State.CHECKED
    record.checked_at = at


@transaction.atomic
def bring_in(record: SheetImport, *, by, reason: str, at: datetime, seen: str | None) -> bool:
    """Carries the import out, all or nothing, with one reason and one group in the record.

    The plan is made again while nobody else can change the inventory. Where it differs from the one that was
    seen (`seen` is its fingerprint; None for who did not look), nothing is written but the new preview, and the
    answer is False. Raises NotToBeDone where rows are wrong or the file is in already.
    """
    if record.pk:
        # Two presses of the button: the second finds the file brought in.
        record = _locked(record)
    if record.is_applied:
        raise NotToBeDone("This file was brought in already.")
    resolve.hold_back_other_changes()
    sheet = reading.read(bytes(record.content))
    plan = make_plan(sheet, mapping_of(record, by), by=by)
    _note(record, plan, at)
    if seen is not None and seen != record.fingerprint:
        record.save()
        return False
    if plan.problems:
        raise NotToBeDone("Some rows are wrong, so nothing was brought in.")
    if plan.created or plan.changed:
        with recording(by=by, reason=reason, actor="" if by else COMMAND) as save:
            _write(plan)
        record.record_group, record.reason = save.group, save.reason
    record.state = SheetImport.State.APPLIED
    record.applied_by, record.applied_at = by, at
    record.save()
    return True


def _locked(record: SheetImport) -> SheetImport:
    rows = SheetImport.objects.select_for_update(of=("self",))  # unscoped: the caller found it
    return rows.get(pk=record.pk)


def _write(plan: Plan) -> None:
    # Ids first, so that children and parents can be written in one go and in any order.
    bulk.give_ids([row.unit for row in plan.created])
    for row in (*plan.created, *plan.changed):
        if row.moves:
            row.unit.parent = plan.units[row.parent] if row.parent is not None else None
    Unit.objects.bulk_create_with_history([row.unit for row in plan.created])
    Unit.objects.bulk_update_with_history([row.unit for row in plan.changed])
