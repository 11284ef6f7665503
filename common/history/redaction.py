"""Makes what the record kept of some objects unreadable: their fields in all their versions, how the versions of other
objects called them, and their names in the reasons people gave. That something happened, when and by whom stays.

The database lets this through only for the transaction that wrote an entry of the log of redactions, which is
`desk.redaction`'s to do. Nothing else calls this.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from django.db import connection

from common.history import mentions, wording
from common.history.tracked import TrackedModel
from common.history.undoing import tracked_models
from common.history.versions import text_of

# What a redaction may rewrite in any version, besides the fields of the model itself.
TEXTS = ("history_label", "history_labels", "history_changes")


@dataclass(frozen=True)
class Plan:
    """`values`: field name → what stands there afterwards. `label`: how the objects are called from now on; None where
    their label says nothing of them. `identifying`: the text fields whose former values would be recognised anywhere.
    `marks`: what the rows are given besides, which was not so before.
    """

    model: type[TrackedModel]
    ids: frozenset[int]
    values: Mapping[str, object]
    label: str | None = None
    identifying: Collection[str] = ()
    marks: Mapping[str, object] = field(default_factory=dict)

    def columns(self) -> dict[str, object]:
        """What stands in each column afterwards."""
        return {self.model._meta.get_field(name).attname: value for name, value in self.values.items()}

    def text(self, name: str) -> str:
        """What a reader sees of the field afterwards."""
        return text_of(self.model._meta.get_field(name), self.values[name], {})


# Called around each write with the table and the numbers of the versions that are about to change.
Around = Callable[[str, Collection[int]], AbstractContextManager]


def _unobserved(table: str, numbers: Collection[int]) -> AbstractContextManager:
    return nullcontext()


@dataclass
class Progress:
    """What was learned and written so far, by the id of the object."""

    around: Around = _unobserved
    names: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    secrets: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    reasons: dict[object, str] = field(default_factory=dict)  # by save
    versions: set[tuple[str, int]] = field(default_factory=set)


def redact(plan: Plan, *, entry: int, around: Around = _unobserved) -> int:
    """Blanks the live rows by an ordinary recorded save, then the record. Gives the number of versions it changed.

    `entry` is the row of the log, written in this transaction. Call it inside `recording(…)`.
    """
    _name_entry(str(entry))
    _blank_rows(plan)
    progress = Progress(around)
    _blank_versions(plan, progress)
    for model, rows in mentions.rename(plan.model, progress, plan.label):
        _write(model, rows, TEXTS, progress)
    _rewrite_reasons(progress)
    _name_entry("")
    return len(progress.versions)


def _name_entry(entry: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('srrm.redaction', %s, true)", [entry])


def _blank_rows(plan: Plan) -> None:
    rows = list(plan.model._base_manager.select_for_update().filter(pk__in=plan.ids).order_by("pk"))
    for row in rows:
        for name, value in (plan.columns() | plan.marks).items():
            setattr(row, name, value)
    plan.model._base_manager.bulk_update_with_history(rows)


def _blank_versions(plan: Plan, progress: Progress) -> None:
    versions = list(plan.model.history.model.objects.filter(id__in=plan.ids))
    for version in versions:
        _learn(plan, version, progress)
    for version in versions:
        mentions.recall(version, progress, {version.id}, plan.label)
    columns = plan.columns()
    changed = [version for version in versions if _blank(plan, version, columns)]
    _write(plan.model, changed, (*columns, *TEXTS), progress)


def _learn(plan: Plan, version, progress: Progress) -> None:
    if plan.label is not None and version.history_label != plan.label:
        progress.names[version.id].add(version.history_label)
    for name in plan.identifying:
        value = getattr(version, name)
        if value and value != plan.values[name]:
            progress.secrets[version.id].add(value)


def _blank(plan: Plan, version, columns: dict) -> bool:
    """Takes the values out of one version; whether it held any."""
    before = _payload(version, columns)
    for name, value in columns.items():
        if getattr(version, name) is not None:
            setattr(version, name, value)
    if plan.label is not None:
        version.history_label = plan.label
    version.history_labels = {
        name: label for name, label in version.history_labels.items() if name not in plan.values
    }
    version.history_changes = {
        name: wording.blanked(pair, plan.text(name)) if name in plan.values else pair
        for name, pair in version.history_changes.items()
    }
    return _payload(version, columns) != before


def _payload(version, columns) -> tuple:
    return tuple(getattr(version, name) for name in (*columns, *TEXTS))


def _write(model, versions: list, names, progress: Progress) -> None:
    """Writes the named columns of the versions, whatever their number in one statement."""
    if not versions:
        return
    meta, quoted = model.history.model._meta, connection.ops.quote_name
    fields = [next(f for f in meta.concrete_fields if f.attname == name) for name in names]
    types = ", ".join(f"{quoted(f.column)} {f.db_type(connection)}" for f in fields)
    values = ", ".join(f"{quoted(f.column)} = new.{quoted(f.column)}" for f in fields)
    rows = [
        {"history_id": version.history_id} | {f.column: getattr(version, f.attname) for f in fields}
        for version in versions
    ]
    numbers = [version.history_id for version in versions]
    with progress.around(meta.db_table, numbers), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quoted(meta.db_table)} AS old SET {values} "  # noqa: S608  names come from the model
            f"FROM jsonb_to_recordset(%s::jsonb) AS new(history_id bigint, {types}) "
            "WHERE old.history_id = new.history_id",
            [json.dumps(rows, default=str, ensure_ascii=False)],
        )
    progress.versions |= {(meta.db_table, number) for number in numbers}


def _rewrite_reasons(progress: Progress) -> None:
    """The reason of a save stands in every version it wrote, whatever the table."""
    for model in tracked_models() if progress.reasons else ():
        name = model.history.model._meta.db_table
        for group, reason in progress.reasons.items():
            _rewrite_reason(name, group, reason, progress)


def _rewrite_reason(name: str, group, reason: str, progress: Progress) -> None:
    table = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT history_id FROM {table} WHERE history_group = %s AND history_change_reason <> %s",  # noqa: S608
            [group, reason],
        )
        numbers = [number for (number,) in cursor.fetchall()]
    if not numbers:
        return
    with progress.around(name, numbers), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET history_change_reason = %s WHERE history_id = ANY(%s)",  # noqa: S608
            [reason, numbers],
        )
    progress.versions |= {(name, number) for number in numbers}
