"""A department's risk level, by look-up tables, with the reasons.

Pure: no database, no clock. All levels and drivers are whole numbers 1 (very low) to 5 (very high), None
where nobody has said yet; the worst business impact is a severity 0 (none) to 4 (severe).
Source of the two assessment tables: NIST SP 800-30 Rev. 1, tables G-5 (overall likelihood) and I-2 (risk).
"""

from dataclasses import dataclass
from itertools import product
from math import inf

LEVELS = {1: "Very low", 2: "Low", 3: "Moderate", 4: "High", 5: "Very high"}

# Row: exposure to threats 1–5. Column: incident history 1–5.
LIKELIHOOD = (
    (1, 1, 2, 2, 2),
    (1, 2, 2, 3, 3),
    (2, 2, 3, 3, 4),
    (2, 3, 3, 4, 5),
    (2, 3, 4, 5, 5),
)

# Row: strategic importance 1–5. Column: compliance burden 1–5.
# Ours: importance leads, a heavy burden lifts by one or two levels, a light one never lowers by more than one.
IMPACT = (
    (1, 1, 2, 2, 3),
    (1, 2, 2, 3, 3),
    (2, 3, 3, 4, 4),
    (3, 4, 4, 4, 5),
    (4, 5, 5, 5, 5),
)

# Row: likelihood 1–5. Column: impact 1–5.
RISK = (
    (1, 1, 1, 2, 2),
    (1, 2, 2, 2, 3),
    (1, 2, 3, 3, 4),
    (1, 2, 3, 4, 5),
    (1, 2, 3, 4, 5),
)

# Ours: hours until the worst impact is reached, and by how many levels it counts less.
LATE = ((72, 0), (336, 1), (inf, 2))

SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Drivers:
    """What goes into a level. Names are those of the unit's fields."""

    exposure: int | None = None
    incident_history: int | None = None
    strategic_importance: int | None = None
    compliance_burden: int | None = None
    worst_impact: int | None = None
    worst_after: int | None = None  # hours until it is reached, None for at once


@dataclass(frozen=True)
class Assessment:
    """`level` is None until both sides, likelihood and impact, are known."""

    level: int | None
    likelihood: int | None
    impact: int | None
    drivers: Drivers

    @property
    def word(self) -> str:
        return LEVELS.get(self.level, "Not known yet")

    @property
    def missing(self) -> tuple[str, ...]:
        """Drivers that nobody has given yet, the decisive ones first."""
        names = ("exposure", "strategic_importance", "incident_history", "compliance_burden")
        return tuple(name for name in names if getattr(self.drivers, name) is None)


def _lookup(table, row: int | None, column: int | None) -> int | None:
    """A cell of a table; where one side is unknown the other stands alone."""
    if row is None or column is None:
        return row if column is None else column
    return table[row - 1][column - 1]


def likelihood_of(drivers: Drivers) -> int | None:
    """1–5 from exposure and incident history; None where neither is known."""
    return _lookup(LIKELIHOOD, drivers.exposure, drivers.incident_history)


def worst_level(drivers: Drivers) -> int | None:
    """The level 1–5 to which the worst business impact lifts: its severity plus one, less where it is reached late;
    what grows severe only within a month leaves time to act. None where nobody has said how bad it gets."""
    if drivers.worst_impact is None:
        return None
    late = next(less for hours, less in LATE if (drivers.worst_after or 0) <= hours)
    return max(1, drivers.worst_impact + 1 - late)


def impact_of(drivers: Drivers) -> int | None:
    """1–5 from importance and compliance burden, raised to the level of the worst business impact where that is
    higher."""
    impact, worst = (
        _lookup(IMPACT, drivers.strategic_importance, drivers.compliance_burden),
        worst_level(drivers),
    )
    return max((level for level in (impact, worst) if level is not None), default=None)


def assess(drivers: Drivers) -> Assessment:
    """The level that follows from the drivers. Raises ValueError for a value outside its scale."""
    for name in ("exposure", "incident_history", "strategic_importance", "compliance_burden"):
        if getattr(drivers, name) not in (None, *SCALE):
            raise ValueError(f"{name} must be 1 to 5 or None, not {getattr(drivers, name)!r}")
    if drivers.worst_impact not in (None, 0, 1, 2, 3, 4):
        raise ValueError(f"worst_impact must be 0 to 4 or None, not {drivers.worst_impact!r}")
    likelihood, impact = likelihood_of(drivers), impact_of(drivers)
    level = None if likelihood is None or impact is None else RISK[likelihood - 1][impact - 1]
    return Assessment(level, likelihood, impact, drivers)


def what_lowers(drivers: Drivers, controllable=("exposure", "incident_history", "compliance_burden")):
    """The smallest sets of drivers which, lowered by one step each, bring the level down.

    Returns a list of tuples of names, the shortest first; empty where one step is not enough.
    """
    present = assess(drivers).level
    if present is None or present == 1:
        return []
    known = [name for name in controllable if (getattr(drivers, name) or 1) > 1]
    found: list[tuple[str, ...]] = []
    for flags in sorted(product((False, True), repeat=len(known)), key=sum):
        names = tuple(name for name, on in zip(known, flags, strict=True) if on)
        if not names or any(set(shorter) <= set(names) for shorter in found):
            continue
        lowered = {name: getattr(drivers, name) - 1 for name in names}
        if assess(Drivers(**{**drivers.__dict__, **lowered})).level < present:
            found.append(names)
    return found
