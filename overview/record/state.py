"""One unit as the record knew it: at the end of a day, or in one version. Rights are today's, values are of then."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.audiences import hidden_fields, readable_versions
from common.forms import AUDIENCE_WORDS
from common.history.versions import SILENT_FIELDS, text_of
from overview.record.branches import Condition, branches_for, joined, rows
from overview.record.words import field_label, kind_of, value
from units.models import Unit

BOOKKEEPING = SILENT_FIELDS | {"sources", "pinned"}


@dataclass(frozen=True)
class Fact:
    """One field of a version in words."""

    name: str
    label: str
    said: str
    only_for: str = ""  # whom it is for, where the department may not read it


def version_of(unit: Unit, user, number: int):
    """That version of the unit, or None. One that changed only what the reader may not see is none to them."""
    return readable_versions(user, Unit).filter(id=unit.pk, pk=number).first()


def version_at(unit: Unit, user, moment: datetime):
    """The version that held at that moment, or None before the unit was known."""
    versions = Unit.visible_versions(Unit.history.model.objects.filter(id=unit.pk), user)
    return versions.filter(valid__contains=moment).first()


def known_since(unit: Unit) -> datetime | None:
    return (
        Unit.history.model.objects.filter(id=unit.pk)
        .order_by("history_date")
        .values_list("history_date", flat=True)
        .first()
    )


def facts(version, user, *, today: date) -> list[Fact]:
    """Every field of the version that the reader may see, in the order of the model."""
    left_out = hidden_fields(user, Unit) | BOOKKEEPING
    found = []
    for field in type(version).tracked_fields:
        if field.name in left_out:
            continue
        only = AUDIENCE_WORDS.get(Unit.audiences.of(field.name), "")
        labels = {
            (field.attname, getattr(version, field.attname)): version.history_labels.get(field.name, "")
        }
        text = text_of(field, getattr(version, field.attname), labels if field.is_relation else {})
        found.append(Fact(field.name, field_label(Unit, field.name), value(field, text, today=today), only))
    return found


def belongings(unit: Unit, user, moment: datetime) -> list[tuple[str, list[str]]]:
    """[(kind, labels)] of what was recorded about the unit besides its own fields: who may act for it, what binds
    it, what touched it. One query over all tables."""
    branches = [branch for branch in branches_for(user) if branch.model is not Unit]
    held = Condition(
        "history_subjects @> %s::varchar[] AND valid @> %s::timestamptz AND history_type <> '-'",
        ([f"unit:{unit.pk}"], moment),
        of_state=True,
    )
    sql, params = joined(branches, "{number} AS model, history_label", [held])
    by_number = {branch.number: branch.model for branch in branches}
    found: dict[str, list[str]] = {}
    for number, label in rows(f"SELECT * FROM ({sql}) held ORDER BY 1, 2", params):  # noqa: S608  joined from our own pieces
        found.setdefault(kind_of(by_number[number], many=True).capitalize(), []).append(label)
    return list(found.items())


def related_subjects(unit: Unit, branches) -> list[str]:
    """The unit itself and what it took part in (incidents, reorganisations), whose own changes belong to its record."""
    own = f"unit:{unit.pk}"
    others = [branch for branch in branches if branch.model is not Unit]
    if not others:
        return [own]
    sql, params = joined(
        others,
        "DISTINCT unnest(history_subjects) AS subject",
        [Condition("history_subjects @> %s::varchar[]", ([own],))],
    )
    # A part names itself beside the unit; what it is a part of is what we are after.
    parts = {branch.model._meta.model_name for branch in others if _is_part(branch.model)}
    found = {subject for (subject,) in rows(sql, params)}
    return [own, *sorted(s for s in found if s.split(":")[0] not in parts and not s.startswith("unit:"))]


def _is_part(model) -> bool:
    return any(field.related_model is Unit for field in model._meta.concrete_fields if field.is_relation)
