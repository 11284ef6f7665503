"""Somebody leaves: everything they hold goes to others, or explicitly to nobody, as one save."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from contacts import managers
from contacts.actions.assignments import end, lock, take_over
from contacts.leaving import (
    ASSIGNMENT,
    COUNTERPART,
    COVER,
    OWNER,
    OWNER_COVER,
    REPORT,
    STEP,
    Held,
    acts_for,
    held_by,
)
from contacts.models import Contact, PathwayStep
from units.actions.stewards import set_stewards
from units.actions.units import change_unit
from units.models import Stewardship


class Meanwhile(RuntimeError):
    """Something nobody has decided about yet: it came up after the page was opened."""

    def __init__(self, held: list[Held]):
        super().__init__("Something came up meanwhile.")
        self.held = held


@transaction.atomic
def release(contact: Contact, *, last_day: date, choices: dict, withdraw: bool, by, reason: str) -> Contact:
    """`choices`: key of what is held → who takes it over, None for nobody. `withdraw`: also what they may act for.

    The record tells who took over. Raises Meanwhile for what is not among the choices, ValidationError with the keys
    of those who cannot take something over. Then nothing is written.
    """
    # Whoever names them for something waits until this is done, and is then told that they left.
    locked = _units(held_by(contact, after=last_day))
    heirs = [heir.pk for heir in choices.values() if isinstance(heir, Contact)]
    people = lock(*locked, people=[contact.pk, *heirs])
    contact = people[contact.pk]
    choices = {key: people[h.pk] if isinstance(h, Contact) else h for key, h in choices.items()}
    held = held_by(contact, after=last_day)
    if undecided := [one for one in held if one.key not in choices]:
        raise Meanwhile(undecided)
    problems: dict[str, list[str]] = {}
    with recording(by=by, reason=reason):
        for one in held:
            try:
                with transaction.atomic():
                    _WAYS[one.kind](one, choices[one.key], last_day, by)
            except ValidationError as error:
                problems[one.key] = error.messages
        if problems:
            raise ValidationError(problems)
        if withdraw:
            _withdraw(contact, by=by, reason=reason)
        contact.left_on = last_day
        contact.save()
    return contact


def took_over(contact: Contact, choices: dict, *, why: str = "") -> str:
    """The reason of the save, as the record tells it."""
    heirs = list(dict.fromkeys(heir.name for heir in choices.values() if heir is not None))
    names = heirs[0] if len(heirs) == 1 else f"{', '.join(heirs[:-1])} and {heirs[-1]}" if heirs else "Nobody"
    text = f"{names} took over from {contact.name}" if choices else f"{contact.name} leaves"
    return f"{text}: {why}"[:500] if why else text[:500]


def _units(held: list[Held]) -> set[int]:
    return {one.row.unit_id for one in held if one.kind == ASSIGNMENT}


def _assignment(one: Held, heir, last_day: date, by) -> None:
    if heir is None:
        end(one.row, on=last_day)
    else:
        take_over(one.row, to=heir, on=last_day)


def _step(one: Held, heir, last_day: date, by) -> None:
    """Nobody is called twice in one order."""
    step = one.row
    if heir is None or PathwayStep.objects.filter(pathway=step.pathway_id, contact=heir).exists():
        step.delete()
        return
    step.contact = heir
    step.save()


def _report(one: Held, heir, last_day: date, by) -> None:
    """Who would manage themselves, or their own manager, gets the manager of whoever leaves."""
    report = one.row
    managers.lock()
    if heir is not None and (heir.pk == report.pk or managers.circle_with(report.pk, heir.pk)):
        heir = report.manager.manager
        if heir is not None and heir.pk == report.pk:
            heir = None
    report.manager = heir
    report.save()


def _cover(one: Held, heir, last_day: date, by) -> None:
    if heir is not None and heir.pk == one.row.contact_id:
        raise ValidationError("Nobody covers for themselves.")
    one.row.cover = heir
    one.row.save()


def _owner(one: Held, heir, last_day: date, by) -> None:
    change_unit(one.row, values={"owner": heir}, by=by, reason="Leaves")


def _stand_in(one: Held, heir, last_day: date, by) -> None:
    none = {"cover_from": None, "cover_until": None} if heir is None else {}
    change_unit(one.row, values={"owner_cover": heir, **none}, by=by, reason="Leaves")


def _counterpart(one: Held, heir, last_day: date, by) -> None:
    one.row.counterpart = heir
    one.row.save()


_WAYS = {
    ASSIGNMENT: _assignment, STEP: _step, REPORT: _report, COVER: _cover, OWNER: _owner, OWNER_COVER: _stand_in,
    COUNTERPART: _counterpart,
}  # fmt: skip


def _withdraw(contact: Contact, *, by, reason: str) -> None:
    for stewardship in acts_for(contact):
        others = Stewardship.objects.filter(unit=stewardship.unit).exclude(user=contact.user_id)
        users = [other.user for other in others.select_related("user")]
        set_stewards(stewardship.unit, users=users, by=by, reason=reason)
