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


def _alike(rows: Iterable[tuple]) -> tuple[dict, dict, dict]:
    emails, numbers, names = defaultdict(list), defaultdict(list), defaultdict(list)
    for pk, name, email, number, unit in rows:
        if key := "".join(email.split()).casefold():
            emails[key].append(pk)
        if key := "".join(number.split()).casefold():
            numbers[key].append(pk)
        if unit is not None:
            names[name.strip().casefold(), unit].append((pk, name))
    return emails, numbers, _folded(names)


def _folded(names: dict) -> dict:
    """Names that are the same without accents and punctuation; folded once a spelling, which is what takes time."""
    same = defaultdict(list)
    for (name, unit), entries in names.items():
        same[folded(name), unit] += [pk for pk, _ in entries]
    return same


def duplicates(user) -> list[Pair]:
    """The pairs among the people `user` sees, less those that were said to be two people. Two queries."""
    rows = Contact.objects.visible_to(user).listed().filter(redacted_on__isnull=True)
    values = rows.values_list("pk", "name", "email", "personnel_number", "home_unit_id")
    known = Distinct.objects.visible_to(user).values_list("first_id", "second_id")
    return pairs(values.iterator(chunk_size=5000), known)
