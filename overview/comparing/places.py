"""The departments as they stood at two moments: what they were called, and what lay below what."""

# ruff: noqa: S608  the pieces of SQL joined here are written here; every value is a parameter
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import User
from common.prepared import Prepared
from overview.record.branches import rows
from units.models import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A department by its code and name at the later moment; at the earlier one where it was gone by then."""

    id: int
    code: str
    name: str


@dataclass
class Places:
    """Every department that the reader may see and that was there at one of the moments."""

    by_id: dict[int, Place] = field(default_factory=dict)
    children: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def below(self, pk: int) -> frozenset[int]:
        """The department and everything that lay below it at one of the moments."""
        found, ahead = set(), [pk]
        while ahead:
            here = ahead.pop()
            if here not in found:
                found.add(here)
                ahead += self.children.get(here, ())
        return frozenset(found)


def places(user, before: datetime, after: datetime) -> Places:
    """One query."""
    scoped = _SCOPED.sql(user.role, user=user.pk)
    known = Places()
    if scoped is None:
        return known
    sql, params = scoped
    found = rows(
        f"""SELECT id, code, name, parent_id FROM ({sql}) one WHERE valid @> %s
        UNION ALL SELECT id, code, name, parent_id FROM ({sql}) other WHERE valid @> %s AND history_date > %s""",
        [*params, before, *params, after, before],
    )
    for pk, code, name, parent in found:
        known.by_id[pk] = Place(pk, code, name)  # what is read last is the later one
        if parent is not None:
            known.children[parent].add(pk)
    return known


def _scoped(role: str, *, user: int):
    versions = Unit.visible_versions(Unit.history.model._base_manager.all(), User(pk=user, role=role))
    return versions.order_by().values("id", "code", "name", "parent_id", "valid", "history_date")


_SCOPED = Prepared(_scoped)
