"""Fills the directory: five people for each unit, at most 50,000, and who answers for what."""

from datetime import date, timedelta

from bench import words
from common.history import recording
from contacts.functions import AMBASSADOR, DEPUTY, HEAD, INCIDENT_CONTACT
from contacts.models import Assignment, Contact, Function
from units.models import Unit

FOR_EACH_UNIT = 5
MOST = 50_000
AN_IMPORT = 5_000
# How many of a hundred units have somebody for it.
NAMED = {HEAD: 80, DEPUTY: 50, AMBASSADOR: 30, INCIDENT_CONTACT: 60}


def add_directory(units: list[Unit], chance, *, at) -> list[Contact]:
    """People of the units from the first on, and their responsibilities."""
    number = min(MOST, FOR_EACH_UNIT * len(units))
    people: list[Contact] = []
    for first in range(0, number, AN_IMPORT):
        with recording(actor="bench", reason="Taken from the staff list", at=at + timedelta(seconds=first)):
            people += Contact.objects.bulk_create_with_history(
                [
                    a_contact(place, units[place % len(units)], chance)
                    for place in range(first, min(number, first + AN_IMPORT))
                ]
            )
    add_responsibilities(units, people, chance, at=at + timedelta(hours=20))
    return people


def a_contact(place: int, home: Unit, chance) -> Contact:
    first, last = chance.choice(words.PEOPLE).split(" ")[0], chance.choice(words.PEOPLE).split(" ")[-1]
    return Contact(
        personnel_number=f"{place:06d}",
        name=f"{first} {last} {place}",
        email=f"person{place}@bench.example",
        phone=f"+44 20 7946 {place % 10_000:04d}",
        phone_confirmed_on=date(2024, 1, 1) + timedelta(days=chance.randrange(600)),
        title=f"{chance.choice(words.FUNCTIONS)} {chance.choice(('lead', 'analyst', 'manager', 'clerk'))}",
        location=chance.choice(words.PLACES),
        home_unit=home,
        left_on=date(2025, 1, 1) if chance.random() < 0.04 else None,
    )


def add_responsibilities(units: list[Unit], people: list[Contact], chance, *, at) -> None:
    by_unit: dict[int, list[Contact]] = {}
    for person in people:
        if person.left_on is None:
            by_unit.setdefault(person.home_unit_id, []).append(person)
    functions = {function.code: function for function in Function.objects.all()}
    with recording(actor="bench", reason="Who answers for what", at=at):
        Assignment.objects.bulk_create_with_history(
            Assignment(
                contact=chance.choice(here),
                unit=unit,
                function=functions[code],
                since=date(2023, 1, 1) + timedelta(days=chance.randrange(600)),
            )
            for unit in units
            if (here := by_unit.get(unit.pk))
            for code, often in NAMED.items()
            if chance.randrange(100) < often
        )
