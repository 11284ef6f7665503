"""A file on its way in: received, checked, and carried out all or nothing. Time comes from the caller."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from common.history import recording
from common.sheets import guessing
from common.sheets.findings import Findings
from common.sheets.mapping import ColumnMapping, Rule, as_json, from_json, troubles_of
from common.sheets.plan import Planner, silently
from common.sheets.stash import OPEN, Stash
from desk.models import SheetImport
from desk.sheets import bad_rows, missing, reading
from desk.sheets.kinds import Kind

IN_ALREADY = "This file was brought in already."
# What an import notes after it came in. The file itself is large and stays as it is.
NOTED = (
    "mapping", "outcome", "findings_packed", "fingerprint", "checked_at", "state", "reason", "record_group",
    "applied_at", "applied_by", "closing",
)  # fmt: skip


class NotToBeDone(ValueError):
    """The import cannot be carried out as it stands; `sentences` say why."""

    def __init__(self, *sentences: str):
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)


def receive(kind: Kind, content: bytes, *, file_name: str, by, at: datetime) -> SheetImport:
    """An import of this file, not saved yet, with a guessed mapping. Raises UnreadableFile."""
    sheet = kind.read(content)
    record = SheetImport(kind=kind.name, file_name=_plain_name(file_name), uploaded_by=by, uploaded_at=at)
    record.hold(content)
    facts = reading.note(record, sheet)
    record.mapping = as_json(guessing.guess(sheet, facts, kind.columns_for(by)))
    return record


def _plain_name(name: str) -> str:
    bare = "".join(char for char in name.replace("\\", "/").rsplit("/", 1)[-1] if char.isprintable())
    return bare[-200:] or "file.csv"


def speaks_our_language(kind: Kind, record: SheetImport) -> bool:
    """Whether every header is the name of one of our columns: there is nothing to match by hand."""
    headers = {fact["header"].casefold() for fact in record.facts} - {bad_rows.REASON}
    return headers <= _names(kind) and not kind.missing(headers)


def our_columns(kind: Kind, record: SheetImport) -> ColumnMapping:
    """Only headers that are our own names are taken: nothing is guessed where nobody looks."""
    names = _names(kind)
    headers = [fact["header"] for fact in record.facts]
    return ColumnMapping([Rule(h, h.casefold() if h.casefold() in names else "") for h in headers])


def _names(kind: Kind) -> set[str]:
    return {column.name for column in kind.columns_for(None)}


def mapping_of(kind: Kind, record: SheetImport, by) -> ColumnMapping:
    return from_json(record.mapping, kind.columns_for(by))


def refuse(kind: Kind, record: SheetImport, mapping: ColumnMapping, *, by) -> None:
    """Raises NotToBeDone where the file cannot be checked by this mapping."""
    if record.is_applied:
        raise NotToBeDone(IN_ALREADY)
    if troubles := troubles_of(mapping, kind.columns_for(by)) or kind.missing(mapping.targets):
        raise NotToBeDone(*troubles)


def check(
    kind: Kind, record: SheetImport, *, mapping: ColumnMapping, by, at: datetime, progress=silently
) -> Findings:
    """Works out what the file would do and notes it in the import, which the caller saves."""
    refuse(kind, record, mapping, by=by)
    progress(0, 0, "Checking every row")
    found = Findings()
    for plan in kind.planner(reading.sheet_of(kind, record), mapping, by=by).pieces(progress):
        found.take(plan)
    record.mapping = as_json(mapping)
    _note(kind, record, found, by, at)
    return found


def _note(kind: Kind, record: SheetImport, found: Findings, by, at: datetime) -> None:
    record.note(found)
    missing.note(kind, record, found, by=by, on=timezone.localdate(at))
    record.state = SheetImport.State.CHECKED
    record.checked_at = at


def keep(record: SheetImport) -> None:
    """Saves what was noted."""
    record.save(update_fields=NOTED if record.pk else None)


@transaction.atomic
def bring_in(
    kind: Kind, record: SheetImport, *, by, reason: str, at: datetime, seen: str | None, progress=silently
) -> bool:
    """Carries the import out, all or nothing, with one reason and one group in the record.

    The plan is made again while nobody else can change what it looks at. Where it differs from the one that was
    seen (`seen` is its fingerprint; None for who did not look), nothing is written but the new preview, and the
    answer is False. Raises NotToBeDone where rows are wrong or the file is in already.
    """
    if record.pk:
        # Two presses of the button: the second finds the file brought in.
        record = _locked(record)
    if record.is_applied:
        raise NotToBeDone(IN_ALREADY)
    progress(0, 0, "Checking every row once more")
    kind.hold_back()
    planner = kind.planner(reading.sheet_of(kind, record), mapping_of(kind, record, by), by=by)
    found, stash = _judged(planner, progress)
    wanted = missing.chosen(record)
    _note(kind, record, found, by, at)
    if seen is not None and (seen != record.fingerprint or wanted != missing.chosen(record)):
        keep(record)
        return False
    if found.problems:
        raise NotToBeDone("Some rows are wrong, so nothing was brought in.")
    if held := missing.obstacles(kind, wanted):
        raise NotToBeDone(*held)
    if found.todo or wanted:
        progress(0, found.todo, "Writing")
        with recording(by=by, reason=reason, actor="" if by else kind.command) as save:
            kind.write(stash.told(progress), planner)
            missing.end(kind, wanted, on=timezone.localdate(at))
        record.outcome["ended"] = len(wanted)
        record.record_group, record.reason = save.group, save.reason
    record.state = SheetImport.State.APPLIED
    record.applied_by, record.applied_at = by, at
    keep(record)
    return True


def _judged(planner: Planner, progress) -> tuple[Findings, Stash]:
    """Everything the file would do, and the pieces of it that are to be written; none where it is wrong."""
    found, stash = Findings(), Stash(packed=planner.is_longer_than(OPEN))
    for plan in planner.pieces(progress):
        found.take(plan)
        if not found.problems:
            stash.add(plan)
    return found, stash


def _locked(record: SheetImport) -> SheetImport:
    rows = SheetImport.objects.light().select_for_update(of=("self",))  # unscoped: the caller found it
    return rows.get(pk=record.pk)
