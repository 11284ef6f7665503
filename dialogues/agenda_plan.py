"""Which points an agenda has, and in which order: proposals in, plan out. Pure: no database, no clock.

What was carried is always on the table. The same promise, topic, question or gap stands there once; the carried one
wins, because it says how often it came along. Of changes and of what is to settle only so many are proposed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# We owe stands before they owe; questions come last.
ORDER = ("we_owe", "they_owe", "topic", "change", "gap", "question")
MOST: Mapping[str, int] = {"change": 6, "gap": 3}
LONGEST = 500


@dataclass(frozen=True)
class Point:
    """One proposed point. `key` is the same at two looks at the same thing. `rank` orders points of a kind, smallest
    first. Ids are those of rows; `gap` is the key of a gap; `carried` counts how often it came along."""

    key: str
    kind: str
    text: str
    note: str = ""
    unit: int | None = None
    commitment: int | None = None
    question: int | None = None
    objective: int | None = None
    topic: int | None = None
    gap: str = ""
    team_only: bool = False
    came_from: int | None = None
    carried: int = 0
    rank: tuple = field(default=(), compare=False)

    @property
    def about(self) -> set[tuple]:
        """What it is about, so that the same thing is found again."""
        named = {
            (name, value)
            for name in ("commitment", "topic", "question", "gap")
            if (value := getattr(self, name))
        }
        return named or {(self.kind, self.unit, " ".join(self.text.casefold().split()))}


@dataclass(frozen=True)
class Plan:
    """`left_out` counts, by kind, what was not proposed because there is more than anybody can talk about."""

    points: list[Point]
    left_out: Mapping[str, int] = field(default_factory=dict)

    def without(self, keys: Iterable[str]) -> "Plan":
        keys = set(keys)
        return Plan([point for point in self.points if point.key not in keys], self.left_out)


def plan(proposed: Iterable[Point], *, most: Mapping[str, int] = MOST) -> Plan:
    """The agenda, in the order in which it is talked through. ValueError where a kind is unknown."""
    seen: set[tuple] = set()
    taken, left_out, counts = [], Counter(), Counter()
    # Stable: what was carried first, everything else as its rank says.
    for point in sorted(proposed, key=lambda one: (one.came_from is None, ORDER.index(one.kind), one.rank)):
        if seen & point.about or not point.text.strip():
            continue
        seen |= point.about
        if point.came_from is None and counts[point.kind] >= most.get(point.kind, len(seen)):
            left_out[point.kind] += 1
            continue
        counts[point.kind] += 1
        taken.append(point)
    taken.sort(key=lambda one: (ORDER.index(one.kind), one.came_from is None, one.rank))
    return Plan(taken, dict(left_out))


def cut(text: str, longest: int = LONGEST) -> str:
    """One line of at most so many characters."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
