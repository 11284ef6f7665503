"""Finds what a file speaks of in the inventory: its own units, the parents it names, and the tree above them.

A handful of queries for a whole file, however long it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Lower

from units import rules, tree
from units.models import FormerCode, Unit

# A unit of the inventory by its id, a unit that the file brings by its folded code.
Node = int | str
AT_ONCE = 10_000  # codes


@dataclass
class Found:
    """Units by folded code, former codes included, and by id."""

    by_code: dict[str, Unit] = field(default_factory=dict)
    by_former: dict[str, Unit] = field(default_factory=dict)
    by_id: dict[int, Unit] = field(default_factory=dict)

    def unit(self, code: str) -> Unit | None:
        key = code.lower()
        return self.by_code.get(key) or self.by_former.get(key)


def find(codes: Iterable[str], *, by) -> Found:
    """The units of these codes, ignoring case, that `by` may see; all units for a job that acts for nobody."""
    return _find(codes, by=by, of=lambda rows: rows)


def _find(codes: Iterable[str], *, by, of: Callable[[QuerySet], Iterable]) -> Found:
    keys = {code.lower() for code in codes if rules.CODE.fullmatch(code)}
    rows = Unit.objects.visible_to(by) if by is not None else Unit.objects.all()  # unscoped: a job
    found = Found()
    for some in _some(keys):
        for unit in of(rows.alias(folded=Lower("code")).filter(folded__in=some)):
            found.by_code[unit.code.lower()] = found.by_id[unit.pk] = unit
    former: dict[str, int] = {}
    for some in _some(keys - found.by_code.keys()):
        codes = FormerCode.objects.alias(folded=Lower("code"))  # unscoped: of the rows above
        named = codes.filter(folded__in=some, unit__in=rows).values_list("code", "unit_id")
        former |= {code.lower(): unit_id for code, unit_id in named}
    unknown = set(former.values()) - found.by_id.keys()
    found.by_id |= {unit.pk: unit for unit in of(rows.filter(pk__in=unknown))}
    found.by_former = {code: found.by_id[unit_id] for code, unit_id in former.items()}
    return found


class Known(NamedTuple):
    """As much of a unit as is needed to tell which one is meant."""

    pk: int
    code: str
    pinned: tuple[str, ...]


def find_known(codes: Iterable[str], *, by) -> Found:
    """As `find`, for whole files: a hundred thousand units would not fit."""
    return _find(codes, by=by, of=_known)


def _known(rows: QuerySet) -> Iterator[Known]:
    for pk, code, pinned in rows.values_list("pk", "code", "pinned"):
        yield Known(pk, code, tuple(pinned))


def _some(keys: Iterable) -> Iterator[list]:
    """As many as one query takes well; an empty one where there are none."""
    listed = list(keys)
    for start in range(0, max(len(listed), 1), AT_ONCE):
        yield listed[start : start + AT_ONCE]


def tree_above(known: Mapping[int, Known]) -> tuple[dict[Node, Node | None], dict[int, str]]:
    """{id: id of the parent} of these units and everything above them, and the codes of all that are not known."""
    links: dict[Node, Node | None] = {}
    codes: dict[int, str] = {}
    for some in _some(known):
        for unit_id, parent_id, code in tree.links_above(some):
            links[unit_id] = parent_id
            if unit_id not in known:
                codes[unit_id] = code
    return links, codes


def hold_back_other_changes() -> None:
    """Until this transaction ends, others read the inventory and wait with changing it.

    One lock on the table, not one on each row: a row that does not exist yet cannot be locked, a circle can be
    closed by a move of a unit the file does not name, and whoever edits locks a row first and writes it later, so
    a weaker lock would let the two wait for one another.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE units_unit, units_formercode IN EXCLUSIVE MODE")
