"""The first rows of a file as a mapping reads them: what stands there, what becomes of it, and why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from common.sheets.columns import Column
from common.sheets.converting import Converter, Draft, Reader
from common.sheets.options import AS_OURS, Reading
from common.sheets.problems import shown
from common.sheets.reading import Row
from common.sheets.rules import ColumnMapping

LONGEST = 60


@dataclass(frozen=True)
class SampleCell:
    """`raw` as it stands in the file, `ours` as a person reads what becomes of it; `reason` where nothing does."""

    raw: str = ""
    ours: str = ""
    reason: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is kept as it stands."""
        return self.raw == self.ours


@dataclass(frozen=True)
class SampleColumn:
    label: str
    source: str


@dataclass
class Sample:
    """`rows` are pairs of the line and its cells."""

    columns: list[SampleColumn]
    rows: list[tuple[int, list[SampleCell]]] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        return sum(bool(cell.reason) for _, cells in self.rows for cell in cells)


def sample_of(
    facts: Sequence[Mapping],
    mapping: ColumnMapping,
    columns: Sequence[Column],
    reading: Reading = AS_OURS,
) -> Sample:
    """From the facts about the columns of the file, so that the file need not be read."""
    converter = Converter([fact["header"] for fact in facts], mapping, columns, reading)
    readers = {reader.column.name: reader for reader in converter.readers}
    ours = [column for column in columns if column.name in readers or column.name in converter.constants]
    sample = Sample([SampleColumn(column.label, _source(readers.get(column.name))) for column in ours])
    for row in _rows(facts):
        sample.rows.append((row.line, [_cell(converter, readers.get(c.name), c, row) for c in ours]))
    return sample


def _source(reader: Reader | None) -> str:
    return " + ".join(reader.headers) if reader else "in every row"


def _rows(facts: Sequence[Mapping]) -> list[Row]:
    """None where the file came in before its first rows were kept."""
    firsts = [fact.get("first", []) for fact in facts]
    return [Row(cells[0][0], [text for _, text in cells]) for cells in zip(*firsts, strict=True)]


def _cell(converter: Converter, reader: Reader | None, column: Column, row: Row) -> SampleCell:
    if reader is None:
        said = shown(column.say(converter.constants[column.name]), LONGEST)
        return SampleCell(said, said)
    draft, problems = Draft(row.line, {}), []
    reader.read(row, draft, problems)
    raw = shown(reader.raw(row.cells) or "", LONGEST)
    if problems:
        return SampleCell(raw, "", problems[0].reason)
    return SampleCell(raw, shown(column.say(draft.values.get(column.name, column.empty)), LONGEST))
