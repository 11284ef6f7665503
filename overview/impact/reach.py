"""Which departments are reached from one that is hit, over the dependencies a person may see.

Only the links are read, as bare tuples; names follow for those that are shown. A head sees the links of their own
departments, so that what lies beyond a neighbour can neither be seen nor counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import connection

from units.choices import Status
from units.graph import Graph, Link, Reached
from units.models import Dependency

# Hours until it is felt → what such a group is called. Beyond the last: later than a week.
WAVES = (
    (0, "At once"),
    (4, "Within 4 hours"),
    (24, "Within 1 day"),
    (72, "Within 3 days"),
    (168, "Within 1 week"),
)
LATER = "After more than a week"
# Felt later than this: the call can wait until the morning.
TONIGHT = 24
# So many departments are shown with what they need and whom to call; the rest is a number.
MOST_SHOWN = 120
MOST_CIRCLES = 5


def links(user) -> list[Link]:
    """Every dependency between open departments that the person may see."""
    rows = Dependency.objects.visible_to(user).filter(provider__isnull=False)
    rows = rows.exclude(consumer__status=Status.CLOSED).exclude(provider__status=Status.CLOSED)
    sql, params = (
        rows.order_by().values_list("consumer_id", "provider_id", "criticality").query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(map(Link._make, cursor.fetchall()))


def wave_of(after: int) -> str:
    return next((name for hours, name in WAVES if after <= hours), LATER)


def felt(after: int) -> str:
    """“at once”, “within 4 hours”, in a sentence."""
    said = wave_of(after)
    return said[:1].lower() + said[1:]


@dataclass(frozen=True)
class Radius:
    """Both directions from one unit. `hit` and `leans`: by when it is felt, then by how strongly, then by id."""

    unit: int
    graph: Graph

    @cached_property
    def hit(self) -> list[Reached]:
        return _in_order(self.graph.hit_by(self.unit).values())

    @cached_property
    def leans(self) -> list[Reached]:
        return _in_order(self.graph.leans_on(self.unit).values())

    @property
    def soon(self) -> int:
        """How many feel it within four hours."""
        return sum(reached.after <= 4 for reached in self.hit)

    @cached_property
    def circles(self) -> list[list[int]]:
        """Circles that the unit or one of those hit stands in; the largest first."""
        touched = {self.unit, *(reached.unit for reached in self.hit)}
        # Whoever stands in a circle with one that is hit is hit as well: its first member tells.
        return [circle for circle in self.graph.circles() if circle[0] in touched]


def _in_order(reached: Iterable[Reached]) -> list[Reached]:
    return sorted(reached, key=lambda one: (one.after, -one.strength, one.steps, one.unit))
