"""What changed of one department, from the record, in words a reader may read. One query over all its tables."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache

from django.db import connection, models
from django.db.models import F, Q, Value

from accounts.models import User
from common import asof, words
from contacts.models import Assignment
from overview.comparing.kinds import effects_of
from overview.department.reader import Reader
from overview.models import ReorganisationUnit
from overview.record.words import field_label, value
from units.models import (
    Asset,
    Dependency,
    FormerCode,
    Incident,
    IncidentUnit,
    Process,
    Stewardship,
    Unit,
    UnitObligation,
)

TOLD = (
    Unit, Stewardship, FormerCode, UnitObligation, IncidentUnit, ReorganisationUnit,
    Assignment, Asset, Process, Dependency,
)  # fmt: skip
# Of these a change names the one that changed; of the unit itself the page says which it is.
NAMED = {"assignment", "asset", "process", "dependency"}
MODELS = {model._meta.model_name: model for model in TOLD}
MOST_VERSIONS = 60
COLUMNS = (
    "noun", "history_date", "history_id", "history_group", "history_actor", "history_type", "history_label",
    "history_labels", "history_changes", "began_on", "ended_on",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One thing that changed: `label`, then what it is `now` and what it `was`; a sentence has a label alone. `late`
    has both days where it was entered after it took effect."""

    label: str
    now: str = ""
    was: str = ""
    late: str = ""


@dataclass
class Change:
    """One save: when, by whom, and its parts."""

    at: datetime
    who: str
    group: object
    parts: list[Part] = field(default_factory=list)
    new: bool = False


def changes_of(unit_id: int, reader: Reader) -> list[Change]:
    """The latest saves that touched the unit and left something the reader may read, the newest first."""
    saves: dict[object, Change] = {}
    for version in _read(unit_id, reader):
        parts = _parts(version, reader)
        if not parts:
            continue
        save = saves.setdefault(
            version["history_group"],
            Change(version["history_date"], version["history_actor"], version["history_group"]),
        )
        save.parts.extend(parts)
    for save in saves.values():
        # The first few are shown; what was entered late is never among the others.
        save.parts.sort(key=lambda part: not part.late)
        save.new = bool(reader.last_visit and save.at > reader.last_visit)
    return list(saves.values())


def _read(unit_id: int, reader: Reader):
    sql, params = _compiled(reader.user.role, reader.share, asof.looks_back())
    known = {USER: reader.user.pk, SUBJECT: f"unit:{unit_id}"}
    with connection.cursor() as cursor:
        cursor.execute(sql, [_filled(param, known) for param in params])
        for row in cursor.fetchall():
            version = dict(zip(COLUMNS, row, strict=True))
            for name in ("history_labels", "history_changes"):
                if isinstance(version[name], str):
                    version[name] = json.loads(version[name])
            yield version


# Stand for the reader and the unit in SQL that is compiled once a role: putting it together takes longer than
# running it.
USER, SUBJECT = -1, "unit:-1"


def _filled(param, known: dict):
    if isinstance(param, list):
        return [known.get(one, one) for one in param]
    return known.get(param, param)


@cache
def _compiled(role: str, share: bool, looks_back: bool) -> tuple[str, tuple]:
    """Rights are put otherwise on a past day, so that has SQL of its own."""
    reader = Reader(User(pk=USER, role=role), date.min, share)
    branches = [_versions(model, reader) for model in TOLD]
    rows = branches[0].union(*branches[1:], all=True).order_by("-history_date", "-history_id")
    return rows[:MOST_VERSIONS].query.sql_with_params()


def _versions(model, reader: Reader):
    """The latest versions about the unit. A version that changed only what the reader may not read is none."""
    versions = model.history.model.objects.filter(history_subjects__contains=[SUBJECT])
    versions = model.visible_versions(versions, reader.user)
    if reader.share and model is IncidentUnit:
        versions = versions.exclude(incident_id__in=Incident.objects.filter(restricted=True).values("id"))
    readable = sorted(_told_fields(model, reader))
    versions = versions.filter(~Q(history_type="~") | Q(history_changes__has_any_keys=readable))
    noun = Value(model._meta.model_name, output_field=models.CharField())
    began, ended = (
        F(name) if name else Value(None, output_field=models.DateField())
        for name in effects_of(model, set(readable))
    )
    return (
        versions.annotate(noun=noun, began_on=began, ended_on=ended)
        .order_by("-history_date", "-history_id")
        .values_list(*COLUMNS)[:MOST_VERSIONS]
    )


# Bookkeeping of imports: it says where a value comes from, not what it is.
SILENT = {"sources", "pinned"}


def _told_fields(model, reader: Reader) -> set[str]:
    names = {f.name for f in model._meta.concrete_fields}
    return names - reader.hidden(model) - SILENT - set(model.untracked_fields)


def _parts(version: dict, reader: Reader) -> list[Part]:
    if version["history_type"] != "~":
        late = _late(version, "began_on", reader.today) if version["history_type"] == "+" else ""
        return [Part(sentence, late=late)] if (sentence := _came_or_went(version)) else []
    model = MODELS[version["noun"]]
    told = _told_fields(model, reader)
    about = version["history_label"] if version["noun"] in NAMED else ""
    _, ends = effects_of(model, told)
    return [
        replace(
            _field_part(model._meta.get_field(name), was, now, reader.today, about),
            late=_late(version, "ended_on", reader.today) if name == ends else "",
        )
        for name, (was, now) in version["history_changes"].items()
        if name in told
    ]


def _late(version: dict, effect: str, today: date) -> str:
    """Both days, where something was written down after the day since which it holds."""
    on, entered = version[effect], words.local_day(version["history_date"])
    if on is None or on >= entered:
        return ""
    return (
        f"took effect {words.day(on, today=today, short=True)}, "
        f"entered {words.day(entered, today=today, short=True)}"
    )


def _came_or_went(version: dict) -> str:
    labels, came = version["history_labels"], version["history_type"] == "+"
    user, obligation, incident = (
        labels.get("user", ""),
        labels.get("obligation", ""),
        labels.get("incident", ""),
    )
    event, label = labels.get("reorganisation", "").lower(), version["history_label"]
    said = {
        "unit": ("Entered into the inventory", "Left the inventory"),
        "stewardship": (f"{user} may act for it", f"{user} may no longer act for it"),
        "unitobligation": (f"{obligation} binds it", f"{obligation} no longer binds it"),
        "incidentunit": (f"Incident: {incident}", f"No longer counted as touched by: {incident}"),
        "assignment": (label, f"No longer: {label}"),
        "asset": (f"Named among what it values: {label}", f"No longer named: {label}"),
        "process": (f"A process: {label}", f"No longer a process of it: {label}"),
        "dependency": (label, f"No longer: {label}"),
        "reorganisationunit": (f"Reorganisation: {event}", f"Taken back: {event}"),
    }
    return said.get(version["noun"], ("", ""))[not came]


def _field_part(field: models.Field, was: str, now: str, today: date, about: str = "") -> Part:
    label = field_label(field.model, field.name)
    if about:
        label = f"{about}: {label[:1].lower()}{label[1:]}"
    if isinstance(field, models.TextField):
        return Part(f"{label}: " + ("emptied" if not now else "written" if not was else "rewritten"))
    said = value(field, now, today=today) if now else "nothing"
    return Part(label, said, value(field, was, today=today) if was else "")
