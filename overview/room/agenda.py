"""The agenda as it stands on the page: sections of rows, and the sum that accounts for every point."""

from collections.abc import Iterable
from dataclasses import dataclass

from common import words
from dialogues import promise_words
from dialogues.choices import ItemKind, ItemState
from overview.room.reader import Room

OWED = (ItemKind.WE_OWE, ItemKind.THEY_OWE)
TO_A_DEPARTMENT = {
    ItemKind.WE_OWE: "We owe you", ItemKind.THEY_OWE: "You owe us", ItemKind.TOPIC: "You asked to talk about",
}  # fmt: skip
CHOOSE, DROP = "choose", "drop"
MARKS = {promise_words.PROPOSED: "mk-half"}


@dataclass(frozen=True)
class Row:
    """One point. `mark` and `css` say how it stands, `beside` what else is known; `mode` is choose or drop while
    somebody settles it."""

    item: object
    mark: str
    css: str
    beside: str
    mode: str = ""
    done_word: str = "Talked about"


@dataclass(frozen=True)
class Section:
    kind: str
    label: str
    rows: list
    more: int = 0


@dataclass(frozen=True)
class Count:
    """Count in = count out: `points` is always the sum of the other three."""

    points: int
    done: int
    dropped: int

    @property
    def carried(self) -> int:
        return self.points - self.done - self.dropped


def label_of(kind: str, room: Room) -> str:
    if kind == ItemKind.CHANGE and room.talk.last:
        return f"Changed since {words.day(room.talk.last.starts_at, today=room.today)}"
    if not room.ours and kind in TO_A_DEPARTMENT:
        return TO_A_DEPARTMENT[kind]
    return ItemKind(kind).label


def sections(room: Room, *, settling: str = "", dropping: bool = False) -> list[Section]:
    """The frozen agenda. `settling` is the number of the point somebody is about to settle."""
    rows = [_row(item, settling == str(item.pk), dropping) for item in room.items]
    return _by_kind(room, rows, lambda row: row.item.kind, {})


def proposed(room: Room) -> list[Section]:
    return _by_kind(room, room.plan.points, lambda point: point.kind, room.plan.left_out)


def count(room: Room) -> Count:
    states = [item.state for item in room.items]
    return Count(len(states), states.count(ItemState.DONE), states.count(ItemState.DROPPED))


def _by_kind(room: Room, rows: Iterable, kind_of, left_out) -> list[Section]:
    found = []
    for kind in ItemKind.values:
        own = [row for row in rows if kind_of(row) == kind]
        if own:
            found.append(Section(kind, label_of(kind, room), own, left_out.get(kind, 0)))
    return found


def _row(item, settling: bool, dropping: bool) -> Row:
    owed = item.kind in OWED
    done_word = "Kept" if owed else "Talked about"
    beside = [f"carried {item.carried}×" if item.carried else ""]
    mode = (DROP if dropping else CHOOSE) if settling and item.state == ItemState.OPEN else ""
    if item.state == ItemState.OPEN:
        mark, _, rest = item.note.partition(" · ") if owed else ("", "", item.note)
        css = " ".join(("mk", MARKS.get(mark, "mk-wait" if mark.startswith("waiting since") else "")))
        return Row(item, mark, css, " · ".join(filter(None, (*beside, rest))), mode, done_word)
    if item.state == ItemState.DONE:
        at = f", {words.clock(item.settled_at)}" if item.settled_at else ""
        return Row(item, f"{done_word.lower()}{at}", "mk mk-kept", "", mode, done_word)
    if item.state == ItemState.DROPPED:
        return Row(item, f"dropped: {item.because}", "mk", "", mode, done_word)
    return Row(
        item, "carried to the next talk", "mk mk-half", " · ".join(filter(None, beside)), mode, done_word
    )
