"""What stands below each branch of the tree, summed over the departments a filter lets through."""

from dataclasses import dataclass

from django.db import connection
from django.db.models.functions import Lower

from units.doors import units_coded
from units.lists import UnitList
from units.models import Unit

MOST = 12  # branches told apart; the smaller ones are summed

_SUMS = """
WITH RECURSIVE branch(id, top) AS (
    SELECT unnest(%s::bigint[]), unnest(%s::bigint[])
    UNION
    SELECT child.id, branch.top FROM units_unit child JOIN branch ON child.parent_id = branch.id
    WHERE NOT child.id = ANY(%s)
), matching AS ({matching})
SELECT branch.top, count(*), coalesce(sum(matching.headcount), 0)
FROM matching JOIN branch ON branch.id = matching.id GROUP BY 1
"""


# Of each of these units and everything below it.
_BENEATH = """
WITH RECURSIVE branch(id, top) AS (
    SELECT unnest(%s::bigint[]), unnest(%s::bigint[])
    UNION
    SELECT child.id, branch.top FROM units_unit child JOIN branch ON child.parent_id = branch.id
)
SELECT branch.top, count(*), sum(own.headcount), sum(own.annual_revenue)
FROM branch JOIN units_unit own ON own.id = branch.id GROUP BY 1
"""


@dataclass
class Sum:
    """A branch; `alone` where it is only the unit at its top, or several small ones together."""

    name: str
    code: str
    departments: int
    people: int
    alone: bool = False


def by_branch(listing: UnitList, below: str = "") -> list[Sum]:
    """The branches right beneath the top of what is looked at: the unit coded `below`, or where the tree begins for
    this person. The largest first."""
    top = units_coded(below).visible_to(listing.user).first() if below else None
    tops = [top] if top else _beginnings(listing.user)
    root = tops[0] if len(tops) == 1 else None
    if root:
        parts = Unit.objects.visible_to(listing.user).filter(parent=root)
        tops = [root, *parts.only("id", "name", "code").order_by(Lower("name"), "id")]
    sums = _sums(listing, [unit.pk for unit in tops])
    found = [
        Sum(
            f"{unit.name} itself" if unit is root else unit.name,
            unit.code,
            *sums[unit.pk],
            alone=unit is root,
        )
        for unit in tops
        if unit.pk in sums
    ]
    return _told_apart(sorted(found, key=lambda one: (-one.people, -one.departments)))


def _beginnings(user) -> list[Unit]:
    seen = Unit.objects.visible_to(user)
    if user.has_perm("units.view_every_unit"):
        begin = seen.filter(parent__isnull=True)
    else:
        begin = seen.filter(stewardships__user=user).exclude(parent__in=seen)
    return list(begin.only("id", "name", "code").order_by(Lower("name"), "id"))


def _sums(listing: UnitList, tops: list[int]) -> dict[int, tuple[int, int]]:
    """{id of the top: (departments, people)}. What lies below two of them counts for the nearer one."""
    matching, params = listing.matching.values("id", "headcount").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_SUMS.format(matching=matching), [tops, tops, tops, *params])
        return {top: (departments, people) for top, departments, people in cursor.fetchall()}


def _told_apart(found: list[Sum]) -> list[Sum]:
    if len(found) <= MOST:
        return found
    rest = found[MOST - 1 :]
    departments, people = sum(one.departments for one in rest), sum(one.people for one in rest)
    return [*found[: MOST - 1], Sum(f"{len(rest)} others", "", departments, people, alone=True)]


def beneath(ids: list[int]) -> dict[int, tuple]:
    """{id: (departments, people, revenue)} of these units with everything below them, which whoever sees them sees."""
    with connection.cursor() as cursor:
        cursor.execute(_BENEATH, [ids, ids])
        return {top: tuple(sums) for top, *sums in cursor.fetchall()}
