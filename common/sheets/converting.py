"""From the rows of a file to values of our columns, by a mapping. References stay as they are written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from common.sheets.columns import Choice, Column, Text
from common.sheets.mapping import EMPTY, ColumnMapping
from common.sheets.problems import CellProblem, Problem, shown
from common.sheets.reading import Sheet


@dataclass(slots=True)
class Draft:
    """One row as values of our columns. A column that the file lacks, or whose cell cannot be read, is not in it."""

    line: int
    values: dict[str, object]


@dataclass(frozen=True)
class _Reader:
    position: int
    header: str
    column: Column
    parse: Callable[[str], object]


def convert(
    sheet: Sheet, mapping: ColumnMapping, columns: Sequence[Column]
) -> tuple[list[Draft], list[Problem]]:
    """Drafts of all rows, and every cell that cannot be read. A row with such a cell is drafted without it."""
    readers, collectors = _readers(sheet.headers, mapping, columns)
    constants = {
        column.name: column.parse(mapping.constants[column.name])
        for column in columns
        if column.name in mapping.constants
    }
    drafts, problems = [], list(sheet.problems)
    for row in sheet.rows:
        draft = Draft(row.line, dict(constants))
        for reader in readers:
            text = row.cells[reader.position]
            if text is None:
                continue
            try:
                draft.values[reader.column.name] = reader.parse(text)
            except CellProblem as problem:
                problems.append(Problem(row.line, reader.header, shown(text), str(problem)))
        for collector in collectors:
            collector.take(row, draft, problems)
        drafts.append(draft)
    return drafts, problems


def _readers(headers, mapping: ColumnMapping, columns: Sequence[Column]):
    known = {column.name: column for column in columns}
    readers: list[_Reader] = []
    collectors: dict[str, _Collector] = {}
    for position, header in enumerate(headers):
        rule = mapping.rule(header)
        column = known.get(rule.to) if rule else None
        if column is None:
            continue
        if column.collects:
            collectors.setdefault(column.name, _Collector(column)).parts.append((position, rule))
        else:
            readers.append(_Reader(position, header, column, _parser(column, rule)))
    return readers, list(collectors.values())


def _parser(column: Column, rule) -> Callable[[str], object]:
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
        seen[text] = value
        return value

    return parse


def _parsed(column: Column, rule, text: str):
    try:
        return column.parse(text)
    except CellProblem:
        if isinstance(column, Choice) and rule.otherwise == EMPTY:
            return column.empty
        raise


class _Collector:
    """Brings several columns of a file together in one text, a line for each that says something."""

    def __init__(self, column: Column):
        self.column = column
        self.parts: list[tuple] = []

    def take(self, row, draft: Draft, problems: list[Problem]) -> None:
        lines = []
        for position, rule in self.parts:
            try:
                text = self.column.parse(row.cells[position] or "")
            except CellProblem as problem:
                problems.append(Problem(row.line, rule.header, shown(row.cells[position]), str(problem)))
                return
            if text and rule.split:
                text = ", ".join(piece for part in text.split(rule.split) if (piece := part.strip()))
            if text:
                lines.append(f"{rule.label}: {text}" if rule.label else text)
        try:
            draft.values[self.column.name] = self.column.parse("\n".join(lines))
        except CellProblem as problem:
            header = ", ".join(rule.header for _, rule in self.parts)
            problems.append(Problem(row.line, header, shown("\n".join(lines)), str(problem)))
