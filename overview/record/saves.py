"""Reads the record: which saves there were, what each touched, and the entries of the small ones.

Pages follow time, not numbers: a page begins before (or after) an instant, so the last one costs what the first does.
"""

# ruff: noqa: S608  the pieces of SQL joined here are written here; every value is a parameter
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from overview.record.branches import Branch, Condition, joined, rows
from overview.record.entries import ENTRY_COLUMNS, Entry, entries

PAGE = 50
# A save of more entries than this is one line that opens to a page of its own.
FOLD = 8
# So many versions of each table are looked at before stepping from save to save.
REACH = 150


@dataclass
class Count:
    """How many entries of one model a save left, by what happened to them."""

    branch: Branch
    type: str
    entries: int
    values: int


@dataclass
class Save:
    """Everything one person or job wrote at once. `entries` is None where there are too many to list."""

    group: uuid.UUID
    at: datetime
    actor: str
    reason: str
    counts: list[Count] = field(default_factory=list)
    entries: list[Entry] | None = None

    @property
    def size(self) -> int:
        return sum(count.entries for count in self.counts)

    @property
    def values(self) -> int:
        return sum(count.values for count in self.counts)


@dataclass
class Page:
    saves: list[Save]
    older: datetime | None = None  # the next page begins before this
    newer: datetime | None = None  # the page before ends after this


def read_page(
    branches: list[Branch],
    conditions: Sequence[Condition] = (),
    *,
    before: datetime | None = None,
    after: datetime | None = None,
    narrow: bool = False,
    size: int = PAGE,
    fold: int = FOLD,
) -> Page:
    """One page of saves, the latest first. `narrow` says that the reader sees a small part of the tables."""
    if not branches:
        return Page([])
    backwards, edge = after is not None, after or before
    if narrow or any(condition.selective for condition in conditions):
        saves = _gathered(branches, conditions, edge, backwards, size + 1)
    else:
        saves = _nearest(branches, conditions, edge, backwards, size + 1)
    instants = sorted({save.at for save in saves}, reverse=True)
    more = len(instants) > size
    kept = instants[-size:] if backwards else instants[:size]
    saves = [save for save in saves if save.at in set(kept)]
    fill(branches, conditions, saves, kept, fold)
    page = Page(saves)
    if kept:
        page.older = kept[-1] if more or backwards else None
        page.newer = kept[0] if (before is not None and not backwards) or (backwards and more) else None
    return page


# What `_counted` needs to know of each version.
NARROW_COLUMNS = (
    "{number} AS model, history_type, history_date, history_group, history_actor, history_change_reason, "
    "history_changes"
)


def _counted(branches: list[Branch]) -> tuple[str, list]:
    """The end of a query: saves of the versions `found`, with what each left; the latest first."""
    kinds = ", ".join(["(%s, %s::text[])"] * len(branches))
    params = [value for branch in branches for value in (branch.number, list(branch.counted))]
    return (
        f"""
        SELECT history_group, model, history_type, max(history_date), min(history_actor),
            min(history_change_reason), count(*),
            sum(CASE history_type WHEN '~' THEN (
                SELECT count(*) FROM jsonb_object_keys(history_changes) name WHERE name = ANY(counted)
            ) ELSE 0 END)
        FROM found JOIN (VALUES {kinds}) kinds(number, counted) ON number = model
        GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3
        """,
        params,
    )


def _as_saves(branches: list[Branch], sql: str, params) -> list[Save]:
    by_number = {branch.number: branch for branch in branches}
    saves: dict[uuid.UUID, Save] = {}
    for group, model, type_, at, actor, reason, number, values in rows(sql, params):
        save = saves.setdefault(group, Save(group, at, actor, reason or ""))
        save.counts.append(Count(by_number[model], type_, number, int(values)))
    return list(saves.values())


def counted(branches: list[Branch], conditions: Sequence[Condition]) -> list[Save]:
    """All saves that meet the conditions, with what each left; the latest first."""
    if not branches:
        return []
    union, params = joined(branches, NARROW_COLUMNS, conditions)
    end, end_params = _counted(branches)
    return _as_saves(branches, f"WITH found AS MATERIALIZED ({union}) {end}", [*params, *end_params])


