"""Who answers for a department, and why somebody could not: here, signing in, and with access to it."""

from dataclasses import dataclass
from datetime import date

from common import words
from contacts.models import Contact
from reviews import standing
from reviews.choices import ByRight
from reviews.standing import Ground
from units.models import Unit

LEFT = "{} is not here any more."
NO_SIGN_IN = "{} does not sign in here yet."
ENDED = "{} cannot sign in any more."
NO_ACCESS = "{} may not act for {} yet."
NOBODY = "Nobody is named as its head or deputy, here or above."
ALL_AWAY = "{} is away until {}, past the day by which to answer, and nobody covers."
AWAY = "{} is away until {}."
INSTEAD = "{} is away until {}; {} answers instead."


@dataclass(frozen=True)
class Chosen:
    """Who would answer for one department: `problem` stands in the way, `note` is good to know."""

    contact: Contact | None = None
    right: str = ""
    of: str = ""
    problem: str = ""
    note: str = ""


def choose(unit: Unit, ground: Ground, *, today: date) -> Chosen:
    """Head, else whoever covers for them, else the deputy, else the head of the next department above. Somebody who is
    back before the day by which to answer is not passed over; nor is one who cannot sign in: that is to be settled."""
    passed_over: Contact | None = None
    for held in ground.holders[unit.pk]:
        if not ground.away_throughout(held.contact):
            found = Chosen(held.contact, held.right, held.of)
            return _judged(found, unit, ground, passed_over, today)
        cover = ground.away[held.contact.pk].cover
        passed_over = passed_over or held.contact
        if cover and cover.is_here(ground.on) and not _hindrance(cover, unit, ground):
            return _judged(Chosen(cover, ByRight.COVER, held.of), unit, ground, passed_over, today)
    if passed_over is None:
        return Chosen(problem=NOBODY)
    return Chosen(problem=ALL_AWAY.format(passed_over.name, _back(passed_over, ground, today)))


def given(contact: Contact, unit: Unit, ground: Ground, *, today: date) -> Chosen:
    """Somebody who was chosen by hand."""
    return _judged(Chosen(contact, ByRight.CHOSEN), unit, ground, None, today)


def able(unit: Unit, ground: Ground) -> list[standing.Held]:
    """Those by right who could answer as they are: here throughout or back in time, signing in, with access."""
    return [
        held
        for held in ground.holders[unit.pk]
        if not ground.away_throughout(held.contact) and not _hindrance(held.contact, unit, ground)
    ]


def _judged(found: Chosen, unit: Unit, ground: Ground, instead_of: Contact | None, today: date) -> Chosen:
    who = found.contact
    problem, note = _hindrance(who, unit, ground), ""
    if instead_of is not None:
        note = INSTEAD.format(instead_of.name, _back(instead_of, ground, today), who.name)
    elif who.pk in ground.away:
        note = AWAY.format(who.name, _back(who, ground, today))
    return Chosen(who, found.right, found.of, problem, note)


def _back(contact: Contact, ground: Ground, today: date) -> str:
    return words.day(ground.away[contact.pk].until, today=today)


def _hindrance(contact: Contact, unit: Unit, ground: Ground) -> str:
    sees = contact.user is not None and ground.sees(contact.user, unit.pk)
    return _why_not(contact, unit, sees=sees, on=ground.on)


def hindrance(contact: Contact, unit: Unit, *, on: date) -> str:
    """Why this person cannot answer for the department on that day, as a sentence; nothing where they can."""
    user = contact.user
    return _why_not(contact, unit, sees=user is not None and may_answer(user, unit), on=on)


def _why_not(contact: Contact, unit: Unit, *, sees: bool, on: date) -> str:
    user = contact.user
    if not contact.is_here(on) or contact.merged_into_id:
        return LEFT.format(contact.name)
    if user is None:
        return NO_SIGN_IN.format(contact.name)
    if not user.is_active or user.access_ended(on=on):
        return ENDED.format(contact.name)
    return "" if sees else NO_ACCESS.format(contact.name, unit.name)


def may_answer(user, unit: Unit) -> bool:
    answers = user.has_perm("reviews.answer_review")
    return answers and Unit.objects.visible_to(user).filter(pk=unit.pk).exists()
