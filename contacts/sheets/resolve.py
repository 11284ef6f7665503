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


@dataclass
class People:
    """People by what they are recognised by, and by id."""

    by_number: dict[str, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    by_email: dict[str, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[int, Contact] = field(default_factory=dict)

    def add(self, people: Iterable[Contact]) -> None:
        for person in people:
            if person.pk in self.by_id:
                continue
            self.by_id[person.pk] = person
            self.by_name[folded(person.name)].append(person)
            if person.personnel_number:
                self.by_number[folded(person.personnel_number)].append(person)
            if person.email:
                self.by_email[folded(person.email)].append(person)


def find(*, numbers: Iterable[str], emails: Iterable[str], names: Iterable[str], by) -> People:
    """Those of the directory who have one of these, ignoring case, and whom `by` may see; a job sees everybody."""
    everybody = Contact.objects.visible_to(by) if by is not None else Contact.objects.all()  # unscoped: a job
    rows = everybody.listed().select_related("home_unit", "manager")
    people = People()
    people.add(_with(rows, "personnel_number", Upper, numbers))
    people.add(_with(rows, "email", Upper, emails))
    people.add(_with(rows, "name", Lower, names))
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
