"""Who answers for an asset or a process, told by the app above that knows people.

That app registers a `Teller` when it starts; this floor knows neither it nor its models.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

ASSET, PROCESS = "asset", "process"


@dataclass(frozen=True)
class Teller:
    """`names(what, ids, viewer, on)` gives pairs of an id and the name of somebody who answers for it on that day, of
    those `viewer` may know. `owned(what, on)` gives a queryset of the ids somebody answers for. `what` is "asset" or
    "process"."""

    names: Callable[[str, list[int], object, date], Iterable[tuple[int, str]]]
    owned: Callable[[str, date], QuerySet]


_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    if teller not in _tellers:
        _tellers.append(teller)


def owners_of(what: str, ids: Iterable[int], *, viewer, on: date) -> dict[int, str]:
    """{id: who answers for it, in words}. One question to each teller, however many ids."""
    ids = list(ids)
    found: dict[int, list[str]] = {}
    for teller in _tellers if ids else ():
        for pk, name in teller.names(what, ids, viewer, on):
            found.setdefault(pk, []).append(name)
    return {pk: ", ".join(names) for pk, names in found.items()}


def unowned(rows: QuerySet, what: str, *, on: date) -> QuerySet:
    """Those of `rows` nobody answers for."""
    for teller in _tellers:
        rows = rows.exclude(pk__in=teller.owned(what, on))
    return rows
