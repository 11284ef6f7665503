"""Gaps in what is known of a unit itself. Pure; what the words mean stands in `overview.gaps.facts`."""

from collections.abc import Iterator

from common.words import count
from overview.gaps.facts import (
    IMPORTANT,
    NAMES_SHOWN,
    PRESSING,
    SOMEDAY,
    TO_SETTLE,
    Facts,
    Gap,
    UnitFact,
    either,
)
from units.depth import FULL, LIGHT, STANDARD

# function, depth that asks for it, words
EXPECTED = (
    ("head", LIGHT, "head"),
    ("deputy", LIGHT, "deputy"),
    ("ambassador", STANDARD, "security ambassador"),
)


def nobody_named(facts: Facts) -> Iterator[Gap]:
    """One gap a unit, whoever is missing. Where somebody above answers, that is enough; what is important has a head
    of its own."""
    for unit in facts.begun():
        missing = [
            (code, words)
            for code, depth, words in EXPECTED
            if unit.asks(depth) and code not in (unit.named if _needs_own(code, unit) else unit.answered)
        ]
        if not missing:
            continue
        words = either([word for _, word in missing])
        weight = f"its importance is {unit.importance} of 5 and " if unit.importance else ""
        above = _heads_above(missing, unit)
        because = f"Because {weight}nobody is named as {words}{above}."
        yield Gap(
            f"nobody_named:{unit.id}", "nobody_named", _how_bad(missing, unit), unit.id,
            f"No {words} named yet", because, f"Name a {missing[0][1]}", "people", unit.code,
            tuple(word for _, word in missing),
        )  # fmt: skip


def _needs_own(code: str, unit: UnitFact) -> bool:
    return code == "head" and (unit.importance or 0) >= IMPORTANT


def _heads_above(missing: list, unit: UnitFact) -> str:
    """Said where a head above answers and that is not enough."""
    if missing[0][0] == "head" and "head" in unit.answered:
        return "; only the head above answers for it"
    return ""


def _how_bad(missing: list, unit: UnitFact) -> int:
    if missing[0][0] != "head":
        return SOMEDAY
    return PRESSING if _needs_own("head", unit) and "head" not in unit.answered else TO_SETTLE


def silo(facts: Facts) -> Iterator[Gap]:
    for unit in facts.begun():
        if (unit.importance or 0) < IMPORTANT:
            continue
        alone, unreachable = not (unit.linked or unit.id in facts.connected), not unit.callable
        if alone or unreachable:
            why = " and ".join(
                ["no dependency is known"] * alone + ["nobody can be called about it"] * unreachable
            )
            yield Gap(
                f"silo:{unit.id}", "silo", TO_SETTLE, unit.id,
                "Stands alone" if alone else "Nobody to call",
                f"Because its importance is {unit.importance} of 5 and {why}.",
                "Ask whom it needs" if alone else "Name whom to call",
                "dependencies" if alone else "people", unit.code,
            )  # fmt: skip


def thin_record(facts: Facts) -> Iterator[Gap]:
    for unit in facts.begun():
        if unit.asked and unit.known * 2 < unit.asked:
            yield Gap(
                f"thin_record:{unit.id}", "thin_record", SOMEDAY if unit.depth != FULL else TO_SETTLE, unit.id,
                "Little is known", f"Because {unit.known} of the {unit.asked} things are known that a {unit.depth} "
                "record asks for.",
                "Fill in the sheet", "sheet", unit.code,
            )  # fmt: skip


def not_begun(facts: Facts) -> Iterator[Gap]:
    """All of them are one gap: an import is not hundreds of alarms."""
    waiting = [unit for unit in facts.units.values() if not unit.begun]
    if waiting:
        yield Gap(
            "not_begun:0", "not_begun", SOMEDAY, None, f"{count(len(waiting), 'department')} not begun",
            "Because nothing is known of them but what an import brought; nobody of ours answers for them.",
            "Choose where to begin", "not-begun", "", tuple(sorted(unit.name for unit in waiting)[:NAMES_SHOWN]),
        )  # fmt: skip
