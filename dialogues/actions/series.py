"""Planning and changing recurring talks; they are ended in `calling_off`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from common.history import recording
from dialogues.actions.calling_off import end_series
from dialogues.actions.materialise import Counts, materialise_series
from dialogues.models import Series, SeriesParticipant, SeriesUnit
from dialogues.recurrence import RuleProblem, anchored, check, parse

__all__ = ["change_series", "end_series", "plan_series"]


@dataclass(frozen=True)
class People:
    """Whom a series names, besides our side: by responsibility, by name, and colleagues of ours."""

    functions: Iterable = ()
    contacts: Iterable = ()
    users: Iterable = ()


@transaction.atomic
def plan_series(
    series: Series,
    *,
    units: Iterable,
    functions: Iterable = (),
    contacts: Iterable = (),
    users: Iterable = (),
    by,
    at: datetime,
    reason: str = "Planned as a recurring talk",
) -> Counts:
    """Writes a new series and plans its talks of the months ahead. Raises ValidationError."""
    _settle_rule(series)
    with recording(by=by, reason=reason):
        series.full_clean()
        series.save()
        _settle_sides(series, units, People(functions, contacts, users))
    return materialise_series(series.pk, on=timezone.localdate(at), at=at, by=by, reason=reason)


@transaction.atomic
def change_series(
    series: Series,
    *,
    units: Iterable,
    functions: Iterable = (),
    contacts: Iterable = (),
    users: Iterable = (),
    by,
    at: datetime,
    reason: str = "The recurring talk was changed",
) -> Counts:
    """Writes a changed series; its talks ahead follow, but for those given a time of their own. Raises
    ValidationError."""
    _settle_rule(series)
    with recording(by=by, reason=reason):
        series.full_clean()
        if series.changed_fields():
            series.sequence += 1
        series.save()
        _settle_sides(series, units, People(functions, contacts, users))
    return materialise_series(series.pk, on=timezone.localdate(at), at=at, by=by, reason=reason)


def _settle_rule(series: Series) -> None:
    """The rule as it is kept: complete in itself, and known to fire."""
    try:
        rule = anchored(parse(series.rule), series.starts_on)
        check(rule, series.starts_on)
    except RuleProblem as problem:
        raise ValidationError({"rule": str(problem)}) from problem
    series.rule = rule.text


def _settle_sides(series: Series, units: Iterable, people: People) -> None:
    wanted = {unit.pk: unit for unit in units}
    if not wanted:
        raise ValidationError({"units": "Name at least one department."})
    present = {row.unit_id: row for row in series.series_units.all()}
    for pk, row in present.items():
        if pk not in wanted:
            row.delete()
    for pk, unit in wanted.items():
        if pk not in present:
            SeriesUnit(series=series, unit=unit).save()
    _settle_people(series, people)


def _settle_people(series: Series, people: People) -> None:
    wanted = {("function", one.pk): {"function": one} for one in people.functions}
    wanted |= {("contact", one.pk): {"contact": one} for one in people.contacts}
    wanted |= {("user", one.pk): {"user": one} for one in people.users}
    for row in series.participants.all():
        if wanted.pop(_named(row), None) is None:
            row.delete()
    for values in wanted.values():
        SeriesParticipant(series=series, **values).save()


def _named(row: SeriesParticipant) -> tuple[str, int]:
    name = next(name for name in ("function", "contact", "user") if getattr(row, f"{name}_id"))
    return name, getattr(row, f"{name}_id")
