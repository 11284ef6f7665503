"""Who is here, who speaks for which department, and who could be added."""

from dataclasses import dataclass

from accounts.models import User
from contacts.models import Assignment, Contact
from dialogues.choices import Reply
from dialogues.people import of_talk
from overview.room.reader import Room

REPLIES = {Reply.DECLINED: "declined", Reply.TENTATIVE: "perhaps"}
OUR_OWNER = "our side"


@dataclass(frozen=True)
class Person:
    row: object
    name: str
    words: str
    ours: bool
    department: str
    here: bool
    speaks: bool


def people(room: Room) -> list[Person]:
    """Those of the department first, ours last."""
    rows = room.session.participations.select_related("contact", "user", "unit")
    found = [_person(room, row) for row in rows]
    return sorted(found, key=lambda one: (one.ours, not one.here, one.row.pk))


def _person(room: Room, row) -> Person:
    ours = row.contact_id is None
    department = (
        row.unit.name if row.unit else (room.units[0].name if len(room.units) == 1 and not ours else "")
    )
    said = [_small(row.title) or (OUR_OWNER if ours and row.user_id == room.session.liaison_id else "")]
    if row.speaks and department:
        said.append(f"speaks for {department}")
    elif room.talk.joint and row.unit:
        said.append(row.unit.name)
    if not row.attended:
        said.append(REPLIES.get(row.reply, ""))
    name = (row.user if ours else row.contact).name
    return Person(row, name, ", ".join(filter(None, said)), ours, department, bool(row.attended), row.speaks)


def _small(title: str) -> str:
    first, _, rest = title.partition(" ")
    return title if first.isupper() else f"{first[:1].lower()}{first[1:]}{' ' if rest else ''}{rest}"


def addable(room: Room) -> list[tuple[str, str]]:
    """(key, words) of people of the departments and of ours who are not in the list yet."""
    there = {f"contact:{row.contact_id}" for row in room.session.participations.all() if row.contact_id}
    there |= {f"user:{row.user_id}" for row in room.session.participations.all() if row.user_id}
    names = {unit.pk: unit.name for unit in room.units}
    return [
        (
            one.key,
            f"{one.names[0]}, {names.get(one.unit_id, 'our side' if one.side == 'we' else 'department')}",
        )
        for one in of_talk(room.session, reader=room.user, on=room.today)
        if one.key not in there
    ]


def somebody(room: Room, key: str) -> dict:
    """Who that is, for which department and as what. `key` is one that `addable` gave."""
    side, _, number = key.partition(":")
    if side == "user":
        return {"user": User.objects.get(pk=number)}
    contact = Contact.objects.visible_to(room.user).get(pk=number)
    unit_id, title = _title_in(contact, room.talk.unit_ids, room.today)
    unit = next((one for one in room.units if one.pk == unit_id), None)
    return {"contact": contact, "unit": unit, "title": title}


def _title_in(contact: Contact, unit_ids, on) -> tuple[int | None, str]:
    """(department, as what) somebody takes part: by their responsibility, else by where they work."""
    held = Assignment.objects.current(on=on).filter(contact=contact, unit__in=unit_ids).in_order()
    first = held.select_related("function").first()
    if first:
        return first.unit_id, first.function.name
    home = contact.home_unit_id if contact.home_unit_id in unit_ids else None
    return home or (unit_ids[0] if len(unit_ids) == 1 else None), contact.title
