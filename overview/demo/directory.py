"""The people of the demo organisation as its directory knows them, with number, place and clock."""

import re
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize
from zlib import crc32

from contacts import functions
from overview.demo import organisation
from overview.demo.directory_backbone import BACKBONE
from overview.demo.directory_business import BUSINESS
from overview.demo.successions import BESIDE, SUCCESSIONS

MARKS = {
    "h": functions.HEAD,
    "d": functions.DEPUTY,
    "a": functions.AMBASSADOR,
    "i": functions.INCIDENT_CONTACT,
    "i2": functions.INCIDENT_CONTACT,
}
CLOCKS = {
    "Amsterdam": "Europe/Amsterdam",
    "Barcelona": "Europe/Madrid",
    "Bengaluru": "Asia/Kolkata",
    "Berlin": "Europe/Berlin",
    "Cologne": "Europe/Berlin",
    "Copenhagen": "Europe/Copenhagen",
    "Dublin": "Europe/Dublin",
    "Lisbon": "Europe/Lisbon",
    "Oslo": "Europe/Oslo",
    "Poznań": "Europe/Warsaw",
    "Sarzana": "Europe/Rome",
    "Tirana": "Europe/Tirane",
    "Valletta": "Europe/Malta",
    "Zurich": "Europe/Zurich",
}
OUR_CLOCK = "Europe/London"
# Added to the organisation chart later: what each of them belongs to.
LATER = {"SUB-NO": "SUB", "IT-WEB": "IT", "SUB-PL": "SUB"}
_LETTERS = str.maketrans("øłßæđıØŁ", "olsadiOL")


@dataclass(frozen=True)
class Entry:
    """`joined` and `left` are days before the demo is built; None: from the start, still here."""

    name: str
    title: str
    unit: str
    place: str
    domain: str
    held: tuple[tuple[str, int], ...]
    joined: int | None
    left: int | None

    @property
    def key(self) -> str:
        return key_of(self.name)

    @property
    def ours(self) -> bool:
        return self.domain == "verrano.example"

    @property
    def clock(self) -> str:
        return CLOCKS.get(self.place, OUR_CLOCK)

    def leads(self) -> bool:
        return any(function == functions.HEAD for function, _ in self.held)


@cache
def key_of(name: str) -> str:
    """The name as the part of an address before the @."""
    plain = normalize("NFKD", name.translate(_LETTERS).replace("’", ""))
    letters = "".join(char for char in plain if not combining(char)).lower()
    return re.sub(r"[^a-z-]+", ".", letters).strip(".")


def roll(*words) -> int:
    """A number that looks like chance and is the same each time."""
    return crc32(" ".join(str(word) for word in words).encode())


def _entries():
    for line in (BUSINESS + BACKBONE).strip().splitlines():
        if line.startswith("="):
            unit, place, *rest = line[1:].split()
            domain = rest[0] if rest else "verrano.example"
        elif line.strip():
            name, title, marks = (cell.strip() for cell in line.split("|"))
            yield _entry(name, title, unit, place, domain, marks.split())


def _entry(name, title, unit, place, domain, marks) -> Entry:
    held, joined, left = [], None, None
    for mark in marks:
        if mark in MARKS:
            held.append((MARKS[mark], 2 if mark.endswith("2") else 1))
        elif mark.startswith("@"):
            place = mark[1:]
        elif mark.startswith("<"):
            joined = int(mark[1:])
        else:
            left = int(mark[1:])
    return Entry(name, title, unit, place, domain, tuple(held), joined, left)


ENTRIES = tuple(_entries())
BY_KEY = {entry.key: entry for entry in ENTRIES}
PARENTS = {row.code: row.parent for row in organisation.ROWS} | LATER
NAMED_ELSEWHERE = {one.key for one in BESIDE} | {one.follows for one in SUCCESSIONS}
HEADS = {entry.unit: entry.key for entry in ENTRIES if entry.leads()} | {
    one.unit: one.key for one in BESIDE if one.function == functions.HEAD
}


def head_at(unit: str, days: int) -> str | None:
    """Who leads the unit on that day, before any hand-over of that day; None where nobody does."""
    head = HEADS.get(unit)
    for passed in SUCCESSIONS:
        if (passed.unit, passed.function) == (unit, functions.HEAD) and passed.days > days:
            head = passed.follows or None
    return head if head and (BY_KEY[head].joined or days) >= days else None


def manager_of(entry: Entry, days: int) -> str | None:
    """The head of their unit, or of the nearest one above. People of a partner answer to nobody of ours."""
    unit = entry.unit
    while unit:
        head = head_at(unit, days)
        if head and head != entry.key and BY_KEY[head].ours == entry.ours:
            return head
        unit = PARENTS.get(unit)
    return None


def phone_of(entry: Entry) -> str:
    """Numbers kept free for invented people. One in fourteen has none in the directory."""
    place = ENTRIES.index(entry)
    if any(function == functions.INCIDENT_CONTACT for function, _ in entry.held):
        return f"+44 7700 900{(place * 37) % 1000:03d}"
    if not entry.held and entry.key not in NAMED_ELSEWHERE and roll("phone", entry.key) % 14 == 0:
        return ""
    return f"+44 20 7946 {(place * 37) % 1000:04d}"
