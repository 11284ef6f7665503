"""One row of a file against one unit: what it creates, what it changes, what was made by hand and stays."""

from collections.abc import Mapping
from dataclasses import dataclass

from common.sheets.columns import Column, Reference
from common.sheets.converting import Draft
from common.sheets.plan import Change, PlannedRow
from units import rules
from units.models import Unit
from units.sheets.resolve import Node
from units.sources import source_text

JUDGED = ("opened_on", "closed_on", "status", "headcount", "annual_revenue")
NO_LONGER_PINNED = "no longer kept by hand"


@dataclass
class UnitRow(PlannedRow):
    """A row and its unit.

    The parent is only named here (`moves`, `parent`): it may be a unit that does not exist yet.
    """

    moves: bool = False
    parent: Node | None = None

    @property
    def unit(self) -> Unit:
        return self.subject

    @property
    def key(self) -> str:
        return self.unit.code


@dataclass(frozen=True)
class Parents:
    """The parent that a row names, with its code as the inventory or the file has it; and the present one's."""

    node: Node | None
    code: str
    present_code: str


def create(draft: Draft, columns: Mapping[str, Column], parents: Parents, *, source: str) -> UnitRow:
    """The row as a new unit."""
    row = UnitRow(draft.line, Unit(), new=True, moves=parents.node is not None, parent=parents.node)
    sources = {}
    for name, value in draft.values.items():
        column = columns[name]
        if column.keeps and value == column.empty:
            continue
        if isinstance(column, Reference):
            value = parents.code
        else:
            setattr(row.unit, name, value)
        if name != "code":
            # An empty cell is an answer too: what is filled in by hand later differs from the source and is kept.
            sources[name] = given(source, value)
        if value != column.empty and name not in ("code", "name"):
            row.changes.append(Change(column.label, "", column.say(value)))
    row.unit.sources = sources
    return row


def update(
    unit: Unit, draft: Draft, columns: Mapping[str, Column], parents: Parents, *, source: str
) -> UnitRow:
    """The row's values put into a known unit, but for those that were made by hand."""
    row = UnitRow(draft.line, unit)
    for name, value in draft.values.items():
        column = columns[name]
        if name == "code" or _says_nothing(column, value, unit):
            continue
        if isinstance(column, Reference):
            old, value = parents.present_code, parents.code
            same = unit.parent_id == parents.node
        else:
            old = getattr(unit, name)
            same = column.same(old, value)
        if same:
            if name in unit.pinned and _agrees(unit, name, source):
                _free(row, column, value, source)
        elif name in unit.pinned:
            row.kept.append(Change(column.label, column.say(old), column.say(value)))
        else:
            _write(row, column, old, value, parents, source)
    return row


def _write(row: UnitRow, column: Column, old, value, parents: Parents, source: str) -> None:
    unit = row.unit
    if isinstance(column, Reference):
        row.moves, row.parent = True, parents.node
    else:
        setattr(unit, column.name, value)
    unit.sources = {**unit.sources, column.name: given(source, value)}
    row.tell(column, old, value)


def _free(row: UnitRow, column: Column, value, source: str) -> None:
    """The source now says what was made by hand: from here on it decides again."""
    unit = row.unit
    unit.pinned = [name for name in unit.pinned if name != column.name]
    unit.sources = {**unit.sources, column.name: given(source, value)}
    row.changes.append(Change(column.label, column.say(value), NO_LONGER_PINNED))


def given(source: str, value) -> dict:
    """What the source gave, in our words."""
    return {"source": source, "value": source_text(value)}


def _says_nothing(column: Column, value, unit: Unit) -> bool:
    """An empty cell that leaves the field alone: those that cannot be empty, and notes that no import wrote."""
    if value != column.empty:
        return False
    return column.keeps or (column.collects and column.name not in unit.sources)


def _agrees(unit: Unit, name: str, source: str) -> bool:
    """Whether it is the field's own source that says so; a file of ours brought back says nothing new."""
    return unit.sources.get(name, {}).get("source") == source


def judge(row: UnitRow, columns: Mapping[str, Column]) -> list[tuple[str, str, str]]:
    """(column, what stands there, why it cannot be) by the rules that hold for forms too."""
    unit, troubles = row.unit, []
    if row.new and not unit.name:
        troubles.append(("name", "", "A new department needs a name."))
    for name, reason in rules.problems({name: getattr(unit, name) for name in JUDGED}).items():
        troubles.append((name, columns[name].show(getattr(unit, name)), reason))
    return troubles
