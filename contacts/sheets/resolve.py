"""Finds whom a file speaks of in the directory. A handful of queries for a whole file, however long it is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Func, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower, Upper

from contacts.models import Contact

_MANAGERS_ABOVE = """
WITH RECURSIVE path(id, manager_id, name) AS (
    SELECT id, manager_id, name FROM contacts_contact WHERE id = ANY(%s)
    UNION SELECT up.id, up.manager_id, up.name FROM path JOIN contacts_contact up ON up.id = path.manager_id
) SELECT id, manager_id, name FROM path
"""


def folded(text: str) -> str:
    """A text as people are compared by it: without regard to capitals and to how many blanks stand in it."""
    return " ".join(text.split()).casefold()


def _index() -> dict[str, list[Contact]]:
    return defaultdict(list)


@dataclass
class People:
    """People by what they are recognised by, and by id."""

    by_number: dict[str, list[Contact]] = field(default_factory=_index)
    by_email: dict[str, list[Contact]] = field(default_factory=_index)
    by_name: dict[str, list[Contact]] = field(default_factory=_index)
    by_id: dict[int, Contact] = field(default_factory=dict)
    # What entries had that were merged into others: files go on naming them.
    by_former_number: dict[str, list[Contact]] = field(default_factory=_index)
    by_former_email: dict[str, list[Contact]] = field(default_factory=_index)

    def numbered(self, key: str) -> list[Contact]:
        return self.by_number.get(key) or self.by_former_number.get(key, [])

    def reached_at(self, key: str) -> list[Contact]:
        return self.by_email.get(key) or self.by_former_email.get(key, [])

    def named(self, key: str) -> list[Contact]:
        return self.by_name.get(key, [])

    def add(self, people: Iterable[Contact]) -> None:
        for person in people:
            if person.merged_into_id:
                self._add_former(person)
            elif person.pk not in self.by_id:
                self.by_id[person.pk] = person
                _put(self.by_number, person.personnel_number, person)
                _put(self.by_email, person.email, person)
                _put(self.by_name, person.name, person)

    def _add_former(self, entry: Contact) -> None:
        person = entry.merged_into
        while person.merged_into_id:
            person = person.merged_into
        person = self.by_id.setdefault(person.pk, person)
        _put(self.by_former_number, entry.personnel_number, person)
        _put(self.by_former_email, entry.email, person)


def _put(index: dict[str, list[Contact]], text: str, person: Contact) -> None:
    if text and person not in index[folded(text)]:
        index[folded(text)].append(person)


def find(*, numbers: Iterable[str], emails: Iterable[str], names: Iterable[str], by) -> People:
    """Those of the directory who have one of these, ignoring case, and whom `by` may see; a job sees everybody."""
    everybody = Contact.objects.visible_to(by) if by is not None else Contact.objects.all()  # unscoped: a job
    rows = everybody.select_related("home_unit", "manager", "merged_into__home_unit", "merged_into__manager")
    people = People()
    found = [
        *_with(rows, "personnel_number", Upper, numbers),
        *_with(rows, "email", Upper, emails),
        *_with(rows.listed(), "name", Lower, names),
    ]
    # Entries of today first: a person found by what they have is not made a second time for what they had.
    people.add(sorted(found, key=lambda person: person.merged_into_id is not None))
    return people


def _with(rows: QuerySet, name: str, fold: type[Func], keys: Iterable[str]) -> QuerySet:
    """The database folds both sides by itself, so that its index answers."""
    keys = {key for key in keys if key and "\0" not in key}
    wanted = RawSQL(f"SELECT {fold.function}(key) FROM unnest(%s::text[]) key", [list(keys)])  # noqa: S608, S611
    return rows.exclude(**{name: ""}).alias(folded=fold(name)).filter(folded__in=wanted)


def managers_above(people: Iterable[int]) -> dict[int, tuple[int | None, str]]:
    """{id: (id of the manager, name)} of these people and of everybody above them. One query for all."""
    with connection.cursor() as cursor:
        cursor.execute(_MANAGERS_ABOVE, [list(people)])
        return {person: (manager, name) for person, manager, name in cursor.fetchall()}


def hold_back_other_changes() -> None:
    """Until this transaction ends, others read the directory and wait with changing it: a person who does not exist
    yet cannot be locked, and a circle of managers can be closed through somebody the file does not name."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE contacts_contact IN EXCLUSIVE MODE")
