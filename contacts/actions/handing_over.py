"""A unit closes: its people go along to the successor where there is room for them, and nothing is left behind."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from common.history import recording
from contacts.actions.assignments import DAY, copy_of, end, lock
from contacts.models import Assignment, Contact, Pathway
from units.models import Unit


@transaction.atomic
def hand_over(from_unit: Unit, to_unit: Unit | None, *, by, on: date, reason: str) -> None:
    """Every responsibility for `from_unit` ends on that day. Where nobody holds the same for `to_unit`, its holders
    begin there on the day after; owners stay with the things that move. Its people belong to `to_unit`, or to the unit
    above where nobody takes over; orders of calls move where there is none yet, and end where there is."""
    lock(*(unit.pk for unit in (from_unit, to_unit) if unit is not None))
    with recording(by=by, reason=reason):
        _assignments(from_unit, to_unit, on)
        _people(from_unit, to_unit or from_unit.parent, on)
        _pathways(from_unit, to_unit)


def _assignments(from_unit: Unit, to_unit: Unit | None, on: date) -> None:
    running = Q(until__isnull=True) | Q(until__gt=on)
    rows = Assignment.objects.filter(running, unit=from_unit)
    rows = list(rows.select_related("contact", "function", "asset", "process").order_by("pk"))
    held = set()
    if to_unit is not None:
        there = Assignment.objects.of_units().filter(running, unit=to_unit)
        held = set(there.values_list("function", flat=True))
    for one in rows:
        heir = _there(one, to_unit, on)
        of_thing = one.asset_id or one.process_id
        end(one, on=on)
        if heir is not None and (of_thing or one.function_id not in held):
            heir.save()


def _there(one: Assignment, to_unit: Unit | None, on: date) -> Assignment | None:
    """The same for the successor, from the day after, for as long as the person is here; None where that is never."""
    if to_unit is None:
        return None
    since = max(filter(None, (one.since, on + DAY)))
    until = min(filter(None, (one.until, one.contact.left_on)), default=None)
    if until is not None and until < since:
        return None
    return copy_of(one, contact=one.contact, unit=to_unit, since=since, until=until)


def _people(from_unit: Unit, to_unit: Unit | None, on: date) -> None:
    """Those who left stay in the record of the unit they were in."""
    if to_unit is None:
        return
    people = list(
        Contact.objects.select_for_update(of=("self",)).filter(home_unit=from_unit).listed().here(on=on)
    )
    for person in people:
        person.home_unit = to_unit
    Contact.objects.bulk_update_with_history(people)


def _pathways(from_unit: Unit, to_unit: Unit | None) -> None:
    theirs = set(Pathway.objects.filter(unit=to_unit).values_list("purpose", flat=True)) if to_unit else set()
    for pathway in Pathway.objects.select_for_update(of=("self",)).filter(unit=from_unit):
        if to_unit is None or pathway.purpose in theirs:
            for step in pathway.steps.all():
                step.delete()
            pathway.delete()
        else:
            pathway.unit = to_unit
            pathway.save()
