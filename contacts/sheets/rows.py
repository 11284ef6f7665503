"""One row of a file against one person: what it creates and what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from common.sheets.columns import Column, Reference
from common.sheets.converting import Draft
from common.sheets.plan import Change, PlannedRow
from contacts.models import Contact
from units.models import Unit
from units.rules import date_problem

# A person of the directory by their id, one that the file brings by the line of the file.
Node = int | str
DAYS = ("phone_confirmed_on", "left_on")


@dataclass
class PersonRow(PlannedRow):
    """A row and its person. The manager is only named here: it may be somebody who does not exist yet."""

    moves: bool = False
    manager: Node | None = None

    @property
    def person(self) -> Contact:
        return self.subject

    @property
    def key(self) -> str:
        return self.person.personnel_number or self.person.email


@dataclass(frozen=True)
class Links:
    """What the row refers to, found: the unit, and the manager with the text that names them."""

    unit: Unit | None = None
    manager: Node | None = None
    manager_text: str = ""


def reference_to(person: Contact | None, *, numbered: bool = True) -> str:
    """How a file names somebody: by personnel number, if its reader may know it, else by e-mail, else by name."""
    if person is None:
        return ""
    return (numbered and person.personnel_number) or person.email or person.name


def plan_row(draft: Draft, person: Contact, columns: Mapping[str, Column], links: Links) -> PersonRow:
    """The row's values put into a new or a known person."""
    row = PersonRow(draft.line, person, new=person.pk is None)
    before = person.phone
    for name, value in draft.values.items():
        column = columns[name]
        if isinstance(column, Reference):
            _refer(row, column, links)
        elif value != column.empty or not column.keeps:
            row.put(column, value)
    if before and person.phone != before and "phone_confirmed_on" not in draft.values:
        # Somebody confirmed the number that was there, not this one.
        row.put(columns["phone_confirmed_on"], None)
    if row.new:
        row.changes = [change for change in row.changes if change.label != columns["name"].label]
    return row


def _refer(row: PersonRow, column: Column, links: Links) -> None:
    person = row.person
    if column.name == "home_unit":
        if person.home_unit_id != (links.unit.pk if links.unit else None):
            old, new = person.home_unit, links.unit
            person.home_unit = links.unit
            row.changes.append(Change(column.label, old.code if old else "", new.code if new else ""))
    elif links.manager != person.manager_id:
        row.moves, row.manager = True, links.manager
        old = reference_to(person.manager) if person.manager_id else ""
        row.changes.append(Change(column.label, old, links.manager_text))


def judge(row: PersonRow, columns: Mapping[str, Column]) -> list[tuple[str, str, str]]:
    """(column, what stands there, why it cannot be) by the rules that hold for forms too."""
    person, troubles = row.person, []
    if not person.name:
        troubles.append(("name", "", "A new person needs a name."))
    if person.phone_confirmed_on and not person.phone:
        shown = columns["phone_confirmed_on"].show(person.phone_confirmed_on)
        troubles.append(("phone_confirmed_on", shown, "A number that was confirmed is missing."))
    for name in DAYS:
        day = getattr(person, name)
        if day and (reason := date_problem(day)):
            troubles.append((name, columns[name].show(day), reason))
    return troubles
