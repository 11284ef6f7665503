"""Which columns of a foreign file likely say what a row is about, and which refer to other rows, by code or by name."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, islice

from common.sheets.columns import Column, Reference, plain
from common.sheets.reading import Sheet
from common.sheets.rules import NAME, ColumnMapping, Rule

KEY, TITLE = "code", "name"
LIKELY = 0.8
KEY_WORDS = {"code", "id", "key", "number", "no", "nr", "identifier"}
NAME_WORDS = {"name", "title"}
FIRST_NAMES = {"first name", "firstname", "given name", "givenname", "forename"}
LAST_NAMES = {"last name", "lastname", "family name", "surname", "sn"}
LOOKED_AT = 20_000
MOST_TRIED = 8


Cells = Mapping[str, list[str]]


def cells_of(sheet: Sheet) -> Cells:
    """{header: the cells below it}, as they are compared; of a long file only its beginning."""
    rows = [[(cell or "").strip().casefold() for cell in row.cells] for row in islice(sheet.rows, LOOKED_AT)]
    return {header: [row[position] for row in rows] for position, header in enumerate(sheet.headers)}


def keys(cells: Cells, mapping: ColumnMapping, open_columns: dict[str, Column]) -> None:
    """One column that tells rows apart, else two that do together (agency and bureau); and what they are called."""
    column = open_columns.get(KEY)
    if column is not None and column.joined_by is not None and not isinstance(column, Reference):
        candidates = [rule for rule in mapping.rules if not rule.to and _ends_in(rule.header, KEY_WORDS)]
        if found := _telling(cells, candidates):
            open_columns.pop(KEY)
            for rule in found:
                rule.to = KEY
            if len(found) > 1:
                mapping.joined[KEY] = column.joined_by
    if TITLE in open_columns:
        _names(cells, mapping, open_columns)


def _names(cells: Cells, mapping: ColumnMapping, open_columns: dict[str, Column]) -> None:
    """What rows are called: of people the first and the last name together, else what says that it is a name."""
    first, last = (
        next((rule for rule in mapping.rules if not rule.to and plain(rule.header) in words), None)
        for words in (FIRST_NAMES, LAST_NAMES)
    )
    called = [rule for rule in mapping.rules if not rule.to and _ends_in(rule.header, NAME_WORDS)]
    if first and last and open_columns[TITLE].joined_by is not None:
        for part, rule in enumerate((first, last), start=1):
            rule.to, rule.part = TITLE, part
        mapping.joined[TITLE] = open_columns.pop(TITLE).joined_by
    elif called and mapping.rules_to(KEY):
        best = max(called, key=lambda rule: len(set(cells[rule.header])))
        best.to = open_columns.pop(TITLE).name


def _ends_in(header: str, words: set[str]) -> bool:
    return plain(header).rpartition(" ")[2] in words


def _telling(cells: Cells, candidates: Sequence[Rule]) -> list[Rule]:
    for rule in candidates:
        if all(cells[rule.header]) and _differ(cells[rule.header]):
            return [rule]
    for one, other in combinations(candidates[:MOST_TRIED], 2):
        if all(cells[one.header]) and _differ(zip(cells[one.header], cells[other.header], strict=True)):
            return [one, other]
    return []


def _differ(values: Iterable) -> bool:
    seen = set()
    return not any(value in seen or seen.add(value) for value in values)


def references(
    cells: Cells, mapping: ColumnMapping, columns: Sequence[Column], open_columns: dict[str, Column]
) -> None:
    """A column whose cells nearly all stand among the keys, or among the names, of other rows refers to them."""
    key, title = _of(cells, mapping, KEY), _of(cells, mapping, TITLE)
    column = next((c for c in open_columns.values() if isinstance(c, Reference) and not c.elsewhere), None)
    if column is not None and key:
        _look_for(cells, mapping, column, open_columns, key, title)
    for column in columns:
        if isinstance(column, Reference) and column.by_name:
            for rule in mapping.rules_to(column.name):
                inside = not column.elsewhere
                if _are_names(cells[rule.header], key if inside else [], title if inside else []):
                    rule.by = NAME


def _of(cells: Cells, mapping: ColumnMapping, name: str) -> list[str]:
    """The cells of the one column that becomes this one of ours."""
    rules = mapping.rules_to(name)
    return cells[rules[0].header] if len(rules) == 1 else []


def _look_for(cells: Cells, mapping: ColumnMapping, column: Reference, open_columns, key, title) -> None:
    for rule in mapping.rules:
        below = cells[rule.header]
        if not rule.to and (
            _share(below, key) >= LIKELY or (column.by_name and _share(below, title) >= LIKELY)
        ):
            rule.to = open_columns.pop(column.name).name
            return


def _share(cells: list[str], keys: list[str]) -> float:
    """How many of the filled cells stand in this column in another row."""
    known, filled = set(keys), sum(map(bool, cells))
    if not filled or not known:
        return 0
    pairs = zip(cells, keys, strict=True)
    return sum(bool(cell) and cell in known and cell != key for cell, key in pairs) / filled


def _are_names(cells: list[str], keys: list[str], titles: list[str]) -> bool:
    """Whether these are names rather than codes: names of other rows, or as names are."""
    as_codes, as_names = _share(cells, keys), _share(cells, titles)
    return as_names > as_codes if as_codes or as_names else hold_names(cells)


def hold_names(cells: Iterable[str]) -> bool:
    """Whether most hold a blank, as many names do and no code does."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return sum(" " in cell for cell in filled) * 2 > len(filled)
