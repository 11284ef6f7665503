"""Drivers of risk that follow from what is known: suggested, never set silently. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

RECENT_DAYS = 365
MEMORY_DAYS = 3 * 365


@dataclass(frozen=True)
class Suggestion:
    """`level` 1–5 with the sentence why; level None where nothing is known to suggest from."""

    level: int | None
    because: str


def compliance_burden(obligations: Iterable[tuple[str, int]]) -> Suggestion:
    """From (name, weight 1–5) of the obligations that apply: the heaviest, one more from three on."""
    known = sorted(obligations, key=lambda pair: (-pair[1], pair[0].lower()))
    if not known:
        return Suggestion(None, "no obligation is named yet")
    level = min(5, known[0][1] + (len(known) >= 3))
    names = [name for name, _ in known[:3]]
    more = f" and {len(known) - 3} more" if len(known) > 3 else ""
    return Suggestion(level, f"{_listed(names)}{more} {'applies' if len(known) == 1 else 'apply'}")


def incident_history(incidents: Iterable[tuple[date, int]], *, on: date) -> Suggestion:
    """From (occurred on, severity 1–5) of incidents in the three years before `on`.

    The worst of the last year, or the worst of before less one; one more where the last year had several.
    """
    known = [(day, severity) for day, severity in incidents if 0 <= (on - day).days <= MEMORY_DAYS]
    recent = [severity for day, severity in known if (on - day).days <= RECENT_DAYS]
    if recent:
        level = min(5, max(recent) + (len(recent) > 1))
        count = "one incident" if len(recent) == 1 else f"{len(recent)} incidents"
        return Suggestion(level, f"{count} in the last year")
    if known:
        return Suggestion(
            max(1, max(s for _, s in known) - 1), "incidents in the last three years, none recent"
        )
    return Suggestion(1, "no incident in the last three years")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
