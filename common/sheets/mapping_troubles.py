"""What is wrong with a mapping by itself, before any file is looked at."""

from collections.abc import Sequence

from common.sheets.columns import Choice, Column, Reference
from common.sheets.problems import CellProblem, shown
from common.sheets.rules import CODE, EMPTY, ERROR, NAME, ColumnMapping, Rule

MAX_LABEL = 100
MAX_JOINER = 5
MAX_WORDS = 2_000


def troubles_of(mapping: ColumnMapping, columns: Sequence[Column]) -> list[str]:
    """Everything that is wrong with the mapping, as sentences."""
    known = {column.name: column for column in columns}
    found: list[str] = []
    taken: dict[str, str] = {}
    for rule in mapping.rules:
        if not rule.to:
            continue
        column = known.get(rule.to)
        if column is None:
            found.append(f"“{shown(rule.header)}” becomes “{shown(rule.to)}”, which is no column of ours.")
            continue
        found += _rule_troubles(rule, column)
        if rule.to in taken and not column.collects and rule.to not in mapping.joined:
            joined = ", or say what stands between them" if column.joined_by is not None else ""
            found.append(
                f"“{taken[rule.to]}” and “{rule.header}” both become “{column.label}”; choose one of them{joined}."
            )
        taken.setdefault(rule.to, rule.header)
    for name, joiner in mapping.joined.items():
        found += _join_troubles(name, joiner, known)
    for name, text in mapping.constants.items():
        found += _constant_troubles(name, text, known, taken)
    return found


def _rule_troubles(rule: Rule, column: Column) -> list[str]:
    found = [
        f"“{shown(rule.header)}”: “{key}” is “{one}” or “{other}”."
        for key, said, one, other in (
            ("otherwise", rule.otherwise, ERROR, EMPTY),
            ("unknown", rule.unknown, ERROR, EMPTY),
            ("by", rule.by, CODE, NAME),
        )
        if said not in (one, other)
    ]
    if rule.by == NAME and not (isinstance(column, Reference) and column.by_name):
        found.append(f"“{shown(rule.header)}”: “{column.label}” cannot be found by a name.")
    if len(rule.label) > MAX_LABEL or len(rule.split) > MAX_LABEL or len(rule.values) > MAX_WORDS:
        found.append(f"“{shown(rule.header)}”: the label, the separator or the list of words is too long.")
    if rule.values and not isinstance(column, Choice):
        found.append(
            f"“{shown(rule.header)}”: “{column.label}” is no choice among words, so none can be mapped."
        )
        return found
    for word, ours in rule.values.items():
        try:
            column.parse(ours)
        except CellProblem as problem:
            found.append(f"“{shown(rule.header)}”: “{shown(word)}” becomes “{shown(ours)}”. {problem}")
    return found


def _join_troubles(name: str, joiner: str, known: dict[str, Column]) -> list[str]:
    column = known.get(name)
    if column is None or column.joined_by is None:
        return [f"“{shown(name)}” cannot be made of several columns."]
    if len(joiner) > MAX_JOINER:
        return [f"What stands between the parts of “{column.label}” has at most {MAX_JOINER} characters."]
    return []


def _constant_troubles(name: str, text: str, known: dict[str, Column], taken: dict[str, str]) -> list[str]:
    column = known.get(name)
    if column is None or not can_be_constant(column):
        return [f"“{shown(name)}” cannot be given the same value in every row."]
    if name in taken:
        return [f"“{column.label}” comes from “{taken[name]}” and cannot have a fixed value besides."]
    try:
        column.parse(text)
    except CellProblem as problem:
        return [f"The fixed value of “{column.label}”: {problem}"]
    return []


def can_be_constant(column: Column) -> bool:
    """Not what tells one row from another."""
    return column.name != "code"
