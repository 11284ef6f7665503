"""The directory as rows of text, as a file carries them."""

from collections.abc import Iterator, Sequence

from common.sheets.columns import Column
from contacts import sight
from contacts.models import Contact
from contacts.sheets.rows import reference_to

CHUNK = 2_000


def read_by(people, *, by) -> Iterator[Contact]:
    """Everybody of the queryset with what `by` may be told of their department (`unit_code`, `unit_title`) and of
    their manager (`boss`): somebody whom they see, or None."""
    people = people.select_related("manager").annotate(
        unit_code=sight.unit_name(by, value="code"), unit_title=sight.unit_name(by)
    )
    seen = None
    if not sight.sees_everybody(by):
        seen = set(Contact.objects.visible_to(by).values_list("pk", flat=True))
    for person in people.iterator(chunk_size=CHUNK):
        person.boss = person.manager if seen is None or person.manager_id in seen else None
        yield person


def rows_of(people, columns: Sequence[Column], *, by) -> Iterator[list[str]]:
    """The cells of everybody of the queryset, read as they are asked for."""
    numbered = any(column.name == "personnel_number" for column in columns)
    for person in read_by(people, by=by):
        yield [_cell(person, column, numbered) for column in columns]


def _cell(person: Contact, column: Column, numbered: bool) -> str:
    if column.name == "home_unit":
        return person.unit_code or ""
    if column.name == "manager":
        return reference_to(person.boss, numbered=numbered)
    return column.show(getattr(person, column.name))
