"""One reading of what is left to settle serves every look at it until something it rests on changes."""

from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from overview import unchanged
from overview.gaps import shelf
from overview.gaps.facts import Gap
from overview.gaps.reading import read_all

NAME = unchanged.named("overview.gaps.latest", Gap)
_values = attrgetter(*(one.name for one in fields(Gap)))


class Named(NamedTuple):
    """A department as the board calls it."""

    code: str
    name: str


@dataclass(frozen=True)
class Reading:
    """Every gap that stands open, and the departments they are about."""

    units: dict[int, Named]
    gaps: list[Gap]


def read(*, on: date) -> Reading:
    """As it is now: worked out anew unless nothing was written since it was."""
    moment = unchanged.moment(on=on)
    if kept := unchanged.peek(NAME, moment):
        units, gaps = kept
        return Reading({pk: Named(*named) for pk, named in units.items()}, [Gap(*values) for values in gaps])
    facts, gaps = read_all(on=on)
    shelf.put(gaps, on=on)
    units = {gap.unit: facts.units[gap.unit] for gap in gaps if gap.unit is not None}
    found = Reading({pk: Named(unit.code, unit.name) for pk, unit in units.items()}, gaps)
    # As bare values: thousands of them are read back in a fraction of the time.
    unchanged.keep(
        NAME, moment, ({pk: tuple(named) for pk, named in found.units.items()}, [*map(_values, gaps)])
    )
    return found
