"""A mapping as JSON, as it is kept, handed out and taken back; and how it fits the headers of a file.

    {"name": "HR system",
     "columns": {"Slug": "code",
                 "Format": {"to": "kind", "values": {"Ministry": "department", "?": ""}, "otherwise": "error"},
                 "Parent": {"to": "parent", "by": "name", "unknown": "empty"},
                 "Other parents": {"to": "notes", "label": "Also belongs to", "split": ";"},
                 "Updated on": null},
     "joined": {"code": "-"},
     "constants": {"work_mode": "hybrid"},
     "reading": {"encoding": "cp1252"}}

A word mapped to "" is left empty. `otherwise` (a word that is neither mapped nor ours) and `unknown` (a reference
to a row that does not exist) are "error" or "empty"; `by` is "code" or "name". Two columns may become one that stands
in `joined`, in the order of the file or of their "part".
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from common.sheets.columns import Column
from common.sheets.mapping_troubles import MAX_LABEL, troubles_of
from common.sheets.problems import UnusableMapping, shown
from common.sheets.rules import CODE, EMPTY, ERROR, NAME, ColumnMapping, Rule

__all__ = [
    "CODE", "EMPTY", "ERROR", "MAX_LABEL", "MAX_NAME", "NAME", "ColumnMapping", "Rule",
    "as_json", "fitted", "from_json", "missing_headers", "troubles_of",
]  # fmt: skip

MAX_NAME = 100
MAX_PARTS = 200
PARTS = ("name", "columns", "joined", "constants", "reading")
TEXTS = ("to", "otherwise", "unknown", "by", "label", "split")


def as_json(mapping: ColumnMapping) -> dict:
    """The mapping as it is kept and handed out; what is left to its default is left out."""
    columns: dict = {}
    for rule in mapping.rules:
        extra = {
            "values": rule.values,
            "otherwise": rule.otherwise if rule.otherwise != ERROR else "",
            "unknown": rule.unknown if rule.unknown != ERROR else "",
            "by": rule.by if rule.by != CODE else "",
            "label": rule.label,
            "split": rule.split,
            "part": rule.part,
        }
        extra = {key: value for key, value in extra.items() if value}
        columns[rule.header] = {"to": rule.to, **extra} if rule.to and extra else rule.to or None
    said = {"name": mapping.name, "columns": columns, "constants": mapping.constants}
    if mapping.joined:
        said["joined"] = mapping.joined
    if mapping.reading:
        said["reading"] = mapping.reading
    return said


def from_json(data, columns: Sequence[Column]) -> ColumnMapping:
    """The mapping in `data`. Raises UnusableMapping with everything that is wrong with it."""
    if not isinstance(data, Mapping) or not isinstance(data.get("columns"), Mapping):
        raise UnusableMapping(["A mapping is a JSON object with “columns”: each header and what it becomes."])
    if not _can_be_kept(data):
        raise UnusableMapping(["The mapping holds characters that cannot be kept."])
    troubles = [f"“{shown(str(key))}” means nothing here." for key in data if key not in PARTS]
    rules = [_rule(str(header), said, troubles) for header, said in data["columns"].items()]
    name = data.get("name") or ""
    if not isinstance(name, str) or len(name) > MAX_NAME:
        troubles.append(f"The name is a text of at most {MAX_NAME} characters.")
        name = ""
    reading = data.get("reading") or {}
    if not isinstance(reading, Mapping):
        troubles.append("“reading” is an object that says how the file is read.")
        reading = {}
    constants, joined = (_texts(data, part, troubles) for part in ("constants", "joined"))
    mapping = ColumnMapping(rules, constants, name.strip(), joined, dict(reading))
    troubles += troubles_of(mapping, columns)
    if troubles:
        raise UnusableMapping(troubles)
    return mapping


def _texts(data, part: str, troubles: list[str]) -> dict[str, str]:
    said = data.get(part) or {}
    if _are_words(said):
        return dict(said)
    troubles.append(f"“{part}” gives a text for each of our columns it names.")
    return {}


def _rule(header: str, said, troubles: list[str]) -> Rule:
    if said is None or isinstance(said, str):
        return Rule(header, said or "")
    if not _is_rule(said):
        troubles.append(f"“{shown(header)}” becomes the name of a column, null, or an object with “to”.")
        return Rule(header)
    texts = {key: said[key] for key in TEXTS if said.get(key)}
    return Rule(header, **texts, values=dict(said.get("values", {})), part=said.get("part", 0))


def _is_rule(said) -> bool:
    part = said.get("part", 0) if isinstance(said, Mapping) else None
    return (
        isinstance(said, Mapping)
        and not set(said) - {*TEXTS, "values", "part"}
        and all(said.get(key) is None or isinstance(said[key], str) for key in TEXTS)
        and _are_words(said.get("values", {}))
        and type(part) is int
        and 0 <= part <= MAX_PARTS
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


def missing_headers(mapping: ColumnMapping, headers: Iterable[str]) -> list[str]:
    """Headers the mapping reads from and the file does not have."""
    there = {header.casefold() for header in headers}
    return [rule.header for rule in mapping.rules if rule.to and rule.header.casefold() not in there]


def fitted(mapping: ColumnMapping, headers: Sequence[str]) -> ColumnMapping:
    """The mapping with exactly the headers of a file, in its order; headers it does not know are not taken."""
    rules = [replace(mapping.rule(header) or Rule(header), header=header) for header in headers]
    return replace(mapping, rules=rules)
