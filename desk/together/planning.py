"""What a change of several rows would do: every row judged, nothing written. The same plan, made again under lock, is
carried out where it says what was shown."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from uuid import UUID
from zlib import crc32

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import capfirst

from accounts.audiences import hidden_fields
from common import words
from common.history import recording
from common.sheets.plan import Change
from common.words import NOTHING
from desk.together.kinds import Kind

MOST = 1_000  # rows at once; what is more is a matter for a file


@dataclass
class Line:
    """One row. `refused` says why it stays as it is; `overtaken` that it is not what was shown before."""

    row: models.Model
    label: str
    href: str
    changes: list[Change]
    refused: str = ""
    note: str = ""
    overtaken: bool = False

    @property
    def mark(self) -> str:
        """Differs where the row would be changed in another way."""
        said = [self.refused, *((one.label, one.old, one.new) for one in self.changes)]
        return f"{crc32(repr(said).encode()):08x}"


@dataclass
class Plan:
    """All rows chosen. `unseen` counts those that are gone, or not this person's to change."""

    lines: list[Line]
    unseen: int = 0
    group: UUID | None = field(default=None, compare=False)

    @cached_property
    def changed(self) -> list[Line]:
        return [line for line in self.lines if line.changes and not line.refused]

    @cached_property
    def refused(self) -> list[Line]:
        return [line for line in self.lines if line.refused]

    @property
    def unchanged(self) -> int:
        return len(self.lines) - len(self.changed) - len(self.refused)

    @property
    def overtaken(self) -> int:
        return sum(line.overtaken for line in self.lines)

    @property
    def marks(self) -> str:
        """What was shown, for the next request: the mark of each row by its id."""
        return ",".join(
            f"{line.row.pk}-{line.mark}" for line in sorted(self.lines, key=lambda one: one.row.pk)
        )

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(f"{self.unseen} {self.marks}".encode()).hexdigest()

    def compare(self, marks: str) -> None:
        """Marks the lines that are not what was shown before."""
        shown = dict(part.split("-", 1) for part in marks.split(",") if "-" in part)
        for line in self.lines:
            line.overtaken = shown.get(str(line.row.pk), line.mark) != line.mark


def make(kind: Kind, ids: Collection[int], values: dict, *, by, today: date, lock: bool = False) -> Plan:
    """What giving these rows the `values` would do."""
    found = kind.rows(by).filter(pk__in=ids).order_by("pk").select_related(*kind.related)
    if lock:
        found = found.select_for_update(of=("self",), no_key=True)
    rows = list(found)
    facts = kind.facts(rows, values, by=by)
    hidden = hidden_fields(by, kind.model)
    lines = [_line(kind, row, values, facts, hidden, by=by, today=today) for row in rows]
    lines.sort(key=lambda line: (line.label.lower(), line.row.pk))
    return Plan(lines, unseen=len(set(ids)) - len(rows))


def carry_out(
    kind: Kind, ids: Collection[int], values: dict, *, shown: str, by, at: datetime, today: date, reason: str
) -> Plan:
    """Writes what the plan of that fingerprint says, all of it or nothing: as one save, whose `group` the plan then
    has. Where it would be something else by now, nothing is written."""
    with transaction.atomic():
        plan = make(kind, ids, values, by=by, today=today, lock=True)
        if plan.fingerprint == shown and plan.changed:
            with recording(by=by, reason=reason) as save:
                kind.write([line.row for line in plan.changed], by=by, at=at)
            plan.group = save.group
    return plan


def _line(kind: Kind, row, values: dict, facts, hidden, *, by, today: date) -> Line:
    label, before = str(row), {name: getattr(row, name) for name in (*values, *kind.consequences)}
    for name, value in values.items():
        setattr(row, name, value)
    changed = row.changed_fields() & set(values)
    line = Line(row, label, kind.address(row), [])
    if not changed:
        return line
    try:
        kind.judge(row, changed, facts, by=by)
    except ValidationError as error:
        line.refused = " ".join(error.messages)
    row.derive()
    told = [name for name in values if name in changed]
    if not line.refused:
        told += [
            name for name in kind.consequences if name not in hidden and before[name] != getattr(row, name)
        ]
        line.note = kind.note(row, changed, by=by)
    fields = {name: kind.model._meta.get_field(name) for name in told}
    line.changes = [
        Change(title(field), worded(field, before[name], today), worded(field, getattr(row, name), today))
        for name, field in fields.items()
    ]
    return line


def title(field: models.Field) -> str:
    """The name of a field at the beginning of a line."""
    return capfirst(str(field.verbose_name))


def worded(field: models.Field, value, today: date) -> str:
    """One value as a reader sees it."""
    if value is None or value == "":
        return NOTHING
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, date):
        return words.day(value, today=today)
    return str(value)
