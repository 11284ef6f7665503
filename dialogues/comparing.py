"""Two editions of a template beside one another. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

ALIKE = 0.6  # from here on, two sentences are taken as one that was reworded


@dataclass(frozen=True)
class Asked:
    """A question as an edition asks it; `rest` is what else is said of it: label -> value in words."""

    text: str
    rest: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """`kind` is same, moved, changed, new or gone. `was` is the sentence before, where it is another one; `changes` are
    (label, before, after)."""

    kind: str
    text: str
    was: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()


def compare(before: Sequence[Asked], after: Sequence[Asked]) -> list[Line]:
    """The questions of `after` in their order, each with what became of it, and then what is gone."""
    pairs = _pairs(before, after)
    kept = [pairs[place] for place in range(len(after)) if place in pairs]
    in_order = _longest_rising(kept)
    lines = [
        _line(before[pairs[place]], asked, moved=pairs[place] not in in_order)
        if place in pairs
        else Line("new", asked.text)
        for place, asked in enumerate(after)
    ]
    taken = set(pairs.values())
    return lines + [Line("gone", asked.text) for place, asked in enumerate(before) if place not in taken]


def _pairs(before: Sequence[Asked], after: Sequence[Asked]) -> dict[int, int]:
    """Place after -> place before: the same sentence first, then the likeliest rewording."""
    pairs: dict[int, int] = {}
    for now, asked in enumerate(after):
        same = (
            i for i, one in enumerate(before) if i not in pairs.values() and _folded(one) == _folded(asked)
        )
        if (found := next(same, None)) is not None:
            pairs[now] = found
    likely = sorted(
        (-ratio, now, was)
        for now, asked in enumerate(after)
        if now not in pairs
        for was, one in enumerate(before)
        if was not in pairs.values() and (ratio := _likeness(one, asked)) >= ALIKE
    )
    for _, now, was in likely:
        if now not in pairs and was not in pairs.values():
            pairs[now] = was
    return pairs


def _folded(asked: Asked) -> str:
    return " ".join(asked.text.lower().split())


def _likeness(one: Asked, other: Asked) -> float:
    return SequenceMatcher(None, _folded(one).split(), _folded(other).split(), autojunk=False).ratio()


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The most of these that stand in rising order: those that were not moved."""
    best: list[list[int]] = []
    for place in places:
        before = max((run for run in best if run[-1] < place), key=len, default=[])
        best.append([*before, place])
    return set(max(best, key=len, default=[]))


def _line(was: Asked, now: Asked, *, moved: bool) -> Line:
    labels = [*was.rest, *(label for label in now.rest if label not in was.rest)]
    changes = tuple(
        (label, was.rest.get(label, ""), now.rest.get(label, ""))
        for label in labels
        if was.rest.get(label, "") != now.rest.get(label, "")
    )
    reworded = was.text if was.text != now.text else ""
    kind = "changed" if changes or reworded else "moved" if moved else "same"
    return Line(kind, now.text, reworded, changes)
