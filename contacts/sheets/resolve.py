"""Finds whom a file speaks of in the directory. A handful of queries for a whole file, however long it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection
from django.db.models import Func, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower, Upper

from contacts.models import Contact
from units.models import Unit

_MANAGERS_ABOVE = """
WITH RECURSIVE path(id, manager_id, name) AS (
    SELECT id, manager_id, name FROM contacts_contact WHERE id = ANY(%s)
    UNION SELECT up.id, up.manager_id, up.name FROM path JOIN contacts_contact up ON up.id = path.manager_id
) SELECT id, manager_id, name FROM path
"""


def folded(text: str) -> str:
    """A text as people are compared by it: without regard to capitals and to how many blanks stand in it."""
    return " ".join(text.split()).casefold()


class Known(NamedTuple):
    """As much of somebody as is needed to tell who is meant; of a hundred thousand more would not fit."""

    pk: int
    personnel_number: str
    email: str
    name: str
    home_unit_id: int | None
    manager_id: int | None
    merged_into_id: int | None


def _known(rows: QuerySet) -> Iterable[Known]:
    return map(Known._make, rows.values_list(*Known._fields))


def _index() -> dict[str, list[Known]]:
    return defaultdict(list)


@dataclass
class People:
    """People by what they are recognised by, and by id."""

    by_number: dict[str, list[Known]] = field(default_factory=_index)
    by_email: dict[str, list[Known]] = field(default_factory=_index)
    by_name: dict[str, list[Known]] = field(default_factory=_index)
    by_id: dict[int, Known] = field(default_factory=dict)
    # What entries had that were merged into others: files go on naming them.
    by_former_number: dict[str, list[Known]] = field(default_factory=_index)
    by_former_email: dict[str, list[Known]] = field(default_factory=_index)

    def numbered(self, key: str) -> list[Known]:
        return self.by_number.get(key) or self.by_former_number.get(key, [])

    def reached_at(self, key: str) -> list[Known]:
        return self.by_email.get(key) or self.by_former_email.get(key, [])

    def named(self, key: str) -> list[Known]:
        return self.by_name.get(key, [])

    def add(self, people: Iterable[Known], merged: Mapping[int, Known]) -> None:
        """`merged` are those whom entries among them were merged into."""
        for person in people:
            if person.merged_into_id:
                self._add_former(person, merged)
            elif person.pk not in self.by_id:
                self.by_id[person.pk] = person
                _put(self.by_number, person.personnel_number, person)
                _put(self.by_email, person.email, person)
                _put(self.by_name, person.name, person)

    def _add_former(self, entry: Known, merged: Mapping[int, Known]) -> None:
        person = merged[entry.merged_into_id]
        while person.merged_into_id:
            person = merged[person.merged_into_id]
        person = self.by_id.setdefault(person.pk, person)
        _put(self.by_former_number, entry.personnel_number, person)
        _put(self.by_former_email, entry.email, person)


def _put(index: dict[str, list[Known]], text: str, person: Known) -> None:
    if text and person not in index[folded(text)]:
        index[folded(text)].append(person)


def find(*, numbers: Iterable[str], emails: Iterable[str], names: Iterable[str], by) -> People:
    """Those of the directory who have one of these, ignoring case, and whom `by` may see; a job sees everybody."""
    everybody = Contact.objects.visible_to(by) if by is not None else Contact.objects.all()  # unscoped: a job
    people = People()
    found = [
        *_known(_with(everybody, "personnel_number", Upper, numbers)),
        *_known(_with(everybody, "email", Upper, emails)),
        *_known(_with(everybody.listed(), "name", Lower, names)),
    ]
    # Entries of today first: a person found by what they have is not made a second time for what they had.
    people.add(sorted(found, key=lambda person: person.merged_into_id is not None), _merged_into(found))
    return people


def _merged_into(found: Iterable[Known]) -> dict[int, Known]:
    """Whom these entries were merged into, and whom those were in turn."""
    merged: dict[int, Known] = {}
    while wanted := {person.merged_into_id for person in found} - merged.keys() - {None}:
        found = list(_known(Contact.objects.filter(pk__in=wanted)))  # unscoped: of the entries found
        merged |= {person.pk: person for person in found}
    return merged


def marks_of(ids: Iterable[int | None]) -> dict[int, tuple[str, str, str]]:
    """Number, e-mail and name of these people."""
    rows = Contact.objects.filter(pk__in=set(ids) - {None})  # unscoped: managers of the people found
    return {pk: marks for pk, *marks in rows.values_list("pk", "personnel_number", "email", "name")}


def names_of_units(ids: Iterable[int | None]) -> dict[int, str]:
    rows = Unit.objects.filter(pk__in=set(ids) - {None})  # unscoped: where the people found are at home
    return dict(rows.values_list("pk", "name"))


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
