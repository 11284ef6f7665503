"""From the rows of a file to values of our columns, by a mapping. References stay as they are written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from common.sheets.columns import Choice, Column, Text
from common.sheets.options import AS_OURS, Reading
from common.sheets.problems import CellProblem, Problem, shown
from common.sheets.reading import Row, Sheet
from common.sheets.rules import EMPTY, ColumnMapping, Rule

Cells = Sequence[str | None]
REMEMBERED = 10_000


@dataclass(slots=True)
class Draft:
    """One row as values of our columns. A column that the file lacks, or whose cell cannot be read, is not in it."""

    line: int
    values: dict[str, object]


class Converter:
    """Reads rows with these headers by a mapping, numbers and days as the file writes them; what comes up again and
    again is understood once."""

    def __init__(
        self,
        headers: Sequence[str],
        mapping: ColumnMapping,
        columns: Sequence[Column],
        reading: Reading = AS_OURS,
    ):
        self.columns = columns
        self.readers = _readers(headers, mapping, [column.written(reading) for column in columns])
        self.constants = {
            column.name: column.parse(mapping.constants[column.name])
            for column in columns
            if column.name in mapping.constants
        }

    def draft(self, row: Row, problems: list[Problem]) -> Draft:
        """The row as values; every cell that cannot be read is added to `problems` and left out."""
        draft = Draft(row.line, dict(self.constants))
        for reader in self.readers:
            reader.read(row, draft, problems)
        return draft


def convert(
    sheet: Sheet, mapping: ColumnMapping, columns: Sequence[Column]
) -> tuple[list[Draft], list[Problem]]:
    """Drafts of all rows, and every cell that cannot be read. A row with such a cell is drafted without it."""
    converter = Converter(sheet.headers, mapping, columns, sheet.reading)
    problems = list(sheet.problems)
    return [converter.draft(row, problems) for row in sheet.rows], problems


def _readers(headers: Sequence[str], mapping: ColumnMapping, columns: Sequence[Column]) -> list["Reader"]:
    known = {column.name: column for column in columns}
    parts: dict[str, list[tuple[int, Rule]]] = {}
    for position, header in enumerate(headers):
        rule = mapping.rule(header)
        if rule and rule.to in known:
            parts.setdefault(rule.to, []).append((position, rule))
    readers: list[Reader] = []
    for name, found in parts.items():
        found.sort(key=lambda part: part[1].part)
        column = known[name]
        if column.collects:
            readers.append(_Collector(column, found))
        elif len(found) > 1 and name in mapping.joined:
            readers.append(_Joiner(column, found, mapping.joined[name]))
        else:
            readers.append(Reader(column, found[:1]))
    # A text made of several columns last, so that what is wrong is told in the order of the file.
    return sorted(readers, key=lambda reader: reader.column.collects)


class Reader:
    """Gives one of our columns its value from one of the file."""

    def __init__(self, column: Column, parts: list[tuple[int, Rule]]):
        self.column, self.parts = column, parts
        self.position = parts[0][0]
        self.headers = [rule.header for _, rule in parts]
        self.parse = _parser(column, parts[0][1])

    def raw(self, cells: Cells) -> str | None:
        """What stands in the file; None where it says nothing at all."""
        return cells[self.position]

    def read(self, row: Row, draft: Draft, problems: list[Problem]) -> None:
        text = self.raw(row.cells)
        if text is None:
            return
        try:
            draft.values[self.column.name] = self.parse(text)
        except CellProblem as problem:
            problems.append(Problem(row.line, ", ".join(self.headers), shown(text), str(problem)))


class _Joiner(Reader):
    """Gives one of our columns its value from several of the file; parts that are empty are left out."""

    def __init__(self, column: Column, parts: list[tuple[int, Rule]], between: str):
        super().__init__(column, parts)
        self.between = between

    def raw(self, cells: Cells) -> str | None:
        said = [cells[position] for position, _ in self.parts]
        if all(cell is None for cell in said):
            return None
        return self.between.join(part for cell in said if (part := (cell or "").strip()))


class _Collector(Reader):
    """Brings several columns of a file together in one text, a line for each that says something."""

    def raw(self, cells: Cells) -> str:
        return "\n".join(line for position, rule in self.parts if (line := self._line(cells[position], rule)))

    def read(self, row: Row, draft: Draft, problems: list[Problem]) -> None:
        for position, rule in self.parts:
            try:
                self.column.parse(row.cells[position] or "")
            except CellProblem as problem:
                problems.append(Problem(row.line, rule.header, shown(row.cells[position]), str(problem)))
                return
        super().read(row, draft, problems)

    def _line(self, cell: str | None, rule: Rule) -> str:
        text = (cell or "").strip()
        if text and rule.split:
            text = ", ".join(piece for part in text.split(rule.split) if (piece := part.strip()))
        return f"{rule.label}: {text}" if text and rule.label else text


def _parser(column: Column, rule: Rule) -> Callable[[str], object]:
    """Reads a cell of one column by one rule. What comes up again and again is read once."""
    if isinstance(column, Text):
        return column.parse
    words = {word.strip().casefold(): column.parse(ours) for word, ours in rule.values.items()}
    seen: dict[str, object] = {}

    def parse(text: str):
        if text in seen:
            return seen[text]
        word = text.strip().casefold()
        if word in words:
            value = words[word]
        else:
            value = _parsed(column, rule, text)
        if len(seen) < REMEMBERED:
            seen[text] = value
        return value

    return parse


def _parsed(column: Column, rule: Rule, text: str):
    try:
        return column.parse(text)
    except CellProblem:
        if isinstance(column, Choice) and rule.otherwise == EMPTY:
            return column.empty
        raise
