"""People come into the directory, move and leave; their numbers are called through in rounds."""

from collections import defaultdict
from functools import partial

from common.history import bulk
from contacts.choices import Channel
from contacts.functions import INCIDENT_CONTACT
from contacts.models import Contact
from overview.demo import people
from overview.demo.directory import BY_KEY, ENTRIES, Entry, manager_of, phone_of, roll
from overview.demo.stage import Event, Moment
from overview.demo.successions import MOVES

ADMINISTRATOR = "marek.dvorak"
FIRST = 546
ROUNDS = (497, 446, 391, 352, 298, 251, 214, 172, 137, 106, 79, 58, 37, 23, 12, 3)
CALLERS = ("tomas.reyes", "priya.nair", "hanna.okafor", ADMINISTRATOR)
REASONS = (
    "Numbers called through",
    "Numbers called through before the peak season",
    "Numbers read back in a talk",
    "Numbers checked after the exercise",
)
LEAVERS = {  # key: days at which it was known, last day, why it stands in the record
    "martin.geller": (214, 211, "Martin Geller leaves at the end of the week"),
    "gareth.pugh": (170, 143, "Gareth Pugh retires in four weeks"),
    "tobias.renner": (92, 64, "Tobias Renner has given notice"),
    "monique.teyssier": (31, 25, "Monique Teyssier goes back to Lyon"),
    "declan.foyle": (33, -18, "Declan Foyle retires after thirty-one years"),
}


def events() -> list[Event]:
    return [*_arrivals(), *_sign_ins(), *_moves(), *_departures(), *_rounds()]


def _arrivals():
    yield Event(
        FIRST, 9, ADMINISTRATOR, "The directory of HR, those the record needs", partial(arrive, days=FIRST)
    )
    for days in sorted({entry.joined for entry in ENTRIES if entry.joined}, reverse=True):
        yield Event(days, 9, ADMINISTRATOR, "Joiners, from HR", partial(arrive, days=days))


def arrive(now: Moment, days: int) -> None:
    entries = [entry for entry in ENTRIES if (entry.joined or FIRST) == days]
    contacts = [_contact(now, entry) for entry in entries]
    bulk.give_ids(contacts)
    now.stage.contacts |= {entry.key: contact for entry, contact in zip(entries, contacts, strict=True)}
    for entry, contact in zip(entries, contacts, strict=True):
        manager = manager_of(entry, days)
        contact.manager = now.stage.contacts.get(manager) if manager else None
    Contact.objects.bulk_create_with_history(contacts)


def _contact(now: Moment, entry: Entry) -> Contact:
    homes = {move.key: move.came_from for move in MOVES}
    return Contact(
        name=entry.name,
        title=entry.title,
        email=f"{entry.key}@{entry.domain}",
        personnel_number=f"VG-{20000 + roll('number', entry.key) % 70000}" if entry.ours else "",
        phone=phone_of(entry),
        location=entry.place,
        time_zone=entry.clock,
        preferred_channel=_channel(entry),
        home_unit=now.stage.units[homes.get(entry.key, entry.unit)],
        user=now.stage.people.get(entry.key),
    )


def _channel(entry: Entry) -> str:
    if entry.unit == "COR-STR":
        return Channel.IN_PERSON
    return Channel.values[roll("channel", entry.key) % 3] if entry.held else ""


def _sign_ins():
    """Those who were invited after the directory had them."""
    for person in people.PEOPLE:
        if person.since < FIRST and (BY_KEY[person.key].joined or FIRST) > person.since:
            yield Event(
                person.since, 10, ADMINISTRATOR, f"{person.name} signs in now", partial(link, key=person.key)
            )


def link(now: Moment, key: str) -> None:
    contact = now.stage.contacts[key]
    contact.user = now.stage.people[key]
    contact.save()


def _moves():
    for move in MOVES:
        yield Event(
            move.days, 15, ADMINISTRATOR, move.reason, partial(relocate, key=move.key, days=move.days)
        )


def relocate(now: Moment, key: str, days: int) -> None:
    entry, contact = BY_KEY[key], now.stage.contacts[key]
    contact.home_unit = now.stage.units[entry.unit]
    manager = manager_of(entry, days)
    contact.manager = now.stage.contacts[manager] if manager else None
    contact.save()


def _departures():
    for key, (known, last, reason) in LEAVERS.items():
        yield Event(known, 14, ADMINISTRATOR, reason, partial(leave, key=key, last=last))


def leave(now: Moment, key: str, last: int) -> None:
    contact = now.stage.contacts[key]
    contact.left_on = now.stage.day(last)
    contact.save()


def _rounds():
    planned = defaultdict(list)
    for entry in ENTRIES:
        for days in _calls(entry):
            planned[days].append(entry.key)
    for number, (days, keys) in enumerate(sorted(planned.items(), reverse=True)):
        caller, reason = CALLERS[number % len(CALLERS)], REASONS[roll(days) % len(REASONS)]
        yield Event(days, 16, caller, reason, partial(confirm, keys=keys))


def _calls(entry: Entry) -> set[int]:
    """In which rounds somebody dialled the number. Those called in an incident are tried twice, the second time lately;
    one in eight was never tried, one in seven not for more than a year."""
    if not phone_of(entry):
        return set()
    chance = roll("round", entry.key) % 56
    called = any(function == INCIDENT_CONTACT for function, _ in entry.held)
    if called:
        wanted = {ROUNDS[chance % 4], ROUNDS[8 + chance % 8]} if chance % 9 else {ROUNDS[chance % 3]}
    elif chance < 7:
        wanted = set()
    elif chance < 15:
        wanted = {ROUNDS[chance % 3]}
    else:
        wanted = {ROUNDS[4 + chance % 12]}
    earliest = max((days for days in ROUNDS if days < (entry.joined or FIRST)), default=None)
    return {min(days, earliest) for days in wanted if earliest and days > (entry.left or 0)}


def confirm(now: Moment, keys: list[str]) -> None:
    contacts = [now.stage.contacts[key] for key in keys]
    for contact in contacts:
        contact.phone_confirmed_on = now.day
    Contact.objects.bulk_update_with_history(contacts)
