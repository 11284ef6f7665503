"""Whether what stands in a file of evidence still stands in the record."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from common.history.undoing import tracked_models
from desk.evidence import files
from desk.evidence.lines import KEPT_BACK, Lines
from desk.models import EvidenceAnchor, EvidenceExport, RedactedVersion

BATCH = 500
MOST = 20
NOT_TAKEN = "No such file was taken from this record: its last hash is not known here."
NO_ANCHOR = "The anchor that the last line names is none of this record."
WHOLE = ("object", "at", "type", "by", "save")
WORDS = ("label", "reason")
PIECES = ("values", "labels", "changes")


@dataclass
class Standing:
    """What was found: `problems` in sentences, the first few of them; `redacted`: lines made unreadable since."""

    lines: int = 0
    redacted: int = 0
    problems: list[str] = field(default_factory=list)
    unsaid: int = 0

    def object_to(self, sentence: str) -> None:
        if len(self.problems) < MOST:
            self.problems.append(sentence)
        else:
            self.unsaid += 1


def check(lines: Iterable[bytes]) -> Standing:
    """Reads the whole file. Raises files.Broken where it is not as it was written."""
    found, rows = Standing(), files.read(lines)
    while batch := list(islice(rows, BATCH)):
        found.lines += len(batch)
        by_model = defaultdict(list)
        for number, record in batch:
            if isinstance(record.get("version"), int):
                by_model[record["model"]].append((number, record))
        for label, records in by_model.items():
            _compare(found, label, records)
        if batch[-1][1]["kind"] == files.FOOT:
            _check_origin(found, batch[-1][1])
    return found


def _check_origin(found: Standing, last: dict) -> None:
    if not EvidenceExport.objects.filter(hash=last["hash"]).exists():
        found.object_to(NOT_TAKEN)
    anchor = last.get("anchor")
    if anchor and not EvidenceAnchor.objects.filter(hash=anchor["hash"]).exists():
        found.object_to(NO_ANCHOR)


def _compare(found: Standing, label: str, records: list[tuple[int, dict]]) -> None:
    model = {model._meta.label_lower: model for model in tracked_models()}.get(label)
    if model is None:
        found.object_to(f"Line {records[0][0]}: the record has no {label}.")
        return
    versions = model.history.model.objects.filter(history_id__in=[record["version"] for _, record in records])
    lines = Lines(model)
    there = {line["version"]: line for line in lines.of(versions)}
    other = [
        (number, one) for number, one in records if not _stands(one, there.get(one["version"]), lines.names)
    ]
    if not other:
        return
    redacted = set(
        RedactedVersion.objects.filter(
            table=model.history.model._meta.db_table, version__in=[record["version"] for _, record in other]
        ).values_list("version", flat=True)
    )
    for number, record in other:
        if record["version"] not in there:
            found.object_to(f"Line {number}: version {record['version']} of {label} is not in the record.")
        elif record["version"] in redacted:
            found.redacted += 1
        else:
            found.object_to(f"Line {number}: version {record['version']} of {label} is not so in the record.")


def _stands(record: dict, line: dict | None, names: set[str]) -> bool:
    """Whether the record says what the file does, as far as the file says it. `names`: fields that are kept today."""
    if line is None:
        return False
    if any(record.get(name) != line[name] for name in WHOLE):
        return False
    if any(record.get(name) != line[name] and KEPT_BACK not in record.get(name, "") for name in WORDS):
        return False
    return all(
        line[piece].get(name) == value
        for piece in PIECES
        for name, value in record.get(piece, {}).items()
        if name in names
    )
