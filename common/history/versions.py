"""Builds the version rows of the change record, one object or thousands at a time."""

from collections import defaultdict
from functools import cache

from django.db import models

from common.history.context import current_recording

# Bookkeeping that changes with every save and says nothing to a reader. A model adds its own as `silent_fields`.
SILENT_FIELDS = frozenset({"id", "revision"})


@cache  # asking simple-history for the version model builds a manager class each time
def tracked_fields(model) -> list[models.Field]:
    """Concrete fields of `model` that its versions keep."""
    return model.history.model.tracked_fields


def text_of(field: models.Field, value, labels: dict) -> str:
    """One value as a reader sees it; foreign keys by the label they had at that time."""
    if value is None or value == "":
        return ""
    if field.is_relation:
        return labels.get((field.attname, value), str(value))
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        words = dict(getattr(field, "base_field", field).flatchoices)
        return ", ".join(
            _words_of(item) if isinstance(item, dict) else str(words.get(item, item)) for item in value
        )
    return str(value)


def _words_of(item: dict) -> str:
    """What a reader sees of one thing in a list of JSON: its texts, not its numbers."""
    return ": ".join(value for value in item.values() if isinstance(value, str) and value)


def _foreign_labels(model, instances, befores) -> dict:
    """Labels of every foreign object named now or before; one query a field for what is not loaded."""
    labels: dict = {}
    for field in tracked_fields(model):
        if not field.is_relation:
            continue
        missing = set()
        for instance, before in zip(instances, befores, strict=True):
            value = getattr(instance, field.attname)
            loaded = instance._state.fields_cache.get(field.name)
            if loaded is not None and loaded.pk == value:
                labels[field.attname, value] = str(loaded)
            elif value is not None:
                missing.add(value)
            old = before.get(field.attname)
            if old is not None and old != value:
                missing.add(old)
        missing = {pk for pk in missing if (field.attname, pk) not in labels}
        if missing:
            for found in field.related_model._base_manager.filter(pk__in=missing):
                labels[field.attname, found.pk] = str(found)
    return labels


def _changes(model, instance, before: dict, labels: dict) -> dict:
    """{field name: [old text, new text]} of what differs from `before`."""
    differences = {}
    silent = SILENT_FIELDS.union(model.silent_fields)
    for field in tracked_fields(model):
        if field.name in silent or field.attname not in before:
            continue
        old, new = before[field.attname], getattr(instance, field.attname)
        if old != new:
            differences[field.name] = [text_of(field, old, labels), text_of(field, new, labels)]
    return differences


def build_versions(instances: list, history_type: str, befores: list[dict] | None = None) -> list:
    """Unsaved version rows for `instances` of one model, under the current recording.

    `befores` holds, per instance, the loaded values by attname; none for a creation or a deletion.
    """
    if not instances:
        return []
    model = type(instances[0])
    save = current_recording()
    befores = befores or [{} for _ in instances]
    labels = _foreign_labels(model, instances, befores)
    by_field = defaultdict(dict)
    for (attname, pk), label in labels.items():
        by_field[attname][pk] = label
    names = [f.attname for f in tracked_fields(model)]
    relations = [(f.name, f.attname) for f in tracked_fields(model) if f.is_relation]
    version_model = model.history.model
    rows = []
    for instance, before in zip(instances, befores, strict=True):
        values = {name: getattr(instance, name) for name in names}
        rows.append(
            version_model(
                **values,
                history_date=save.moment(),
                history_type=history_type,
                history_user_id=save.by.pk if save.by is not None else None,
                history_change_reason=save.reason,
                history_actor=save.actor,
                history_group=save.group,
                history_label=str(instance)[:300],
                history_subjects=instance.record_subjects(),
                history_labels={
                    name: by_field[attname].get(values[attname], "")
                    for name, attname in relations
                    if values[attname] is not None
                },
                history_changes=_changes(model, instance, before, labels),
            )
        )
    return rows
