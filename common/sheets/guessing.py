"""A first idea of what a foreign file means: from its headers, then from the values below them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from common.sheets.columns import Choice, Column, Reference, plain
from common.sheets.mapping import ColumnMapping, Rule
from common.sheets.problems import CellProblem, shown
from common.sheets.reading import Sheet

MAX_DISTINCT = 60
SAMPLES = 5


@dataclass
class HeaderFacts:
    """What stands below one header: filled cells, a few different ones, and each distinct word where there are few."""

    header: str
    filled: int = 0
    samples: list[str] = field(default_factory=list)
    words: dict[str, int] | None = field(default_factory=dict)


def facts_of(sheet: Sheet) -> list[HeaderFacts]:
    """Facts about every column of the file; `words` is None where there are too many different ones."""
    found = []
    for position, header in enumerate(sheet.headers):
        facts = HeaderFacts(header)
        for row in sheet.rows:
            cell = (row.cells[position] or "").strip()
            if cell:
                _note(facts, cell)
        found.append(facts)
    return found


def _note(facts: HeaderFacts, cell: str) -> None:
    facts.filled += 1
    if len(facts.samples) < SAMPLES and (sample := shown(cell, 80)) not in facts.samples:
        facts.samples.append(sample)
    if facts.words is None:
        return
    if len(cell) > 100 or "\0" in cell:
        facts.words = None
        return
    facts.words[cell] = facts.words.get(cell, 0) + 1
    if len(facts.words) > MAX_DISTINCT:
        facts.words = None


def guess(sheet: Sheet, facts: Sequence[HeaderFacts], columns: Sequence[Column]) -> ColumnMapping:
    """The likeliest mapping. Each of our columns is given to one header at most; the rest is not taken."""
    rules = {header: Rule(header) for header in sheet.headers}
    open_columns = {column.name: column for column in columns}
    _by_name(rules, open_columns)
    _references(sheet, rules, open_columns)
    _by_words(facts, rules, open_columns)
    for column_facts in facts:
        rule = rules[column_facts.header]
        column = next((column for column in columns if column.name == rule.to), None)
        if isinstance(column, Choice) and column_facts.words:
            rule.values = guess_words(column, column_facts.words)
    return ColumnMapping(list(rules.values()))


def _by_name(rules: dict[str, Rule], open_columns: dict[str, Column]) -> None:
    """By our names first, then by labels and aliases in the order they are declared."""
    for names_of in (lambda c: (c.name,), lambda c: (c.label,), lambda c: c.aliases):
        for column in list(open_columns.values()):
            wanted = [plain(name) for name in names_of(column)]
            fitting = [rule for rule in rules.values() if not rule.to and plain(rule.header) in wanted]
            if fitting:
                best = min(fitting, key=lambda rule: wanted.index(plain(rule.header)))
                best.to = open_columns.pop(column.name).name


def _references(sheet: Sheet, rules: dict[str, Rule], open_columns: dict[str, Column]) -> None:
    """A column whose words nearly all stand in the column of keys, in other rows, refers to them."""
    key = next((header for header, rule in rules.items() if rule.to == "code"), None)
    column = next((c for c in open_columns.values() if isinstance(c, Reference) and not c.elsewhere), None)
    if key is None or column is None:
        return
    position = sheet.headers.index(key)
    keys = [row.cells[position].strip().casefold() for row in sheet.rows]
    known = set(keys)
    for number, header in enumerate(sheet.headers):
        if rules[header].to:
            continue
        cells = [row.cells[number].strip().casefold() for row in sheet.rows]
        filled = sum(map(bool, cells))
        fitting = sum(
            bool(cell) and cell in known and cell != key for cell, key in zip(cells, keys, strict=True)
        )
        if filled and fitting >= 0.8 * filled:
            rules[header].to = open_columns.pop(column.name).name
            return


def _by_words(facts: Sequence[HeaderFacts], rules: dict[str, Rule], open_columns: dict[str, Column]) -> None:
    """A column that holds nearly nothing but our words for a choice. Bare numbers could mean anything."""
    for column_facts in facts:
        words = column_facts.words
        if rules[column_facts.header].to or not words or all(word.isdigit() for word in words):
            continue
        for column in list(open_columns.values()):
            if isinstance(column, Choice) and _share_known(column, words) >= 0.8:
                rules[column_facts.header].to = open_columns.pop(column.name).name
                break


def _share_known(column: Choice, words: dict[str, int]) -> float:
    return sum(_ours(column, word) is not None for word in words) / len(words)


def guess_words(column: Choice, words: dict[str, int]) -> dict[str, str]:
    """Foreign words that the column does not understand by itself, with what they likely mean."""
    found = {}
    for word in words:
        try:
            column.parse(word)
        except CellProblem:
            ours = _ours(column, word)
            if ours is not None:
                found[word] = column.show(ours)
    return found


def _ours(column: Choice, word: str):
    try:
        value = column.parse(word)
    except CellProblem:
        return column.synonyms.get(plain(word))
    return None if value == column.empty else value
