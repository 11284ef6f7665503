"""Entries of the record: one version each, as its reader may see it."""

# ruff: noqa: S608  the pieces of SQL joined here are written here; every value is a parameter
import json
import uuid
from dataclasses import dataclass
from datetime import datetime

from overview.record.branches import Branch, Condition, joined, rows

PAGE = 50
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
        return self._about("unit")

    @property
    def contact_id(self) -> int | None:
        """The person of the directory this entry is about."""
        return self._about("contact")

    def _about(self, kind: str) -> int | None:
        for subject in self.subjects:
            if subject.startswith(f"{kind}:"):
                return int(subject.removeprefix(f"{kind}:"))
        return None


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
