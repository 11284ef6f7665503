"""What a department had goes to its heirs: what it cannot lose, what it does, who depends on whom, what binds it, and
who may act for it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from common.history import recording
from units.actions.impact import settle
from units.choices import Status
from units.models import (
    Asset,
    Dependency,
    Impact,
    Process,
    ProcessAsset,
    Stewardship,
    Unit,
    UnitObligation,
)
from units.shares import Shares, Thing

LONGEST = 200


@transaction.atomic
def hand_over(from_unit: Unit, shares: Shares, *, by, on: date, reason: str) -> None:
    """Moves what has an heir. A name the heir has already gets the old unit's beside it; a dependency between the two,
    or one the heir has, ends. What nobody takes over stays where it was."""
    with recording(by=by, reason=reason):
        touched = {from_unit.pk}
        touched |= {row.unit_id for row in _move(Asset, Thing.ASSETS, from_unit, shares)}
        processes = {row.pk: row for row in _move(Process, Thing.PROCESSES, from_unit, shares)}
        touched |= {row.unit_id for row in processes.values()}
        for model in (Impact, ProcessAsset):
            rows = list(model.objects.filter(process__in=processes))
            for row in rows:
                row.process = processes[row.process_id]
            model.objects.bulk_update_with_history(rows)
        _dependencies(from_unit, shares)
        _obligations(from_unit, shares)
        _access(from_unit, shares)
        settle(touched)


def _taken_over(rows: Iterable, thing: Thing, from_unit: Unit, shares: Shares) -> list[tuple]:
    """(row, heir) of what somebody else takes over."""
    found = ((row, shares.heir(thing, row.pk)) for row in rows)
    return [(row, heir) for row, heir in found if heir is not None and heir.pk != from_unit.pk]


def _move(model, thing: Thing, from_unit: Unit, shares: Shares) -> list:
    rows = _taken_over(model.objects.filter(unit=from_unit).order_by("pk"), thing, from_unit, shares)
    taken: dict[int, set[str]] = {heir.pk: set() for _, heir in rows}
    for unit, name in model.objects.filter(unit__in=taken).values_list("unit", "name"):
        taken[unit].add(name.upper())
    for row, heir in rows:
        row.unit = heir
        row.name = _free(row.name, from_unit.name, taken[heir.pk])
        taken[heir.pk].add(row.name.upper())
    moved = [row for row, _ in rows]
    model.objects.bulk_update_with_history(moved)
    return moved


def _free(name: str, department: str, taken: set[str]) -> str:
    """The name, with the department it came from where somebody has it already; never longer than a name may be."""
    tries, free = 1, name
    while free.upper() in taken:
        number = f" {tries}" if tries > 1 else ""
        tail = f" ({department[:80]}{number})"
        free = f"{name[: LONGEST - len(tail)]}{tail}"
        tries += 1
    return free


def _dependencies(from_unit: Unit, shares: Shares) -> None:
    own = Dependency.objects.filter(Q(consumer=from_unit) | Q(provider=from_unit)).order_by("pk")
    own = _taken_over(own.select_related("consumer", "provider"), Thing.DEPENDENCIES, from_unit, shares)
    heirs = {heir.pk for _, heir in own}
    there = Dependency.objects.filter(Q(consumer__in=heirs) | Q(provider__in=heirs))
    listed = {_key(row) for row in there.exclude(pk__in=[row.pk for row, _ in own])}
    moved = []
    for row, heir in own:
        if row.consumer_id == from_unit.pk:
            row.consumer = heir
        if row.provider_id == from_unit.pk:
            row.provider = heir
        if row.consumer_id == row.provider_id or _key(row) in listed:
            Dependency.objects.get(pk=row.pk).delete()
            continue
        listed.add(_key(row))
        moved.append(row)
    Dependency.objects.bulk_update_with_history(moved)


def _key(row: Dependency) -> tuple:
    return (row.consumer_id, row.provider_id or row.provider_named.upper(), row.kind, row.flows)


def _obligations(from_unit: Unit, shares: Shares) -> None:
    """What binds a department binds whoever takes it over; where it does already, nothing is said twice."""
    rows = UnitObligation.objects.filter(unit=from_unit).select_related("obligation").order_by("pk")
    rows = _taken_over(rows, Thing.OBLIGATIONS, from_unit, shares)
    bound = UnitObligation.objects.filter(unit__in={heir.pk for _, heir in rows})
    bound = set(bound.values_list("unit", "obligation"))
    for row, heir in rows:
        if (heir.pk, row.obligation_id) not in bound:
            row.unit = heir
            row.save()


def _access(from_unit: Unit, shares: Shares) -> None:
    """Whoever may act for it may act for the heir. They go on reading the page of what is closed."""
    rows = Stewardship.objects.filter(unit=from_unit).select_related("user", "unit").order_by("pk")
    rows = _taken_over(rows, Thing.ACCESS, from_unit, shares)
    acting = Stewardship.objects.filter(unit__in={heir.pk for _, heir in rows})
    acting = set(acting.values_list("unit", "user"))
    for row, heir in rows:
        if (heir.pk, row.user_id) not in acting:
            Stewardship(unit=heir, user=row.user).save()
        if from_unit.status != Status.CLOSED:
            row.delete()
