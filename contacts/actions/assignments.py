"""Naming somebody for a responsibility, changing what was agreed, ending it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from common import words
from common.history import recording
from contacts.choices import Priority
from contacts.models import Assignment, Contact
from contacts.terms import overlap, term_q
from units.choices import Status
from units.models import Unit

DAY = timedelta(1)
# What is agreed with the holder, and may be agreed anew while they hold it.
AGREED = ("priority", "responsibilities", "affects", "affected", "share_of_time", "since", "until")
MEANWHILE = "Somebody else was named meanwhile. Look again."


class Overlapping(ValidationError):
    """Somebody comes first already in that time; `other` is their assignment."""

    def __init__(self, other: Assignment, *, since: date | None):
        self.other, self.ends_on = other, None
        until = f" until {_day(other.until)}" if other.until else ""
        begun = f" since {_day(other.since)}" if other.since else ""
        if since and (other.since is None or other.since < since):
            self.ends_on = since - DAY
        super().__init__({"priority": f"{other.contact} comes first for this{begun}{until}."})


def _day(day: date) -> str:
    return f"{day.day} {words.MONTHS[day.month - 1]} {day.year}"


@transaction.atomic
def assign(assignment: Assignment, *, by, reason: str, succeed: bool = False) -> Assignment:
    """Writes a new assignment. `succeed`: whoever comes first until then ends the day before.

    Raises Overlapping, or a ValidationError at the field that is wrong.
    """
    assignment.contact = lock(assignment.unit_id, people=[assignment.contact_id])[assignment.contact_id]
    with recording(by=by, reason=reason):
        if succeed and (other := first_in_the_way(assignment)):
            _end_before(other, assignment)
        _judge(assignment)
        _write(assignment)
    return assignment


@transaction.atomic
def change_assignment(assignment: Assignment, *, values: dict, by, reason: str) -> Assignment:
    """Agrees {field: value} anew. The caller has looked at `revision`."""
    lock(assignment.unit_id)
    with recording(by=by, reason=reason):
        for name, value in values.items():
            setattr(assignment, name, value)
        if assignment.changed_fields():
            _judge(assignment)
            _write(assignment)
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, *, on: date, by, reason: str) -> None:
    """`on` is the last day. What would not even have begun by then is taken back."""
    lock(assignment.unit_id)
    with recording(by=by, reason=reason):
        end(assignment, on=on)


@transaction.atomic
def succeed(assignment: Assignment, *, to: Contact, on: date, by, reason: str) -> Assignment:
    """Ends the assignment on that day; `to` holds the same from the day after, as it was agreed so far."""
    to = lock(assignment.unit_id, people=[to.pk])[to.pk]
    with recording(by=by, reason=reason):
        return take_over(assignment, to=to, on=on)


def take_over(held: Assignment, *, to: Contact, on: date) -> Assignment:
    """Inside a recording. Where `to` holds the same already, their own term becomes the one that goes on.

    Raises ValidationError at `successor` where they cannot hold it.
    """
    if to.pk == held.contact_id:
        raise ValidationError({"successor": "This is the person who holds it now."})
    since, until = max(filter(None, (held.since, on + DAY))), held.until
    if until and until < since:
        raise ValidationError({"successor": "It ends by itself on or before that day; nobody takes it over."})
    heir = copy_of(held, contact=to, since=since, until=until)
    end(held, on=on)
    try:
        if mine := _own_overlap(heir):
            return _promote(mine, heir)
        _judge(heir)
        _write(heir)
    except ValidationError as error:
        raise ValidationError({"successor": error.messages}) from error
    return heir


def copy_of(held: Assignment, **values) -> Assignment:
    kept = {name: getattr(held, name) for name in AGREED}
    things = {"unit": held.unit, "function": held.function, "asset": held.asset, "process": held.process}
    return Assignment(**{**kept, **things, **values})


def _promote(mine: Assignment, heir: Assignment) -> Assignment:
    """They hold the same in that time, so nothing new begins; who came second comes first from then on."""
    until = None if None in (mine.until, heir.until) else max(mine.until, heir.until)
    begins_later = mine.since is not None and mine.since >= heir.since
    if begins_later or heir.priority >= mine.priority:
        mine.priority, mine.until = min(mine.priority, heir.priority), until
        mine.since = heir.since if begins_later else mine.since
        _judge(mine)
        _write(mine)
        return mine
    first = copy_of(mine, contact=mine.contact, since=heir.since, until=until, priority=heir.priority)
    mine.until = heir.since - DAY
    mine.save()
    _judge(first)
    _write(first)
    return first


def end(assignment: Assignment, *, on: date) -> None:
    """Inside a recording. An earlier end stays."""
    if assignment.since and assignment.since > on:
        assignment.delete()
    elif assignment.until is None or assignment.until > on:
        assignment.until = on
        assignment.save()


def first_in_the_way(assignment: Assignment) -> Assignment | None:
    """Whoever else comes first for the same in that time; the one that begins earliest."""
    if assignment.priority != Priority.PRIMARY:
        return None
    others = same_duty(assignment).filter(priority=Priority.PRIMARY).select_related("contact")
    others = others.filter(term_q(assignment.since, assignment.until))
    return others.order_by("since", "pk").first()


def same_duty(assignment: Assignment):
    """Everybody else's and further terms of the same responsibility for the same unit or thing."""
    return Assignment.objects.filter(
        unit=assignment.unit_id,
        function=assignment.function_id,
        asset=assignment.asset_id,
        process=assignment.process_id,
    ).exclude(pk=assignment.pk)


