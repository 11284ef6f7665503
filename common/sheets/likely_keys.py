"""Which columns of a foreign file likely say what a row is about, and which refer to other rows, by code or by name."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from common.sheets.columns import Column, Reference, plain
from common.sheets.reading import Sheet
from common.sheets.rules import NAME, ColumnMapping, Rule

KEY, TITLE = "code", "name"
LIKELY = 0.8
KEY_WORDS = {"code", "id", "key", "number", "no", "nr", "identifier"}
NAME_WORDS = {"name", "title"}
LOOKED_AT = 2_000


def keys(sheet: Sheet, mapping: ColumnMapping, open_columns: dict[str, Column]) -> None:
    """One column that tells rows apart, else two that do together (agency and bureau); and what they are called."""
    column = open_columns.get(KEY)
    if column is not None and column.joined_by is not None and not isinstance(column, Reference):
        candidates = [rule for rule in mapping.rules if not rule.to and _ends_in(rule.header, KEY_WORDS)]
        if found := _telling(sheet, mapping, candidates):
            open_columns.pop(KEY)
            for rule in found:
                rule.to = KEY
            if len(found) > 1:
                mapping.joined[KEY] = column.joined_by
    if TITLE in open_columns:
        called = [rule for rule in mapping.rules if not rule.to and _ends_in(rule.header, NAME_WORDS)]
        if called:
            best = max(called, key=lambda rule: len(set(_cells(sheet, mapping, rule))))
            best.to = open_columns.pop(TITLE).name


def _ends_in(header: str, words: set[str]) -> bool:
    return plain(header).rpartition(" ")[2] in words


def _telling(sheet: Sheet, mapping: ColumnMapping, candidates: Sequence[Rule]) -> list[Rule]:
    cells = {rule.header: _cells(sheet, mapping, rule) for rule in candidates}
    for rule in candidates:
        if all(cells[rule.header]) and _differ(cells[rule.header]):
            return [rule]
    for one, other in combinations(candidates, 2):
        if all(cells[one.header]) and _differ(zip(cells[one.header], cells[other.header], strict=True)):
            return [one, other]
    return []


def _differ(values: Iterable) -> bool:
    values = list(values)
    return len(set(values)) == len(values)


def _cells(sheet: Sheet, mapping: ColumnMapping, rule: Rule) -> list[str]:
    position = mapping.rules.index(rule)
    return [(row.cells[position] or "").strip().casefold() for row in sheet.rows]


def references(
    sheet: Sheet, mapping: ColumnMapping, columns: Sequence[Column], open_columns: dict[str, Column]
) -> None:
    """A column whose cells nearly all stand among the keys, or among the names, of other rows refers to them."""
    column = next((c for c in open_columns.values() if isinstance(c, Reference) and not c.elsewhere), None)
    key, title = _of(sheet, mapping, KEY), _of(sheet, mapping, TITLE)
    if column is not None and key:
        _look_for(sheet, mapping, column, open_columns, key, title)
    for column in columns:
        if isinstance(column, Reference) and column.by_name:
            for rule in mapping.rules_to(column.name):
                inside = not column.elsewhere
                cells = _cells(sheet, mapping, rule)
                if _are_names(cells, key if inside else [], title if inside else []):
                    rule.by = NAME


def _of(sheet: Sheet, mapping: ColumnMapping, name: str) -> list[str]:
    """The cells of the one column that becomes this one of ours."""
    rules = mapping.rules_to(name)
    return _cells(sheet, mapping, rules[0]) if len(rules) == 1 else []


def _look_for(sheet, mapping, column: Reference, open_columns, key: list[str], title: list[str]) -> None:
    for rule in mapping.rules:
        if rule.to:
            continue
        cells = _cells(sheet, mapping, rule)
        if _share(cells, key) >= LIKELY or (column.by_name and _share(cells, title) >= LIKELY):
            rule.to = open_columns.pop(column.name).name
            return


def _share(cells: list[str], keys: list[str]) -> float:
    """How many of the filled cells stand in this column in another row."""
    known, filled = set(keys), sum(map(bool, cells))
    if not filled or not known:
        return 0
    return (
        sum(bool(cell) and cell in known and cell != key for cell, key in zip(cells, keys, strict=True))
        / filled
    )


def _are_names(cells: list[str], keys: list[str], titles: list[str]) -> bool:
    """Whether these are names rather than codes: names of other rows; or with blanks, which no code has."""
    as_codes, as_names = _share(cells, keys), _share(cells, titles)
    if as_codes or as_names:
        return as_names > as_codes
    filled = [cell for cell in cells if cell][:LOOKED_AT]
    return sum(" " in cell for cell in filled) * 2 > len(filled)
