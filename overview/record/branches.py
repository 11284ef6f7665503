"""One SQL over the history tables of all tracked models: uniform columns, only what the reader may see.

A table is one *branch*. Rows are scoped by the model's `visible_versions`, fields by their audience: a change of
nothing but hidden fields does not exist for the reader, in no count, no page and no date.
"""

# ruff: noqa: S608  the pieces of SQL joined here are written here; every value is a parameter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db import connection

from accounts.audiences import hidden_fields
from accounts.models import User
from common.checks import house_models
from common.history import TrackedModel
from common.history.versions import SILENT_FIELDS, tracked_fields
from common.prepared import Prepared

COLUMNS = (
    "history_id", "id", "history_date", "history_type", "history_change_reason", "history_group",
    "history_actor", "history_label", "history_subjects", "history_changes", "valid",
)  # fmt: skip


@cache
def tracked_models() -> tuple[type[TrackedModel], ...]:
    """Every tracked model, by label, so that its place in the list is the same in all processes."""
    found = [model for model in house_models() if issubclass(model, TrackedModel)]
    return tuple(sorted(found, key=lambda model: model._meta.label_lower))


@dataclass(frozen=True)
class Branch:
    """The versions of one model that one reader may see, as compiled SQL."""

    number: int
    model: type[TrackedModel]
    fields: tuple[str, ...]  # what the reader may see of a change
    counted: tuple[str, ...]  # of these, what people set; the rest is worked out or kept by imports
    sql: str
    params: tuple


def branches_for(user, kinds: Iterable[str] = ()) -> list[Branch]:
    """What `user` may read of the record; of `kinds` (model labels in lower case) only, where some are named."""
    found = []
    for number, model in enumerate(tracked_models()):
        if kinds and model._meta.label_lower not in kinds:
            continue
        shown, counted = _fields_for(user.role, model)
        scoped = _SCOPED.sql(user.role, model, user=user.pk) if shown else None
        if scoped:
            found.append(Branch(number, model, shown, counted, *scoped))
    return found


@cache
def _fields_for(role: str, model: type[TrackedModel]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the fields of which a role may see changes, and those of them that people set."""
    hidden = hidden_fields(User(role=role), model) | SILENT_FIELDS
    shown = [field for field in tracked_fields(model) if field.name not in hidden]
    return tuple(field.name for field in shown), tuple(field.name for field in shown if field.editable)


def _scoped(role: str, model: type[TrackedModel], *, user: int):
    versions = model.history.model._base_manager.all()
    return model.visible_versions(versions, User(pk=user, role=role)).order_by().values(*COLUMNS)


_SCOPED = Prepared(_scoped)


@dataclass(frozen=True)
class Condition:
    """SQL over the uniform columns. `selective`: it may leave out most of what the reader sees. `of_state`: asks
    how things were rather than what changed, so that what changed last does not matter."""

    sql: str
    params: tuple = ()
    selective: bool = True
    of_state: bool = False


def _where(branch: Branch, conditions: Iterable[Condition]) -> tuple[str, list]:
    parts, params = ["(history_type <> '~' OR history_changes ?| %s)"], [list(branch.fields)]
    if any(condition.of_state for condition in conditions):
        parts, params = [], []
    for condition in conditions:
        parts.append(condition.sql)
        params += condition.params
    return " AND ".join(parts), params


def joined(
    branches: list[Branch],
    columns: str,
    conditions: Iterable[Condition] = (),
    *,
    tail: str = "",
    tail_params=(),
) -> tuple[str, list]:
    """UNION ALL of `columns` from every branch that meets the conditions; `tail` orders and limits each branch.

    `{number}` in `columns` becomes the branch's number.
    """
    parts, params = [], []
    for branch in branches:
        where, where_params = _where(branch, conditions)
        chosen = columns.replace("{number}", str(branch.number))
        parts.append(f"(SELECT {chosen} FROM ({branch.sql}) versions WHERE {where} {tail})")
        params += [*branch.params, *where_params, *tail_params]
    return " UNION ALL ".join(parts), params


def rows(sql: str, params: Iterable) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        return cursor.fetchall()
