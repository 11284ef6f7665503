"""Whom a row of a file is about: by personnel number, else by e-mail, else by exact name and department.

Never a guess: where several people fit, or where what the file says contradicts what it was found by, the line is
wrong and says so.
"""

from dataclasses import dataclass

from common.sheets.converting import Draft
from contacts.sheets.resolve import Known, People, folded
from units.models import Unit


class Unclear(ValueError):
    """Who is meant cannot be told: `column` holds what was looked for."""

    def __init__(self, column: str, text: str, reason: str):
        super().__init__(reason)
        self.column, self.text = column, text


@dataclass(frozen=True)
class Marks:
    """What a row says about who it is about, folded; `unit_id` of the department, None where it names none."""

    number: str
    email: str
    name: str
    unit_id: int | None

    @classmethod
    def of(cls, draft: Draft, unit: Unit | None) -> "Marks":
        number, email, name = (
            folded(draft.values.get(key) or "") for key in ("personnel_number", "email", "name")
        )
        return cls(number, email, name, unit.pk if unit else None)

    @property
    def said(self) -> bool:
        return bool(self.number or self.email or self.name)


def recognise(marks: Marks, people: People) -> Known | None:
    """The person of the directory that the row is about; None for somebody new. Raises Unclear."""
    if marks.number and (found := people.numbered(marks.number)):
        return _one(found, marks, "personnel_number", marks.number)
    if marks.email and (found := people.reached_at(marks.email)):
        person = _one(found, marks, "email", marks.email)
        if marks.number and person.personnel_number:
            known = f"{person.name} has this e-mail and the personnel number {person.personnel_number}"
            raise Unclear("email", person.email, f"{known}. Is it the same person? Put one of the two right.")
        return person
    fitting = [person for person in people.named(marks.name) if _fits(person, marks)]
    return _one(fitting, marks, "name", fitting[0].name) if fitting else None


def _fits(person: Known, marks: Marks) -> bool:
    """Of the same department, and with no number or e-mail that says it is somebody else."""
    return (
        person.home_unit_id == marks.unit_id
        and not (marks.number and person.personnel_number)
        and not (marks.email and person.email)
    )


def _one(found: list[Known], marks: Marks, column: str, text: str) -> Known:
    """The only one, narrowed by what else the row says."""
    for narrower in (
        lambda person: marks.email and folded(person.email) == marks.email,
        lambda person: folded(person.name) == marks.name,
        lambda person: person.home_unit_id == marks.unit_id,
    ):
        if len(found) > 1:
            found = [person for person in found if narrower(person)] or found
    if len(found) > 1:
        reason = (
            f"{len(found)} people in the directory fit this. Merge them there first, or tell them apart here."
        )
        raise Unclear(column, text, reason)
    return found[0]


def namesake(marks: Marks, people: People) -> Known | None:
    """Somebody of the same name, where the row was taken for somebody new."""
    return next(iter(people.named(marks.name)), None)
