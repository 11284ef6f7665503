"""How much a department's record asks for, and what is still missing of it. Pure: no database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

LIGHT, STANDARD, FULL = "light", "standard", "full"
DEPTHS = (LIGHT, STANDARD, FULL)


@dataclass(frozen=True)
class Ask:
    """One thing a record of at least `depth` should hold. `key` is the fact's name: a field of the unit, or something
    that rows of other tables hold."""

    key: str
    label: str
    depth: str


ASKS = (
    Ask("purpose", "What it is trying to achieve", LIGHT),
    Ask("kind", "Kind", LIGHT),
    Ask("owner", "Our owner", LIGHT),
    Ask("stewards", "Somebody who may act for it", LIGHT),
    Ask("headcount", "Number of people", LIGHT),
    Ask("strategic_importance", "Importance", LIGHT),
    Ask("head", "Its head", LIGHT),
    Ask("deputy", "A deputy", LIGHT),
    Ask("incident_contact", "Whom to call in an incident", LIGHT),
    Ask("crown_jewels", "Three things it cannot lose", LIGHT),
    Ask("hurts_after", "When it starts to hurt", LIGHT),
    Ask("needs", "Three departments it needs", LIGHT),
    Ask("exposure", "Exposure to threats", STANDARD),
    Ask("compliance_burden", "Compliance burden", STANDARD),
    Ask("incident_history", "Incident history", STANDARD),
    Ask("risk_appetite", "Willingness to take risks", STANDARD),
    Ask("work_mode", "Where people work", STANDARD),
    Ask("security_view", "How it sees security", STANDARD),
    Ask("ambassador", "A security ambassador", STANDARD),
    Ask("processes", "Its processes, each with how long it can be down", STANDARD),
    Ask("impacts", "How bad it gets when a process stops", STANDARD),
    Ask("annual_revenue", "Annual revenue", FULL),
    Ask("opened_on", "Since when it exists", FULL),
    Ask("obligations", "Obligations that apply", FULL),
    Ask("grids", "Every kind of harm for each process", FULL),
    Ask("asset_owners", "An owner for each thing it cannot lose", FULL),
    Ask("process_owners", "An owner for each process", FULL),
)


def suggest(importance: int | None, risk: int | None) -> str:
    """Depth that follows from importance and risk level, each 1–5 or None for not known.

    What matters most is known in full; nothing known yet asks the least.
    """
    if importance == 5 or (risk or 0) >= 5 or ((importance or 0) >= 4 and (risk or 0) >= 4):
        return FULL
    if (importance or 0) >= 3 or (risk or 0) >= 3:
        return STANDARD
    return LIGHT


@cache
def asks(depth: str) -> tuple[Ask, ...]:
    """What a record of this depth asks for, in order."""
    reach = DEPTHS.index(depth)
    return tuple(ask for ask in ASKS if DEPTHS.index(ask.depth) <= reach)


@dataclass(frozen=True)
class Completeness:
    known: int
    asked: int
    missing: tuple[Ask, ...]


def completeness(
    depth: str, facts: Mapping[str, object], hidden: frozenset[str] = frozenset()
) -> Completeness:
    """Counts what is known of what the depth asks.

    A fact counts as missing where it is None, empty or absent; zero and False are answers.
    What the reader may not see (`hidden`) is neither asked nor counted.
    """
    wanted = [ask for ask in asks(depth) if ask.key not in hidden]
    missing = tuple(ask for ask in wanted if facts.get(ask.key) in (None, "", (), []))
    return Completeness(len(wanted) - len(missing), len(wanted), missing)


# What the workshop sheet asks for.
ON_SHEET = {"purpose", "deputy", "crown_jewels", "hurts_after", "needs", "processes", "impacts"}
# Minutes it takes to answer; what has to be put into words or thought over takes longer than what one knows.
LONGER = {
    "purpose": 2,
    "security_view": 2,
    "needs": 2,
    "crown_jewels": 2,
    "processes": 15,
    "impacts": 10,
    "grids": 30,
}


def minutes(missing: tuple[Ask, ...]) -> int:
    """How long it takes to say what is missing, in whole minutes."""
    return sum(LONGER.get(ask.key, 1) for ask in missing)
