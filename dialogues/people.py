"""Whom a line of notes may name: the people of a talk, those who answer for its departments, and the security team."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from contacts.models import Assignment, Contact
from dialogues.choices import Side
from dialogues.lines import Person
from dialogues.models import Session

MOST_AT_HOME = 300


def of_talk(session: Session, *, reader, on: date) -> list[Person]:
    """Of both sides, those who take part first. Of the departments, whom `reader` may see."""
    units = list(session.session_units.values_list("unit", flat=True))
    rows = session.participations.select_related("contact", "user")
    parts = {row.contact_id: row.unit_id for row in rows if row.contact_id}
    users = {row.user_id: row.user for row in rows if row.user_id}
    if session.liaison_id:
        users.setdefault(session.liaison_id, session.liaison)
    there = [row.contact for row in rows if row.contact_id]
    return [*_ours(users, reader, on), *_theirs(there, parts, units, reader, on)]


def of_unit(unit, *, reader, on: date) -> list[Person]:
    """Without a talk: who answers for the department and who works there."""
    known = [one for one in (reader if _one_of_us(reader) else None, unit.owner) if one]
    return [*_ours({one.pk: one for one in known}, reader, on), *_theirs([], {}, [unit.pk], reader, on)]


def key_of(one) -> str:
    """How a person is named in forms and lines: `user:3`, `contact:7`."""
    return f"{'user' if isinstance(one, User) else 'contact'}:{one.pk}"


def _one_of_us(user) -> bool:
    return user.has_perm("units.view_every_unit")


def _ours(first: dict, reader, on: date) -> Iterable[Person]:
    """A department names those of ours whom it talks with; the whole team is not listed to it."""
    seen = User.objects.visible_to(reader) if _one_of_us(reader) else User.objects.none()
    team = seen.in_security_team().active(on=on).order_by("name", "pk")
    for user in {**first, **{one.pk: one for one in team}}.values():
        yield Person(key_of(user), (user.name,), Side.WE.value)


def _theirs(first: list, parts: dict, units: list, reader, on: date) -> Iterable[Person]:
    """Their unit is the one they take part for, answer for, or work in. One of us is ours, wherever they work."""
    ours = User.objects.in_security_team()
    seen = Contact.objects.visible_to(reader).listed().here(on=on).exclude(user__in=ours)
    held = Assignment.objects.current(on=on).filter(unit__in=units).in_order()
    answer = dict(reversed(held.values_list("contact", "unit")))
    known = {one.pk: one for one in first}
    known |= {one.pk: one for one in seen.filter(pk__in=answer) if one.pk not in known}
    at_home = seen.filter(home_unit__in=units).order_by("name", "pk")[:MOST_AT_HOME]
    known |= {one.pk: one for one in at_home if one.pk not in known}
    for pk, contact in known.items():
        home = contact.home_unit_id if contact.home_unit_id in units else None
        unit = parts.get(pk) or answer.get(pk) or home or (units[0] if len(units) == 1 else None)
        yield Person(key_of(contact), (contact.name,), Side.THEY.value, unit)
