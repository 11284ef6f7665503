"""How the columns and words of a foreign file become ours: the rules, and their form as JSON.

    {"name": "HR system",
     "columns": {"Slug": "code",
                 "Format": {"to": "kind", "values": {"Ministry": "department", "?": ""}, "otherwise": "error"},
                 "Parent": {"to": "parent", "unknown": "empty"},
                 "Other parents": {"to": "notes", "label": "Also belongs to", "split": ";"},
                 "Updated on": null},
     "constants": {"work_mode": "hybrid"}}

A word mapped to "" is left empty. `otherwise` (a word that is neither mapped nor ours) and `unknown` (a reference
to a row that does not exist) are "error" or "empty".
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from common.sheets.columns import Choice, Column, Reference
from common.sheets.problems import CellProblem, UnusableMapping, shown

ERROR, EMPTY = "error", "empty"
MAX_NAME = 100
MAX_LABEL = 100
MAX_WORDS = 2_000


@dataclass
class Rule:
    """What happens to one column of the file; `to` is the name of our column, or "" for not taken."""

    header: str
    to: str = ""
    values: dict[str, str] = field(default_factory=dict)
    otherwise: str = ERROR
    unknown: str = ERROR
    label: str = ""
    split: str = ""


@dataclass
class ColumnMapping:
    """The rules of one kind of file. `name` says where such files come from."""

    rules: list[Rule]
    constants: dict[str, str] = field(default_factory=dict)
    name: str = ""

    def rule(self, header: str) -> Rule | None:
        wanted = header.casefold()
        return next((rule for rule in self.rules if rule.header.casefold() == wanted), None)

    @property
    def targets(self) -> set[str]:
        """Names of our columns that get a value."""
        return {rule.to for rule in self.rules if rule.to} | set(self.constants)

    @property
    def not_taken(self) -> list[str]:
        return [rule.header for rule in self.rules if not rule.to]


def as_json(mapping: ColumnMapping) -> dict:
    """The mapping as it is kept and handed out; what is left to its default is left out."""
    columns: dict = {}
    for rule in mapping.rules:
        extra = {
            "values": rule.values,
            "otherwise": rule.otherwise if rule.otherwise != ERROR else "",
            "unknown": rule.unknown if rule.unknown != ERROR else "",
            "label": rule.label,
            "split": rule.split,
        }
        extra = {key: value for key, value in extra.items() if value}
        columns[rule.header] = {"to": rule.to, **extra} if rule.to and extra else rule.to or None
    return {"name": mapping.name, "columns": columns, "constants": mapping.constants}


def from_json(data, columns: Sequence[Column]) -> ColumnMapping:
    """The mapping in `data`. Raises UnusableMapping with everything that is wrong with it."""
    if not isinstance(data, Mapping) or not isinstance(data.get("columns"), Mapping):
        raise UnusableMapping(["A mapping is a JSON object with “columns”: each header and what it becomes."])
    if not _can_be_kept(data):
        raise UnusableMapping(["The mapping holds characters that cannot be kept."])
    troubles = [
        f"“{shown(str(key))}” means nothing here."
        for key in data
        if key not in ("name", "columns", "constants")
    ]
    rules = [_rule(str(header), said, troubles) for header, said in data["columns"].items()]
    constants = data.get("constants") or {}
    if not isinstance(constants, Mapping) or not all(isinstance(value, str) for value in constants.values()):
        troubles.append("“constants” gives a text for each of our columns it names.")
        constants = {}
    name = data.get("name") or ""
    if not isinstance(name, str) or len(name) > MAX_NAME:
        troubles.append(f"The name is a text of at most {MAX_NAME} characters.")
        name = ""
    mapping = ColumnMapping(rules, dict(constants), name.strip())
    troubles += troubles_of(mapping, columns)
    if troubles:
        raise UnusableMapping(troubles)
    return mapping


def _rule(header: str, said, troubles: list[str]) -> Rule:
    if said is None or isinstance(said, str):
        return Rule(header, said or "")
    texts = {"to", "otherwise", "unknown", "label", "split"}
    fits = (
        isinstance(said, Mapping)
        and not set(said) - texts - {"values"}
        and all(isinstance(said.get(key, ""), str) for key in texts if said.get(key) is not None)
        and _are_words(said.get("values", {}))
    )
    if not fits:
        troubles.append(f"“{shown(header)}” becomes the name of a column, null, or an object with “to”.")
        return Rule(header)
    return Rule(
        header,
        said.get("to") or "",
        dict(said.get("values", {})),
        said.get("otherwise") or ERROR,
        said.get("unknown") or ERROR,
        said.get("label") or "",
        said.get("split") or "",
    )


def _can_be_kept(data) -> bool:
    """No NUL, which a database refuses, and no half of a character."""
    try:
        text = json.dumps(data, ensure_ascii=False)
        text.encode()
    except (UnicodeEncodeError, ValueError, TypeError, RecursionError):
        return False
    return "\\u0000" not in text


def _are_words(values) -> bool:
    return isinstance(values, Mapping) and all(isinstance(value, str) for value in values.values())


def troubles_of(mapping: ColumnMapping, columns: Sequence[Column]) -> list[str]:
    """What is wrong with the mapping by itself, as sentences."""
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
        if rule.to in taken and not column.collects:
            found.append(
                f"“{taken[rule.to]}” and “{rule.header}” both become “{column.label}”; choose one of them."
            )
        taken.setdefault(rule.to, rule.header)
    for name, text in mapping.constants.items():
        found += _constant_troubles(name, text, known, taken)
    return found


def _rule_troubles(rule: Rule, column: Column) -> list[str]:
    found = [
        f"“{shown(rule.header)}”: “{key}” is “error” or “empty”."
        for key, said in (("otherwise", rule.otherwise), ("unknown", rule.unknown))
        if said not in (ERROR, EMPTY)
    ]
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


def _constant_troubles(name: str, text: str, known: dict[str, Column], taken: dict[str, str]) -> list[str]:
    column = known.get(name)
    if column is None or isinstance(column, Reference) or column.name == "code":
        return [f"“{shown(name)}” cannot be given the same value in every row."]
    if name in taken:
        return [f"“{column.label}” comes from “{taken[name]}” and cannot have a fixed value besides."]
    try:
        column.parse(text)
    except CellProblem as problem:
        return [f"The fixed value of “{column.label}”: {problem}"]
    return []


def missing_headers(mapping: ColumnMapping, headers: Iterable[str]) -> list[str]:
    """Headers the mapping reads from and the file does not have."""
    there = {header.casefold() for header in headers}
    return [rule.header for rule in mapping.rules if rule.to and rule.header.casefold() not in there]


def fitted(mapping: ColumnMapping, headers: Sequence[str]) -> ColumnMapping:
    """The mapping with exactly the headers of a file, in its order; headers it does not know are not taken."""
    rules = []
    for header in headers:
        rule = mapping.rule(header) or Rule(header)
        rules.append(Rule(header, rule.to, rule.values, rule.otherwise, rule.unknown, rule.label, rule.split))
    return ColumnMapping(rules, dict(mapping.constants), mapping.name)
