"""One SQL over the versions of everything that is compared: what differs between two moments, for one reader.

A version that holds at both moments is never looked at, so the cost follows what changed and not what there is.
"""

# ruff: noqa: S608  the pieces of SQL joined here are written here; every value is a parameter
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accounts.models import User
from common.prepared import Prepared
from common.words import local_day
from overview.comparing.kinds import compared_models, effects_of, fields_for, place_of
from overview.record.branches import rows


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same at both moments. `before` and `after` are versions, by their numbers."""

    model: type
    object_id: int
    change: Change
    fields: tuple[str, ...]  # that differ, for the reader
    before: int | None
    after: int | None
    label: str
    units: tuple[int, ...]  # it is about these, the first of all first
    effect_on: date | None  # the day since which it holds, where somebody said so
    entered_on: date | None  # the day on which that was written down

    @property
    def late(self) -> bool:
        """Whether it took effect before it was entered."""
        return bool(self.effect_on and self.entered_on and self.effect_on < self.entered_on)


def differences(user, before: datetime, after: datetime) -> list[Difference]:
    """Everything that differs between the two moments, in no order. One query."""
    parts, params, models = [], [], compared_models()
    for number, model in enumerate(models):
        fields = fields_for(user.role, model)
        scoped = _SCOPED.sql(user.role, model, user=user.pk) if fields else None
        if scoped:
            parts.append(_selected(number, model, fields, scoped[0], before, after))
            params += [*scoped[1], *scoped[1]]
    found = rows(" UNION ALL ".join(f"({part})" for part in parts), params) if parts else ()
    return [_difference(models, row) for row in found]


def _difference(models, row) -> Difference:
    number, pk, before, after, label, fields, subjects, effect_on, entered_at = row
    model = models[number]
    if before is None or after is None:
        change = Change.ADDED if before is None else Change.REMOVED
    else:
        change = Change.MOVED if place_of(model) in fields else Change.CHANGED
    units = dict.fromkeys(int(said[5:]) for said in subjects if said.startswith("unit:"))
    entered_on = local_day(entered_at) if entered_at else None
    return Difference(
        model, pk, change, tuple(fields), before, after, label, tuple(units), effect_on, entered_on
    )


def _scoped(role: str, model, *, user: int):
    versions = model.history.model._base_manager.all()
    kept = {"id", "history_id", "history_date", "history_label", "history_subjects", "valid", "valid_to"}
    columns = kept.union(field.attname for field in fields_for(role, model))
    return model.visible_versions(versions, User(pk=user, role=role)).order_by().values(*sorted(columns))


_SCOPED = Prepared(_scoped)


def _selected(number: int, model, fields: list, scoped: str, before: datetime, after: datetime) -> str:
    """The differences of one model; takes the parameters of `scoped` twice."""
    a_moment, b_moment = (f"TIMESTAMPTZ '{moment.isoformat()}'" for moment in (before, after))
    differ = ", ".join(
        f"""CASE WHEN b."{field.column}" IS DISTINCT FROM a."{field.column}" THEN '{field.name}' END"""
        for field in fields
    )
    effect, entered = _effect(model, {field.name for field in fields}, a_moment, b_moment)
    return f"""
        SELECT {number}, coalesce(b.id, a.id), a.history_id, b.history_id,
            coalesce(b.history_label, a.history_label), found.differing,
            coalesce(b.history_subjects, '{{}}') || coalesce(a.history_subjects, '{{}}'), {effect}, {entered}
        FROM (SELECT * FROM ({scoped}) one WHERE valid @> {a_moment} AND valid_to <= {b_moment}) a
        FULL JOIN (SELECT * FROM ({scoped}) other WHERE valid @> {b_moment} AND history_date > {a_moment}) b
            ON b.id = a.id
        CROSS JOIN LATERAL (SELECT array_remove(ARRAY[{differ}]::text[], NULL) AS differing) found
        WHERE a.id IS NULL OR b.id IS NULL OR cardinality(found.differing) > 0
    """


def _effect(model, names: set[str], before: str, after: str) -> tuple[str, str]:
    """SQL for the day since which a difference holds, and for the moment at which that was written down."""
    when_added, when_changed = effects_of(model, names)
    table, effect, entered = model.history.model._meta.db_table, "", ""
    written = (
        f"""FROM "{table}" e WHERE e.id = b.id AND e.history_date > {before} AND e.history_date <= {after}"""
    )
    if when_added:
        effect += f"""WHEN a.id IS NULL THEN b."{when_added}" """
        entered += f"""WHEN a.id IS NULL AND b."{when_added}" IS NOT NULL
            THEN (SELECT min(e.history_date) {written}) """
    if when_changed:
        there = f"""a.id IS NOT NULL AND b."{when_changed}" IS DISTINCT FROM a."{when_changed}" """
        effect += f"""WHEN {there} THEN b."{when_changed}" """
        entered += f"""WHEN {there} AND b."{when_changed}" IS NOT NULL
            THEN (SELECT max(e.history_date) {written} AND jsonb_exists(e.history_changes, '{when_changed}')) """
    if not effect:
        return "NULL::date", "NULL::timestamptz"
    return f"CASE {effect} END", f"CASE {entered} END"
