"""Writes the rows of an undo, all tables at once: first everything is made ready in memory, then what is to go is
removed, what is to change written and what is to be there again inserted. In this order nothing stands in the way of
a unique value; foreign keys are deferred and asked at the end.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.db import IntegrityError, connection, transaction

from common.history import bulk
from common.history.holding import among
from common.history.tracked import StaleSave
from common.history.versions import build_versions, tracked_fields


@cache
def references(model) -> list[tuple[str, type]]:
    """(attname, model it points to) of each tracked foreign key."""
    return [(f.attname, f.related_model) for f in tracked_fields(model) if f.is_relation]


def lock(model, group) -> dict[tuple[type, int], object]:
    """The rows the save touched as they are now, locked, by model and id."""
    touched = set(model.history.model.objects.filter(history_group=group).values_list("id", flat=True))
    rows = among(model._base_manager.select_for_update(of=("self",)).order_by("pk"), "id", touched)
    return {(model, row.pk): row for row in rows}


def write(steps: Iterable, rows: dict) -> None:
    """Brings every object of `steps` back to its version `before`. `rows` are the locked rows."""
    work = [_piece(step, rows) for step in sorted(steps, key=lambda step: -step.order)]
    _connect([row for _, row in work])
    work = [(kind, row) for kind, row in work if _ready(kind, row)]
    # Built before anything is written: what they name by its label is still, or already, at hand.
    versions = [version for kind in "-~+" for version in _versions(_of(work, kind), kind)]
    try:
        with transaction.atomic():
            _store(work)
    except IntegrityError:
        # Two rows exchange a value that only one may have. One by one, the last written first, each step leads to a
        # state that the save went through itself.
        for piece in work:
            _store([piece])
    for _, some in _by_model(versions):
        bulk.insert(some)
    for kind, row in work:
        if kind != "-":
            row.remember()
    connection.check_constraints()


def _piece(step, rows: dict) -> tuple[str, object]:
    """The row with the values it returns to, and the type of the version that will tell of it."""
    if step.before is None:
        return "-", rows[step.model, step.pk]
    if step.exists:
        return "~", _assigned(rows[step.model, step.pk], step.before)
    return "+", _assigned(step.model(pk=step.pk), step.before)


def _ready(kind: str, row) -> bool:
    """Works out what follows from others and counts the revision on; whether there is anything to write."""
    if kind == "-":
        return True
    row.derive()
    if kind == "~" and not row.changed_fields():
        return False
    row.revision += 1  # also of what comes back: a form opened before it was removed is stale
    return True


def _of(work: list, kind: str) -> list:
    return [row for of, row in work if of == kind]


def _store(work: list) -> None:
    for model, some in _by_model(_of(work, "-")):
        bulk.remove(model, [row.pk for row in some])
    for _, some in _by_model(_of(work, "~")):
        if bulk.update(some, {name for row in some for name in row.changed_fields()}) < len(some):
            raise StaleSave(f"One of {len(some)} rows")
    for _, some in _by_model(_of(work, "+")):
        bulk.insert(some)


def _assigned(row, version):
    """The row with every tracked value of the version."""
    for field in tracked_fields(type(row)):
        if field.name != "revision" or row._state.adding:
            setattr(row, field.attname, getattr(version, field.attname))
    return row


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
