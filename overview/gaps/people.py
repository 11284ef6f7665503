"""Gaps in who answers for what and how they are reached. Pure; what the words mean stands in `overview.gaps.facts`."""

from collections.abc import Iterator

from common.words import count, day
from overview.gaps.facts import SOMEDAY, STALE, TO_SETTLE, Facts, Gap, listed, lowered

TOO_MANY = 3  # critical responsibilities of one person that nobody else holds


def too_many(facts: Facts) -> Iterator[Gap]:
    for person in facts.people:
        if len(person.critical) >= TOO_MANY:
            yield Gap(
                f"too_many:{person.id}", "too_many", TO_SETTLE, None,
                f"{person.name} alone holds {len(person.critical)} critical responsibilities",
                f"Because nobody else is {listed(lowered(person.critical))}.",
                "Share them out", "person", str(person.id), person.critical,
            )  # fmt: skip


def access(facts: Facts) -> Iterator[Gap]:
    for case in facts.access:
        unit = facts.units.get(case.unit)
        if unit is None or not unit.begun or not case.sentences:
            continue
        first, *others = case.sentences
        more = f", and {count(len(others), 'other case')}" if others else ""
        yield Gap(
            f"access:{unit.id}", "access", TO_SETTLE, unit.id, "Responsibility and access disagree",
            f"Because {first}{more}.", "Settle access", "access", unit.code, case.sentences,
        )  # fmt: skip


def old_number(facts: Facts) -> Iterator[Gap]:
    for person in facts.people:
        about = [
            facts.units[unit] for unit in person.called_for if unit in facts.units and facts.units[unit].begun
        ]
        if not about or not person.phone:
            continue
        confirmed = person.phone_confirmed_on
        if confirmed is not None and facts.today - confirmed <= STALE:
            continue
        first = max(about, key=lambda unit: (unit.importance or 0, -unit.id))
        said = (
            f"was last confirmed on {day(confirmed, today=facts.today)}"
            if confirmed
            else "was never confirmed"
        )
        yield Gap(
            f"old_number:{person.id}", "old_number", SOMEDAY, first.id, f"Number of {person.name} not confirmed",
            f"Because it stands on the card of {listed(tuple(unit.name for unit in about))} and {said}.",
            "Confirm the number", "person", str(person.id),
        )  # fmt: skip
