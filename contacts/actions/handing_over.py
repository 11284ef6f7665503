"""A unit closes or is split: its people go along to the heirs where there is room for them, and nothing is left
behind."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from common.history import recording
from contacts.actions.assignments import DAY, copy_of, end, lock
from contacts.models import Assignment, Contact, Pathway
from units.models import Unit
from units.shares import Shares, Thing


@transaction.atomic
def hand_over(from_unit: Unit, shares: Shares, *, by, on: date, reason: str) -> None:
    """A responsibility that is handed over ends on that day. Where nobody holds the same for the heir, its holders
    begin there on the day after; owners stay with the things that move. Its people belong to the heir, or to the unit
    above where nobody takes over; orders of calls move where there is none yet, and end where there is."""
    lock(*{from_unit.pk, *(unit.pk for unit in _heirs(shares))})
    with recording(by=by, reason=reason):
        _assignments(from_unit, shares, on)
        _people(from_unit, shares, on)
        _pathways(from_unit, shares)


def _heirs(shares: Shares) -> list[Unit]:
    named = [shares.rest, *shares.by_thing.values(), *shares.singly.values()]
    return [unit for unit in named if unit is not None]


def _assignments(from_unit: Unit, shares: Shares, on: date) -> None:
    running = Q(until__isnull=True) | Q(until__gt=on)
    rows = Assignment.objects.filter(running, unit=from_unit)
    rows = rows.select_related("contact", "function", "asset", "process", "unit")
    held = set(
        Assignment.objects.of_units()
        .filter(running, unit__in={unit.pk for unit in _heirs(shares)})
        .values_list("unit", "function")
    )
    for one in rows.order_by("pk"):
        to = _heir(one, shares)
        if to is not None and to.pk == from_unit.pk:
            continue
        heir = _there(one, to, on)
        of_thing = one.asset_id or one.process_id
        end(one, on=on)
        if heir is not None and (of_thing or (to.pk, one.function_id) not in held):
            heir.save()


def _heir(one: Assignment, shares: Shares) -> Unit | None:
    """For whom it goes on. Whoever answers for a thing goes where the thing goes."""
    if one.asset_id:
        return shares.heir(Thing.ASSETS, one.asset_id)
    if one.process_id:
        return shares.heir(Thing.PROCESSES, one.process_id)
    return shares.heir(Thing.DUTIES, one.pk)


def _there(one: Assignment, to_unit: Unit | None, on: date) -> Assignment | None:
    """The same for the heir, from the day after, for as long as the person is here; None where that is never."""
    if to_unit is None:
        return None
    since = max(filter(None, (one.since, on + DAY)))
    until = min(filter(None, (one.until, one.contact.left_on)), default=None)
    if until is not None and until < since:
        return None
    return copy_of(one, contact=one.contact, unit=to_unit, since=since, until=until)


def _people(from_unit: Unit, shares: Shares, on: date) -> None:
    """Those who left stay in the record of the unit they were in."""
    rows = Contact.objects.select_for_update(of=("self",)).filter(home_unit=from_unit)
    people = list(rows.listed().here(on=on).order_by("pk"))
    for person in people:
        person.home_unit = shares.heir(Thing.PEOPLE, person.pk) or from_unit.parent or from_unit
    Contact.objects.bulk_update_with_history(people)


def _pathways(from_unit: Unit, shares: Shares) -> None:
    rows = Pathway.objects.select_for_update(of=("self",)).filter(unit=from_unit).order_by("pk")
    for pathway in rows.prefetch_related("steps"):
        to = shares.heir(Thing.CALLS, pathway.pk)
        if to is not None and to.pk == from_unit.pk:
            continue
        if to is None or Pathway.objects.filter(unit=to, purpose=pathway.purpose).exists():
            for step in pathway.steps.all():
                step.delete()
            pathway.delete()
        else:
            pathway.unit = to
            pathway.save()
