"""Questions to the tree of units, as recursive SQL seeded with the ids in question."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

BELOW = """
WITH RECURSIVE branch(id) AS (
    SELECT id FROM units_unit WHERE id = %s
    UNION SELECT child.id FROM units_unit child JOIN branch ON child.parent_id = branch.id
) SELECT id FROM branch
"""

BELOW_STEWARDED = """
WITH RECURSIVE branch(id) AS (
    SELECT unit_id FROM units_stewardship WHERE user_id = %s
    UNION SELECT child.id FROM units_unit child JOIN branch ON child.parent_id = branch.id
) SELECT id FROM branch
"""

BELOW_ANY_STEWARD = """
WITH RECURSIVE branch(id) AS (
    SELECT unit_id FROM units_stewardship
    UNION SELECT child.id FROM units_unit child JOIN branch ON child.parent_id = branch.id
) SELECT id FROM branch
"""

# The unit whose people answer where one has none of its own: the one above it. An external partner only hangs there in
# the tree; nobody above answers for another company.
ANSWERED_BY = "CASE WHEN {unit}.kind = 'external_partner' THEN NULL ELSE {unit}.parent_id END"
# The same downward, of a `child` that is reached from its parent.
IS_ANSWERED = "child.kind <> 'external_partner'"

# What one stewards, and everything above it whose people answer where a unit has none of its own.
ABOVE_STEWARDED = f"""
WITH RECURSIVE path(id, parent_id) AS (
    SELECT own.id, {ANSWERED_BY.format(unit="own")} FROM units_unit own
    WHERE own.id IN (SELECT unit_id FROM units_stewardship WHERE user_id = %s)
    UNION SELECT up.id, {ANSWERED_BY.format(unit="up")} FROM path JOIN units_unit up ON up.id = path.parent_id
) SELECT id FROM path
"""  # noqa: S608  constant SQL

# Of the unit in the query around it: whether somebody may act for it or for one above it.
HAS_STEWARD = """
EXISTS (
    WITH RECURSIVE above(id, parent_id) AS (
        SELECT units_unit.id, units_unit.parent_id
        UNION SELECT up.id, up.parent_id FROM above JOIN units_unit up ON up.id = above.parent_id
    ) SELECT FROM above JOIN units_stewardship acting ON acting.unit_id = above.id
)
"""

# `answers`: whether the people of the unit answer for the seed where nobody nearer does.
_PATH = """
WITH RECURSIVE path(seed, id, parent_id, code, name, step, answers, kind) AS (
    SELECT own.id, own.id, own.parent_id, own.code, own.name, 0, true, own.kind FROM units_unit own WHERE {seeds}
    UNION ALL
    SELECT path.seed, up.id, up.parent_id, up.code, up.name, path.step + 1,
        path.answers AND path.kind <> 'external_partner', up.kind
    FROM path JOIN units_unit up ON up.id = path.parent_id
    WHERE path.step < 100
)
"""
_ABOVE = f"""
{_PATH.format(seeds="own.id = ANY(%s)")}
SELECT seed, id, code, name, answers FROM path WHERE step > 0 ORDER BY seed, step DESC
"""  # noqa: S608  constant SQL
# Of the unit in the query around it: [id, code, name, answers] of each of its ancestors, the topmost first.
PATH_ABOVE = f"""(
{_PATH.format(seeds="own.id = units_unit.id")}
SELECT coalesce(jsonb_agg(jsonb_build_array(id, code, name, answers) ORDER BY step DESC), '[]') FROM path WHERE step > 0
)"""  # noqa: S608  constant SQL


_LINKS = """
WITH RECURSIVE path(id, parent_id, code) AS (
    SELECT id, parent_id, code FROM units_unit WHERE id = ANY(%s)
    UNION SELECT up.id, up.parent_id, up.code FROM path JOIN units_unit up ON up.id = path.parent_id
) SELECT id, parent_id, code FROM path
"""


def links_above(unit_ids: Iterable[int]) -> list[tuple[int, int | None, str]]:
    """(id, id of the parent, code) of these units and of everything above them, each once. One query for all."""
    with connection.cursor() as cursor:
        cursor.execute(_LINKS, [list(unit_ids)])
        return cursor.fetchall()


Paths = dict[int, list[tuple[int, str, str]]]


def ancestors(unit_ids: Iterable[int]) -> Paths:
    """For each unit id the (id, code, name) of its ancestors, the topmost first. One query for all."""
    return ancestors_and_answering(unit_ids)[0]


def ancestors_and_answering(unit_ids: Iterable[int]) -> tuple[Paths, Paths]:
    """The ancestors, and those of them whose people answer where a unit has none of its own. One query for all."""
    paths: Paths = defaultdict(list)
    answering: Paths = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [list(unit_ids)])
        for seed, unit_id, code, name, answers in cursor.fetchall():
            paths[seed].append((unit_id, code, name))
            if answers:
                answering[seed].append((unit_id, code, name))
    return paths, answering


def lock() -> None:
    """Holds back every other change to the shape of the tree until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('units.tree'))")


def would_circle(unit_id: int, parent_id: int) -> bool:
    """Whether putting the unit under that parent would close a circle: the parent is the unit or below it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT %s IN ({BELOW})", [parent_id, unit_id])
        return cursor.fetchone()[0]


def circles(parents: dict[str, str | None]) -> list[list[str]]:
    """Circles in {node: its parent}, each as the nodes in order. Pure; used for whole files at once."""
    found, settled = [], set()
    for start in parents:
        path: list[str] = []
        seen: dict[str, int] = {}
        node: str | None = start
        while node is not None and node in parents and node not in settled:
            if node in seen:
                found.append(path[seen[node] :])
                break
            seen[node] = len(path)
            path.append(node)
            node = parents[node]
        settled.update(path)
    return found
