"""From lines of notes to what is kept: whose they are, of which department, and what a person says instead."""

from collections.abc import Iterable

from accounts.models import User
from contacts.models import Contact
from dialogues.actions.closing import Kept
from dialogues.choices import Side
from dialogues.lines import PROMISE, Line, Person
from dialogues.models.outcome import MAX_LINE
from units.models import Unit

MAX_HEARD = 2000


def named(keys: Iterable[str]) -> dict:
    """`user:3` and `contact:7` -> the person; what is no such key is left out."""
    found: dict[str, set[int]] = {"user": set(), "contact": set()}
    for key in keys:
        kind, _, number = (key or "").partition(":")
        if kind in found and number.isdecimal() and len(number) < 19:
            found[kind].add(int(number))
    users = User.objects.filter(pk__in=found["user"])
    contacts = Contact.objects.filter(pk__in=found["contact"])
    return {f"user:{one.pk}": one for one in users} | {f"contact:{one.pk}": one for one in contacts}


def kept_of(
    line: Line, *, unit: Unit, person, team_only: bool = False, side_of_writer: str = Side.WE
) -> Kept:
    """What a line becomes as it was read. A promise of somebody nobody knows is owed by the side of whoever writes."""
    text = cut(line.text, MAX_LINE if line.kind == PROMISE else MAX_HEARD)
    if line.kind != PROMISE:
        return Kept(line.kind, text, unit, themes=line.themes, team_only=team_only)
    side = side_of(line, side_of_writer)
    return Kept(
        PROMISE, text, unit, side=side, due_on=line.due, accepted=line.accepted,
        user=person if isinstance(person, User) else None,
        contact=person if isinstance(person, Contact) else None,
    )  # fmt: skip


def side_of(line: Line, side_of_writer: str = Side.WE) -> str:
    if line.who:
        return Side.WE if line.who.startswith("user:") else Side.THEY
    return line.side or side_of_writer


def cut(text: str, most: int) -> str:
    """The whole of it stands in the notes."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def mentioned(text: str, people: Iterable[Person]) -> list[Person]:
    """Whom of theirs a text names in full, or by a first name that means one person: “Spoke with Ana about …”."""
    theirs = [one for one in people if one.side == Side.THEY]
    words = {word.strip(".,;:!?()’'\"") for word in text.replace("@", " ").split()}
    first_names = [one.names[0].split()[0] for one in theirs]
    lower = text.lower()
    return [
        one
        for one, first in zip(theirs, first_names, strict=True)
        if one.names[0].lower() in lower or (first in words and first_names.count(first) == 1)
    ]
