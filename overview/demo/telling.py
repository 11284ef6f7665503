"""Reads the tables of words in `told`: talks in the order in which they took place, and what became of each promise.

==                   begins a talk; `moved 2` days later than the rule says, `missed why`: it did not take place
-- team              what follows is for the team
@@ CODE              in a joint session: what follows belongs to that department
@who does what {…}   what became of a promise, not written into the notes:
                     {late 90} kept so many days after the talk; {open} waits; {open https://…} with a ticket;
                     {proposed} nobody said yes; {drop 21 why} dropped after so many days. Without: kept in time
"""

import re
from dataclasses import dataclass, field

from overview.demo.directory import roll
from overview.demo.organisation import ROWS
from overview.demo.told import commercial, corporate, finance, operations, subsidiaries, technology, together

PARTS = (commercial, finance, operations, technology, corporate, subsidiaries, together)
NAMES = {row.code: row.name for row in ROWS}

_FATE = re.compile(r"\s*\{(\w+)\s*(\d+)?\s*(https\S+)?\s*(.*?)\}\s*$")


@dataclass(frozen=True)
class Fate:
    """What became of a promise: kept or dropped so many days after the talk, or nothing yet."""

    kind: str = "kept"
    days: int = 0
    link: str = ""
    why: str = ""


@dataclass(frozen=True)
class Told:
    """One talk. `fates` and `units` go by the number of the line, from 1."""

    key: str
    number: int
    notes: str = ""
    team: str = ""
    moved: int = 0
    missed: str = ""
    fates: dict[int, Fate] = field(default_factory=dict, hash=False)
    units: dict[int, str] = field(default_factory=dict, hash=False)


def talks_of(key: str) -> list[Told]:
    """The talks of one series, oldest first, without the very first one."""
    found = [told for part in PARTS for told in _talks(key, part.TALKS.get(key, ""))]
    if not found:
        raise LookupError(f"Nothing is told of talks with {key}.")
    return found


def first_talk(code: str, opening: str) -> Told | None:
    """The talk in which the team heard what a department is there for; `opening` is what it said of that."""
    lines = next((part.FIRST[code] for part in PARTS if code in part.FIRST), None)
    return None if lines is None else _told(code, 0, "", [*opening.splitlines(), *lines.strip().splitlines()])


def first_talks() -> list[str]:
    return [code for part in PARTS for code in part.FIRST]


def read(key: str, text: str) -> Told:
    """Words without a talk of a series."""
    return _told(key, 0, "", text.strip().splitlines())


def _talks(key: str, text: str):
    blocks = re.split(r"^==[ ]*", text, flags=re.MULTILINE)[1:]
    for number, block in enumerate(blocks, start=1):
        head, *lines = block.strip("\n").split("\n")
        yield _told(key, number, head.strip(), lines)


def _told(key: str, number: int, head: str, lines: list[str]) -> Told:
    word, _, rest = head.partition(" ")
    cut = lines.index("-- team") if "-- team" in lines else len(lines)
    shared, fates, units, unit = [], {}, {}, key
    for line in lines[:cut]:
        if line.startswith("@@ "):
            unit = line[3:].strip()
            shared += ["", f"**{NAMES[unit]}**"]
            continue
        text, fate = _fate(f"{key} {number} {line}", line)
        shared.append(text)
        units[len(shared)] = unit
        if fate:
            fates[len(shared)] = fate
    return Told(
        key, number, "\n".join(shared), "\n".join(lines[cut + 1 :]),
        moved=int(rest) if word == "moved" else 0, missed=rest if word == "missed" else "",
        fates=fates, units=units,
    )  # fmt: skip


def _fate(seed: str, line: str) -> tuple[str, Fate | None]:
    if not line.startswith("@"):
        return line, None
    said = _FATE.search(line)
    if not said:
        return line, Fate(days=5 + roll(seed) % 34)
    kind, days, link, why = said.groups()
    kind = "kept" if kind == "late" else kind
    return line[: said.start()], Fate(kind, int(days or 0), link or "", why)
