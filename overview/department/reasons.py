"""Why a department's risk is what it is, and what would bring it down, told without what a reader may not read.

Pure: no database, no clock. Whoever may not read the importance learns nothing of it: what is said to them is
the same for every importance that leads to the level they see.
"""

from dataclasses import replace
from itertools import combinations

from units.hours import say_hours
from units.risk import LEVELS, SCALE, Drivers, assess, what_lowers, worst_level

LABELS = {
    "exposure": "exposure to threats",
    "incident_history": "incident history",
    "compliance_burden": "compliance burden",
    "strategic_importance": "importance",
    "worst_impact": "worst business impact",
}
# What people say; the worst impact follows from it and stands beside.
ORDER = tuple(name for name in LABELS if name != "worst_impact")
CONTROLLABLE = ("exposure", "incident_history", "compliance_burden")


def because(level: int | None, drivers: Drivers, hidden=frozenset()) -> str:
    """What stands behind the level, as the rest of a sentence that begins with the level's word.

    Names the two drivers that weigh most; for a low level the two that weigh least.
    """
    known = [(name, getattr(drivers, name)) for name in ORDER if name not in hidden]
    missing = [LABELS[name] for name, value in known if value is None]
    known = [(name, value) for name, value in known if value is not None]
    if (worst := worst_level(drivers)) is not None:
        known.append(("worst_impact", worst))
    if level is None:
        return (
            f"because nobody has said yet: {listed(missing)}"
            if missing
            else "because too little is known yet"
        )
    if not known:
        return ""
    heavy = level >= 3
    order = tuple(LABELS)
    known.sort(key=lambda pair: (-pair[1] if heavy else pair[1], order.index(pair[0])))
    telling = [pair for pair in known if (pair[1] >= 3 if heavy else pair[1] <= 2)][:2] or known[:1]
    only = "" if heavy else "only "
    said = [
        f"{LABELS[name]} is {only}{worst_said(drivers) if name == 'worst_impact' else f'{value} of 5'}"
        for name, value in telling
    ]
    return f"because {listed(said)}"


def worst_said(drivers: Drivers) -> str:
    """The worst business impact with the time it is reached, when it counts less because that is late."""
    late = drivers.worst_impact and worst_level(drivers) <= drivers.worst_impact
    return f"{drivers.worst_impact} of 4" + (f" after {say_hours(drivers.worst_after)}" if late else "")


def ways_down(level: int | None, drivers: Drivers, hidden=frozenset()) -> list[tuple[str, ...]]:
    """The smallest sets of drivers which, each lowered by one step, surely bring the worked-out level down."""
    if level is None:
        return []
    if "strategic_importance" not in hidden:
        return what_lowers(drivers, CONTROLLABLE)
    possible = [replace(drivers, strategic_importance=value) for value in (None, *SCALE)]
    possible = [candidate for candidate in possible if assess(candidate).level == level]
    ways = [what_lowers(candidate, CONTROLLABLE) for candidate in possible]
    found: list[tuple[str, ...]] = []
    for size in range(1, len(CONTROLLABLE) + 1):
        for names in combinations(CONTROLLABLE, size):
            smaller = any(set(way) <= set(names) for way in found)
            if not smaller and ways and all(_enough(names, sets) for sets in ways):
                found.append(names)
    return found


def _enough(names: tuple[str, ...], sets: list[tuple[str, ...]]) -> bool:
    """The tables rise everywhere, so lowering more than a set that is enough is enough as well."""
    return any(set(way) <= set(names) for way in sets)


def working(drivers: Drivers) -> list[tuple[str, str, str]]:
    """(what, from what, value) of each step from the drivers to the level. For those who may read them all."""
    found = assess(drivers)
    worst = "" if drivers.worst_impact is None else f", worst business impact {worst_said(drivers)}"
    return [
        ("Likelihood", f"exposure {_said(drivers.exposure)}, incident history {_said(drivers.incident_history)}",
         _said(found.likelihood)),
        ("Impact", f"importance {_said(drivers.strategic_importance)}, "
         f"compliance burden {_said(drivers.compliance_burden)}{worst}", _said(found.impact)),
        ("Risk", f"likelihood {_said(found.likelihood)}, impact {_said(found.impact)}",
         LEVELS.get(found.level, "not known yet")),
    ]  # fmt: skip


def _said(value: int | None) -> str:
    return "not known" if value is None else f"{value} of 5"


def listed(names: list[str]) -> str:
    """One, two and three."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
