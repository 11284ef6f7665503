"""Writes the rows of an undo, all tables at once: first everything is made ready in memory, then what is to go is
removed, what is to change written and what is to be there again inserted. In this order nothing stands in the way of
a unique value; foreign keys are deferred and asked at the end.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.db import connection

from common.history import bulk
from common.history.tracked import StaleSave
from common.history.versions import build_versions, tracked_fields


@cache
def references(model) -> list[tuple[str, type]]:
    """(attname, model it points to) of each tracked foreign key."""
    return [(f.attname, f.related_model) for f in tracked_fields(model) if f.is_relation]


def lock(model, group) -> dict[tuple[type, int], object]:
    """The rows the save touched as they are now, locked, by model and id."""
    touched = model.history.model.objects.filter(history_group=group).values("id")
    rows = model._base_manager.select_for_update(of=("self",)).filter(pk__in=touched).order_by("pk")
    return {(model, row.pk): row for row in rows}


def write(steps: Iterable, rows: dict) -> None:
    """Brings every object of `steps` back to its version `before`. `rows` are the locked rows."""
    removed, changed, recreated = [], [], []
    for step in steps:
        if step.before is None:
            removed.append(rows[step.model, step.pk])
        elif step.exists:
            changed.append(_assigned(rows[step.model, step.pk], step.before))
        else:
            recreated.append(_assigned(step.model(pk=step.pk), step.before))
    _connect([*removed, *changed, *recreated])
    changed = [row for row in changed if _differs(row)]
    for row in recreated:
        row.derive()
        row.revision += 1  # a form opened before the removal is stale
    # Built before anything is written: what they name by its label is still, or already, at hand.
    versions = [*_versions(removed, "-"), *_versions(changed, "~"), *_versions(recreated, "+")]
    _store(removed, changed, recreated, versions)
    for row in [*changed, *recreated]:
        row.remember()
    connection.check_constraints()


def _store(removed: list, changed: list, recreated: list, versions: list) -> None:
    for model, some in _by_model(removed):
        bulk.remove(model, [row.pk for row in some])
    for _, some in _by_model(changed):
        if bulk.update(some, {name for row in some for name in row.changed_fields()}) < len(some):
            raise StaleSave(f"One of {len(some)} rows")
    for _, some in _by_model([*recreated, *versions]):
        bulk.insert(some)


def _assigned(row, version):
    """The row with every tracked value of the version; the revision counts on for whoever has a form open."""
    for field in tracked_fields(type(row)):
        if field.name != "revision" or row._state.adding:
            setattr(row, field.attname, getattr(version, field.attname))
    return row


def _differs(row) -> bool:
    row.derive()
    if not row.changed_fields():
        return False
    row.revision += 1
    return True


def _connect(rows: list) -> None:
    """Gives each row what its foreign keys point to, one query a table, so that neither labels nor what is worked out
    ask row by row, and what is not written yet is found."""
    pool = {(type(row), row.pk): row for row in rows}
    wanted = defaultdict(set)
    for row in rows:
        for name, target in references(type(row)):
            value = getattr(row, name)
            if value is not None and (target, value) not in pool:
                wanted[target].add(value)
    for target, ids in wanted.items():
        pool |= {(target, pk): found for pk, found in target._base_manager.in_bulk(ids).items()}
    for row in rows:
        for field in tracked_fields(type(row)):
            if field.is_relation and (found := pool.get((field.related_model, getattr(row, field.attname)))):
                row._state.fields_cache[field.name] = found


def _by_model(rows: Iterable):
    found = defaultdict(list)
    for row in rows:
        found[type(row)].append(row)
    return found.items()


def _versions(rows: list, kind: str) -> list:
    versions = []
    for _, some in _by_model(rows):
        befores = [row.loaded_values for row in some] if kind == "~" else None
        versions += build_versions(some, kind, befores)
    return versions
