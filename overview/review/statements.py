"""Sentences to look at one by one: the part that is looked at more closely, and dependencies that wait for a yes.

Each has a tick, which is taken off where the sentence is no longer true.
"""

from dataclasses import dataclass

from overview.department.facts import Department
from overview.review.said import Line, aims, long_day, other, process, rules, shape
from reviews.choices import Part
from units.choices import Bucket, Classification, DependencyKind
from units.standing import CONSUMER, PROVIDER, said

MOST = 60
# What is put on a list once and can be taken off it again.
REMOVABLE = ("dependency", "asset", "process")
CLASSES = {key: label.lower() for key, label in Classification.choices}
KINDS = {key: label.lower() for key, label in DependencyKind.choices}


@dataclass(frozen=True)
class Statement:
    """`before`, the name it is about, and `after`. `key` is what it is of: “dependency:12”, “field:purpose”."""

    key: str
    before: str
    name: str = ""
    after: str = ""
    row: object = None

    def __str__(self):
        return f"{self.before}{self.name}{self.after}"

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]

    @property
    def removable(self) -> bool:
        return self.kind in REMOVABLE


def side_of(row, unit) -> str:
    return CONSUMER if row.consumer_id == unit.pk else PROVIDER


def closely(part: str, department: Department, dependencies: list) -> list[Statement]:
    """Everything of one part, sentence by sentence."""
    found = {
        Part.PEOPLE: _people,
        Part.AIMS: lambda known: _lines(aims(known.unit)),
        Part.VALUE: _value,
        Part.NEEDS: lambda known: of_dependencies(known.unit, dependencies),
        Part.SHAPE: lambda known: _lines(shape(known.unit)),
        Part.RULES: _rules,
    }
    return found[part](department)[:MOST] if part in found else []


def of_dependencies(unit, rows: list) -> list[Statement]:
    return [_dependency(unit, row) for row in rows][:MOST]


def waiting(unit, rows: list) -> list[Statement]:
    """Dependencies that this department has not said yes to yet."""
    return of_dependencies(unit, [row for row in rows if not said(row, side_of(row, unit))])


def _dependency(unit, row) -> Statement:
    what = _within(row.flows) or KINDS[row.kind]
    kept = CLASSES.get(row.classification, "")
    critical = f"; critical {row.get_criticality_display()}" if row.criticality else ""
    about = f" for {what}{f' ({kept})' if kept else ''}{critical}"
    name = other(row, unit)
    if row.consumer_id == unit.pk:
        return Statement(f"dependency:{row.pk}", "We rely on ", name, about, row)
    return Statement(f"dependency:{row.pk}", "", name, f" relies on us{about}", row)


def _within(text: str) -> str:
    """As it stands inside a sentence; short forms such as HR keep their capitals."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def _people(department: Department) -> list[Statement]:
    found = []
    for holding in department.holders:
        for one in holding:
            if one.gone:
                continue
            phone = one.contact.phone
            reached = f", {phone}" if phone else ", no number yet"
            if phone and one.contact.phone_confirmed_on:
                reached += f", confirmed on {long_day(one.contact.phone_confirmed_on)}"
            above = f" of {one.inherited_from}" if one.inherited_from else ""
            key = f"assignment:{one.assignment.pk}"
            after = f" is {one.function.name.lower()}{above}{reached}"
            found.append(Statement(key, "", one.contact.name, after))
    return found


def _value(department: Department) -> list[Statement]:
    found = [
        Statement(f"asset:{one.pk}", "We cannot lose " if one.criticality == 5 else "We have ", one.name)
        for one in department.assets
    ]
    found += [Statement(f"process:{one.pk}", process(one)) for one in department.processes]
    if hurts := department.unit.hurts_after:
        found.append(
            Statement("field:hurts_after", f"When we stand still, it hurts after {Bucket(hurts).label}")
        )
    return found


def _rules(department: Department) -> list[Statement]:
    found = [
        Statement(f"obligation:{row.pk}", "", row.obligation.name, " binds us")
        for row in department.obligations
    ]
    return found + _lines([line for line in rules(department) if line.key == "compliance_burden"])


def _lines(lines: list[Line]) -> list[Statement]:
    return [Statement(f"field:{line.key}", str(line)) for line in lines]