def lock(*unit_ids: int, people: Iterable[int] = ()) -> dict[int, Contact]:
    """Those who name people for one unit, or name one person, wait for one another: the units first, then the people,
    who are given as they are now. Somebody who leaves meanwhile is not named any more."""
    units = Unit.objects.select_for_update(no_key=True).filter(pk__in=unit_ids)
    list(units.order_by("pk").values_list("pk"))
    found = Contact.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(people))
    return {contact.pk: contact for contact in found.order_by("pk")}


def _end_before(other: Assignment, assignment: Assignment) -> None:
    if assignment.since is None:
        raise ValidationError({"since": f"Say from when, so that {other.contact} can end the day before."})
    if other.since and other.since >= assignment.since:
        raise Overlapping(other, since=assignment.since)
    other.until = assignment.since - DAY
    other.save()


def _judge(assignment: Assignment) -> None:
    """Raises what is wrong, each at its field."""
    assignment.full_clean(validate_constraints=False)
    if "contact" in assignment.changed_fields() or assignment._state.adding:
        refuse_unit(assignment.unit)
    refuse_person(assignment.contact, since=assignment.since, until=assignment.until)
    if mine := _own_overlap(assignment):
        raise ValidationError(
            {"contact": f"{mine.contact} holds this already{_from(mine)}. Change that term instead."}
        )
    if other := first_in_the_way(assignment):
        raise Overlapping(other, since=assignment.since)


def _from(assignment: Assignment) -> str:
    return f" since {_day(assignment.since)}" if assignment.since else ""


def _own_overlap(assignment: Assignment) -> Assignment | None:
    terms = same_duty(assignment).filter(contact=assignment.contact_id).select_related("contact")
    return next((one for one in terms if overlap(one, assignment)), None)


def refuse_unit(unit: Unit) -> None:
    if unit.status == Status.CLOSED:
        raise ValidationError(f"{unit.name} is closed; nobody is named for it any more.")


def refuse_person(contact: Contact, *, since: date | None, until: date | None) -> None:
    """Nobody holds anything after their last day here."""
    if contact.merged_into_id:
        raise ValidationError({"contact": f"{contact} is a second entry of somebody; choose the other one."})
    if contact.left_on is None or (until and until <= contact.left_on):
        return
    if since is None or since > contact.left_on:
        raise ValidationError({"contact": f"{contact}’s last day here was {_day(contact.left_on)}."})
    raise ValidationError({"until": f"{contact}’s last day here is {_day(contact.left_on)}; end it by then."})


def _write(assignment: Assignment) -> None:
    try:
        with transaction.atomic():
            assignment.save()
    except IntegrityError as error:
        # Somebody was quicker on a path that does not wait for ours, such as an import.
        raise ValidationError(MEANWHILE) from error
