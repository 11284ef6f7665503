"""Entries that may be one person: the same e-mail, the same personnel number, or the same name in the same department.
Upper and lower case, blanks and accents make no difference."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from contacts.models import Contact, Distinct
from units.words import folded

EMAIL, NUMBER, NAME = "the same e-mail", "the same personnel number", "the same name and department"
MOST_OF_ONE = 12  # more entries of the same than this are a mistake of a file, not people


@dataclass(frozen=True)
class Pair:
    """Two entries, the older first, and what they share."""

    first: int
    second: int
    because: tuple[str, ...]


def pairs(rows: Iterable[tuple], dismissed: Iterable[tuple[int, int]] = ()) -> list[Pair]:
    """Pairs among (id, name, e-mail, personnel number, id of the department); the surest first. Pure."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for because, same in zip((EMAIL, NUMBER, NAME), _alike(rows), strict=True):
        for ids in same.values():
            for pair in combinations(sorted(ids)[:MOST_OF_ONE], 2):
                found[pair].append(because)
    for pair in dismissed:
        found.pop(tuple(sorted(pair)), None)
    order = sorted(found, key=lambda pair: (-len(found[pair]), pair))
    return [Pair(*pair, tuple(found[pair])) for pair in order]


class _Same(dict):
    """Ids by what they share, where it is more than one: most share nothing, and cost no list of their own."""

    def __init__(self):
        super().__init__()
        self.firsts: dict = {}

    def add(self, key, pk: int) -> None:
        first = self.firsts.setdefault(key, pk)
        if first != pk:
            self.setdefault(key, [first]).append(pk)


def _alike(rows: Iterable[tuple]) -> tuple[_Same, _Same, _Same]:
    emails, numbers, names = _Same(), _Same(), _Same()
    for pk, name, email, number, unit in rows:
        if key := _bare(email):
            emails.add(key, pk)
        if key := _bare(number):
            numbers.add(key, pk)
        if unit is not None:
            names.add((_name(name), unit), pk)
    return emails, numbers, names


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


def _name(name: str) -> str:
    """Without accents and punctuation. That takes time, and plain names have none."""
    words = name.casefold().split()
    return " ".join(words) if name.isascii() and "".join(words).isalnum() else folded(name)


def duplicates(user) -> list[Pair]:
    """The pairs among the people `user` sees, less those that were said to be two people. Two queries."""
    rows = Contact.objects.visible_to(user).listed().filter(redacted_on__isnull=True)
    values = rows.values_list("pk", "name", "email", "personnel_number", "home_unit_id")
    known = Distinct.objects.visible_to(user).values_list("first_id", "second_id")
    return pairs(values.iterator(chunk_size=5000), known)
