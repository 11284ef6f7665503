"""Reads the record: which saves there were, what each touched, and the entries of the small ones.

Pages follow time, not numbers: a page begins before (or after) an instant, so the last one costs what the first does.
"""

# ruff: noqa: S608  the pieces of SQL joined here are written here; every value is a parameter
import json
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from overview.record.branches import Branch, Condition, joined, rows

PAGE = 50
# A save of more entries than this is one line that opens to a page of its own.
FOLD = 8
ENTRY_COLUMNS = (
    "{number} AS model, history_id, id, history_date, history_type, history_change_reason, history_group, "
    "history_actor, history_label, history_subjects, history_changes"
)


@dataclass(frozen=True)
class Entry:
    """One version that the reader may see; `changes` holds only fields they may see."""

    branch: Branch
    history_id: int
    object_id: int
    at: datetime
    type: str
    reason: str
    group: uuid.UUID
    actor: str
    label: str
    subjects: tuple[str, ...]
    changes: dict[str, list[str]]

    @property
    def model(self):
        return self.branch.model

    @property
    def unit_id(self) -> int | None:
        """The unit this entry is about first of all."""
        for subject in self.subjects:
            if subject.startswith("unit:"):
                return int(subject.removeprefix("unit:"))
        return None


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
        saves = _stepwise(branches, conditions, edge, backwards, size + 1)
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
    for group, model, type_, at, actor, reason, entries, values in rows(sql, params):
        save = saves.setdefault(group, Save(group, at, actor, reason or ""))
        save.counts.append(Count(by_number[model], type_, entries, int(values)))
    return list(saves.values())


def counted(branches: list[Branch], conditions: Sequence[Condition]) -> list[Save]:
    """All saves that meet the conditions, with what each left; the latest first."""
    if not branches:
        return []
    union, params = joined(branches, NARROW_COLUMNS, conditions)
    end, end_params = _counted(branches)
    return _as_saves(branches, f"WITH found AS MATERIALIZED ({union}) {end}", [*params, *end_params])


def _stepwise(branches, conditions, edge, backwards, limit) -> list[Save]:
    """Saves found by stepping along each table's index on the date: 50 steps cost 50 probes a table, however many
    rows a save left. For readers and filters that let nearly everything through."""
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
    """The same from everything that meets the conditions, read once: for those that let little through.

    Materialized, because the planner would else walk the whole index on the date for the first 50.
    """
    compare, order = (">", "ASC") if backwards else ("<", "DESC")
    bounds = [Condition(f"history_date {compare} %s", (edge,))] if edge else []
    union, params = joined(branches, NARROW_COLUMNS, [*conditions, *bounds])
    end, end_params = _counted(branches)
    sql = f"""
        WITH everything AS MATERIALIZED ({union}),
        found AS (
            SELECT * FROM everything WHERE history_date IN (
                SELECT history_date FROM everything GROUP BY 1 ORDER BY 1 {order} LIMIT %s
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


def entries(branches: list[Branch], sql: str, params) -> list[Entry]:
    """Rows of `ENTRY_COLUMNS` as entries, less the fields that the reader may not see."""
    by_number = {branch.number: branch for branch in branches}
    found = []
    for number, history_id, object_id, at, type_, reason, group, actor, label, subjects, changes in rows(
        sql, params
    ):
        branch = by_number[number]
        changes = json.loads(changes) if isinstance(changes, str) else changes
        seen = {name: changes[name] for name in branch.fields if name in changes}
        found.append(
            Entry(
                branch,
                history_id,
                object_id,
                at,
                type_,
                reason or "",
                group,
                actor,
                label,
                tuple(subjects),
                seen,
            )
        )
    return found


def entries_of(
    branches: list[Branch], group: uuid.UUID, *, after: tuple[int, int] | None = None, limit: int = PAGE
) -> tuple[list[Entry], tuple[int, int] | None]:
    """Entries of one save in the order of model and writing, from behind `after` (branch number, history id).

    Also gives the key of the next page, or None at the end.
    """
    number, history_id = after or (-1, 0)
    ahead = [branch for branch in branches if branch.number >= number]
    if not ahead:
        return [], None
    parts, params = [], []
    for branch in ahead:
        within = [Condition("history_group = %s", (group,))]
        if branch.number == number:
            within.append(Condition("history_id > %s", (history_id,)))
        sql, sql_params = joined(
            [branch], ENTRY_COLUMNS, within, tail="ORDER BY history_id LIMIT %s", tail_params=(limit + 1,)
        )
        parts.append(sql)
        params += sql_params
    sql = f"SELECT * FROM ({' UNION ALL '.join(parts)}) found ORDER BY model, history_id LIMIT %s"
    found = entries(ahead, sql, [*params, limit + 1])
    if len(found) <= limit:
        return found, None
    last = found[limit - 1]
    return found[:limit], (last.branch.number, last.history_id)