def _nearest(branches, conditions, edge, backwards, limit) -> list[Save]:
    """Saves from the latest so many versions of each table. For readers and filters that let nearly everything
    through; where large saves leave too few instants within reach, they are stepped to instead."""
    compare, order, far = (">", "ASC", "max") if backwards else ("<", "DESC", "min")
    bounds = [Condition(f"history_date {compare} %s", (edge,))] if edge else []
    tail = f"ORDER BY history_date {order} LIMIT {REACH}"
    union, params = joined(branches, NARROW_COLUMNS, [*conditions, *bounds], tail=tail)
    # What lies at the end of a table's reach or behind it may lack some of its versions.
    behind = f"""
        SELECT 1 FROM (SELECT {far}(history_date) AS at FROM everything GROUP BY model HAVING count(*) = {REACH})
        reached WHERE everything.history_date = reached.at OR everything.history_date {compare} reached.at
    """
    found = _of_everything(branches, union, params, f"NOT EXISTS ({behind})", order, limit)
    if len({save.at for save in found}) == limit:
        return found
    return _stepwise(branches, conditions, edge, backwards, limit)


def _stepwise(branches, conditions, edge, backwards, limit) -> list[Save]:
    """Saves found by stepping along each table's index on the date: 50 steps cost 50 probes a table, however many
    rows a save left."""
    compare, order, best = (">", "ASC", "min") if backwards else ("<", "DESC", "max")
    union, params = joined(
        branches,
        "history_date",
        [*conditions, Condition(f"history_date {compare} seen.at")],
        tail=f"ORDER BY history_date {order} LIMIT 1",
    )
    these = Condition("history_date = ANY(ARRAY(SELECT at FROM seen WHERE at IS NOT NULL AND step > 0))")
    at_these, at_params = joined(branches, NARROW_COLUMNS, [*conditions, these])
    end, end_params = _counted(branches)
    sql = f"""
        WITH RECURSIVE seen(at, step) AS (
            SELECT %s::timestamptz, 0
            UNION ALL
            SELECT (SELECT {best}(history_date) FROM ({union}) nearest), seen.step + 1
            FROM seen WHERE seen.at IS NOT NULL AND seen.step < %s
        ), found AS MATERIALIZED ({at_these}) {end}
    """
    edge = edge or "infinity"
    return _as_saves(branches, sql, [edge, *params, limit, *at_params, *end_params])


def _gathered(branches, conditions, edge, backwards, limit) -> list[Save]:
    """The same from everything that meets the conditions, read once: for those that let little through."""
    compare, order = (">", "ASC") if backwards else ("<", "DESC")
    bounds = [Condition(f"history_date {compare} %s", (edge,))] if edge else []
    union, params = joined(branches, NARROW_COLUMNS, [*conditions, *bounds])
    return _of_everything(branches, union, params, "TRUE", order, limit)


def _of_everything(branches, union: str, params: list, fit: str, order: str, limit: int) -> list[Save]:
    """The saves of the first instants at which something of the union is fit.

    Materialized, because the planner would else walk the whole index on the date for the first 50.
    """
    end, end_params = _counted(branches)
    sql = f"""
        WITH everything AS MATERIALIZED ({union}),
        found AS MATERIALIZED (
            SELECT * FROM everything WHERE history_date IN (
                SELECT history_date FROM everything WHERE {fit} GROUP BY 1 ORDER BY 1 {order} LIMIT %s
            )
        ) {end}
    """
    return _as_saves(branches, sql, [*params, limit, *end_params])


def fill(branches, conditions, saves: list[Save], instants: list[datetime], fold: int = FOLD) -> None:
    """Gives the small saves their entries, in one query."""
    small = [save.group for save in saves if save.size <= fold]
    if not small:
        return
    # Only the tables that hold any of them: planning ten branches takes longer than reading three.
    touched = {count.branch.number for save in saves for count in save.counts if save.size <= fold}
    branches = [branch for branch in branches if branch.number in touched]
    # Found by group; the sum keeps the planner from finding them by the date, where large saves lie as well.
    within = Condition(
        "history_group = ANY(%s) AND history_date + interval '0' BETWEEN %s AND %s",
        (small, min(instants), max(instants)),
    )
    union, params = joined(branches, ENTRY_COLUMNS, [*conditions, within])
    by_group = defaultdict(list)
    for entry in entries(branches, f"SELECT * FROM ({union}) found ORDER BY model, history_id", params):
        by_group[entry.group].append(entry)
    for save in saves:
        if save.size <= fold:
            save.entries = by_group[save.group]
