"""A first idea of what a foreign file means: from its headers, then from the values below them."""

from collections.abc import Sequence

from common.sheets import likely_keys
from common.sheets.columns import Choice, Column, plain
from common.sheets.facts import HeaderFacts
from common.sheets.problems import CellProblem
from common.sheets.reading import Sheet
from common.sheets.rules import ColumnMapping, Rule

LIKELY = 0.8


def guess(sheet: Sheet, facts: Sequence[HeaderFacts], columns: Sequence[Column]) -> ColumnMapping:
    """The likeliest mapping. Each of our columns is given to one header, a key to several where one is not enough;
    the rest is not taken."""
    mapping = ColumnMapping([Rule(header) for header in sheet.headers])
    rules = {rule.header: rule for rule in mapping.rules}
    open_columns = {column.name: column for column in columns}
    _by_name(rules, open_columns)
    cells = likely_keys.cells_of(sheet)
    likely_keys.keys(cells, mapping, open_columns)
    likely_keys.references(cells, mapping, columns, open_columns)
    _by_words(facts, rules, open_columns)
    _by_look(facts, rules, open_columns)
    for column_facts in facts:
        rule = rules[column_facts.header]
        column = next((column for column in columns if column.name == rule.to), None)
        if isinstance(column, Choice) and column_facts.words:
            rule.values = guess_words(column, column_facts.words)
    return mapping


def _by_name(rules: dict[str, Rule], open_columns: dict[str, Column]) -> None:
    """By our names first, then by labels and aliases in the order they are declared."""
    for names_of in (lambda c: (c.name,), lambda c: (c.label,), lambda c: c.aliases):
        for column in list(open_columns.values()):
            wanted = [plain(name) for name in names_of(column)]
            fitting = [rule for rule in rules.values() if not rule.to and plain(rule.header) in wanted]
            if fitting:
                best = min(fitting, key=lambda rule: wanted.index(plain(rule.header)))
                best.to = open_columns.pop(column.name).name


def _by_words(facts: Sequence[HeaderFacts], rules: dict[str, Rule], open_columns: dict[str, Column]) -> None:
    """A column that holds nearly nothing but our words for a choice. Bare numbers could mean anything."""
    for column_facts in facts:
        words = column_facts.words
        if rules[column_facts.header].to or not words or all(word.isdigit() for word in words):
            continue
        for column in list(open_columns.values()):
            if isinstance(column, Choice) and _share_known(column, words) >= LIKELY:
                rules[column_facts.header].to = open_columns.pop(column.name).name
                break


def _share_known(column: Choice, words: dict[str, int]) -> float:
    return sum(_ours(column, word) is not None for word in words) / len(words)


def _by_look(facts: Sequence[HeaderFacts], rules: dict[str, Rule], open_columns: dict[str, Column]) -> None:
    """A column whose cells look as only those of one of ours do, such as e-mail addresses."""
    for column_facts in facts:
        if rules[column_facts.header].to or not column_facts.samples:
            continue
        for column in list(open_columns.values()):
            if column.telling and all(_reads(column, sample) for sample in column_facts.samples):
                rules[column_facts.header].to = open_columns.pop(column.name).name
                break


def _reads(column: Column, text: str) -> bool:
    try:
        column.parse(text)
    except CellProblem:
        return False
    return True


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
