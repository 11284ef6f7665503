"""A person as a vCard 4.0 (RFC 6350), as far as its reader may know them. Reading cards is in `contacts.sheets.cards`.

Folding is the library's. What belongs to the house has names of its own: X-SRRM-UNIT is the code of the department,
by which a card comes back exactly.
"""

from datetime import UTC
from uuid import UUID, uuid5

from django.db.models import OuterRef, QuerySet, Subquery
from icalendar.parser import Contentline, Contentlines, Parameters

from accounts.audiences import hidden_fields, readable_versions
from contacts.models import Contact

# Names people for ever: an address book that gets a card again replaces the one it has.
PEOPLE = UUID("5a0f3c8e-6d0b-4e63-9d53-2f6e0c1b7a44")
UNIT_CODE = "X-SRRM-UNIT"
MANAGER = "x-manager"


def hidden_from(user) -> frozenset[str]:
    return hidden_fields(user, Contact)


def with_last_change(people: QuerySet, *, by) -> QuerySet:
    """With `changed_at`, the time of the last version that exists for `by`."""
    versions = readable_versions(by, Contact).filter(id=OuterRef("pk")).order_by("-history_date")
    return people.annotate(changed_at=Subquery(versions.values("history_date")[:1]))


def written(person, *, hidden: frozenset[str]) -> bytes:
    """The card of a person as `contacts.sheets.export.read_by` gives them, with `changed_at`."""
    lines = [
        _line("BEGIN", "VCARD"),
        _line("VERSION", "4.0"),
        _line("KIND", "individual"),
        _line("UID", f"urn:uuid:{uuid5(PEOPLE, str(person.pk))}"),
        _line("FN", escaped(person.name)),
        _line("N", _parts(person.name)),
    ]
    if person.email and "email" not in hidden:
        lines.append(_line("EMAIL", escaped(person.email), TYPE="work"))
    if person.phone and "phone" not in hidden:
        lines.append(_line("TEL", escaped(person.phone), TYPE=["work", "voice"]))
    if person.title and "title" not in hidden:
        lines.append(_line("TITLE", escaped(person.title)))
    if person.unit_title and "home_unit" not in hidden:
        lines += [_line("ORG", escaped(person.unit_title)), _line(UNIT_CODE, escaped(person.unit_code))]
    if person.time_zone and "time_zone" not in hidden:
        lines.append(_line("TZ", escaped(person.time_zone)))
    if person.boss and "manager" not in hidden:
        lines.append(_manager(person.boss))
    if person.changed_at:
        lines.append(_line("REV", f"{person.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"))
    lines.append(_line("END", "VCARD"))
    return Contentlines(lines).to_ical()


def escaped(text: str) -> str:
    """As a value of one text; the library's own way takes a backslash before an N for the end of a line."""
    for char, safe in (
        ("\\", "\\\\"),
        (";", "\\;"),
        (",", "\\,"),
        ("\r\n", "\\n"),
        ("\n", "\\n"),
        ("\r", "\\n"),
    ):
        text = text.replace(char, safe)
    return text


def _parts(name: str) -> str:
    """The last word as the family name, which is right for most and shown by few."""
    given, _, family = name.strip().rpartition(" ")
    return f"{escaped(family)};{escaped(given)};;;"


def _manager(boss: Contact) -> Contentline:
    if boss.email:
        return _line("RELATED", f"mailto:{boss.email}", TYPE=MANAGER)
    return _line("RELATED", escaped(boss.name), TYPE=MANAGER, VALUE="text")


def _line(name: str, value: str, **params) -> Contentline:
    # Nothing in a card shows what cannot be printed, and a line end inside a value would break the card.
    value = "".join(char if char.isprintable() else " " for char in value)
    said = Parameters(params).to_ical().decode()
    return Contentline(f"{name};{said}:{value}" if said else f"{name}:{value}")
