"""The directory as rows of text, as a file carries them."""

from collections.abc import Iterator, Sequence

from common.sheets.columns import Column
from contacts.models import Contact
from contacts.sheets.rows import reference_to

CHUNK = 2_000


def rows_of(people, columns: Sequence[Column], *, by) -> Iterator[list[str]]:
    """The cells of everybody of the queryset, read as they are asked for. A manager whom `by` may not see stays out."""
    hidden = not any(column.name == "personnel_number" for column in columns)
    seen = None
    if not by.has_perm("units.view_every_unit"):
        seen = set(Contact.objects.visible_to(by).values_list("pk", flat=True))
    for person in people.select_related("home_unit", "manager").iterator(chunk_size=CHUNK):
        yield [_cell(person, column, hidden, seen) for column in columns]


def _cell(person: Contact, column: Column, hidden: bool, seen: set[int] | None) -> str:
    if column.name == "home_unit":
        return person.home_unit.code if person.home_unit_id else ""
    if column.name == "manager":
        manager = person.manager if seen is None or person.manager_id in seen else None
        if manager and hidden:
            return manager.email or manager.name
        return reference_to(manager)
    return column.show(getattr(person, column.name))
