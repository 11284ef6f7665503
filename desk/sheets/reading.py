"""How a file is read: what was detected or chosen, kept with the import, and with the choices for its source."""

from dataclasses import fields, replace

from common.sheets import guessing
from common.sheets.facts import HeaderFacts, facts_of
from common.sheets.mapping import as_json as mapping_as_json
from common.sheets.options import AS_OURS, Reading, as_json, from_json
from common.sheets.problems import UnreadableFile
from common.sheets.reading import Sheet
from common.sheets.rules import ColumnMapping
from desk.models import SheetImport
from desk.sheets.kinds import Kind

# The line of the headers is another one in the next file, and found there.
CARRIED = tuple(field.name for field in fields(Reading) if field.name != "header")
NOTED = ("reading", "facts", "mapping", "state")


def reading_of(record: SheetImport) -> Reading:
    return from_json(record.reading) or AS_OURS


def sheet_of(kind: Kind, record: SheetImport) -> Sheet:
    """The rows of the file, as it was detected or said how they are read. Raises UnreadableFile."""
    return kind.read(_content(record), from_json(record.reading))


def _content(record: SheetImport) -> bytes:
    """Of a record that was read without its file, the file alone, so that nobody holds it for longer."""
    if "content" not in record.get_deferred_fields():
        return bytes(record.content)
    rows = SheetImport.objects.filter(pk=record.pk)  # unscoped: the caller has it
    return bytes(rows.values_list("content", flat=True).get())


def note(record: SheetImport, sheet: Sheet) -> list[HeaderFacts]:
    """Takes in how the sheet was read, and what stands below its headers, which is given back."""
    facts = facts_of(sheet)
    record.facts = [vars(fact) for fact in facts]
    if sheet.lenient:
        # An address book has no table whose reading could be said.
        record.reading = {}
        return facts
    said = as_json(sheet.reading)
    record.reading = said | {
        "detected": record.reading.get("detected") or said,
        "notices": sheet.notices,
        "entity": sheet.entity,
        "below_found": sheet.has_notes_below,
        "sheets": list(sheet.choices),
    }
    return facts


def carried(record: SheetImport) -> dict:
    """What somebody chose otherwise than it was detected; the next file from there is read the same way."""
    said, detected = record.reading, record.reading.get("detected", {})
    return {name: said[name] for name in CARRIED if name in said and said[name] != detected.get(name)}


def read_again(
    kind: Kind, record: SheetImport, reading: Reading, *, by, mapping: ColumnMapping | None = None
) -> None:
    """Reads the file in another way and notes what that gives; it has to be checked again then. Where the headers
    stay what they were, so does what they mean. Raises UnreadableFile."""
    if reading.sheet != reading_of(record).sheet:
        reading = replace(reading, header=0)  # another sheet has its headers elsewhere
    sheet = kind.read(bytes(record.content), reading)
    before = [fact["header"] for fact in record.facts]
    facts = note(record, sheet)
    if sheet.headers != before:
        record.mapping = mapping_as_json(guessing.guess(sheet, facts, kind.columns_for(by)))
    elif mapping is not None:
        record.mapping = mapping_as_json(mapping)
    record.state = SheetImport.State.UPLOADED
    if record.pk:
        record.save(update_fields=NOTED)


def follow(kind: Kind, record: SheetImport, said: dict, *, by) -> None:
    """Reads the file as files from that source are read, where it can be read so."""
    wanted = {name: said[name] for name in CARRIED if name in said}
    now = from_json(record.reading)
    if now is None or not wanted:
        return
    then = from_json(as_json(now) | wanted)
    if then is None or then == now:
        return
    try:
        read_again(kind, record, replace(then, header=0), by=by)
    except UnreadableFile:
        return
