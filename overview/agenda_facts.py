"""What the agenda is told of departments and of what happened, before it says what needs a person. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Department:
    """What the agenda knows of one department. `importance` 1–5; `mine`: the person looks after it."""

    id: int
    code: str
    name: str
    importance: int | None = None
    mine: bool = False
    closed: bool = False
    closed_on: date | None = None
    open_children: int = 0
    worked_out: int | None = None
    override: int | None = None
    override_until: date | None = None
    override_reason: str = ""
    owner: str = ""
    cover: str = ""
    cover_until: date | None = None
    has_head: bool = True
    has_acting: bool = True
    known: int = 0
    asked: int = 0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rise:
    """A level that went up since the person was last here; levels in words."""

    unit_id: int
    code: str
    name: str
    was: str
    now: str
    actor: str
    reason: str
    on: date
    version: int


@dataclass(frozen=True)
class Happened:
    """A recent incident with the names of the departments it touched that the person sees."""

    id: int
    title: str
    on: date
    severity: str
    touched: tuple[str, ...]
    code: str = ""


@dataclass(frozen=True)
class Number:
    """Somebody called in an incident whose number nobody confirmed for long; `confirmed` None for never."""

    unit_id: int
    code: str
    name: str
    person: str
    confirmed: date | None
    importance: int


@dataclass(frozen=True)
class Settle:
    """A pressing gap of a department one looks after, or that one takes care of; `to` is where its step is done."""

    unit_id: int
    code: str
    name: str
    importance: int
    what: str
    because: str
    step: str
    to: str


@dataclass(frozen=True)
class Given:
    """A promise nobody settled yet. `ours`: we owe it; `mine`: it is the person's own to keep or to say yes to; `who`
    of the department owes it."""

    id: int
    code: str
    unit: str
    text: str
    made_on: date
    due_on: date | None
    ours: bool
    mine: bool
    proposed: bool = False
    who: str = ""
    carried: int = 0


@dataclass(frozen=True)
class Meeting:
    """A talk ahead, or one that is `over` and of which nobody said what came; `on` and `at` in the person's own zone.

    `opened`: it was held; `last_on`: when its departments were spoken with before; `waiting`: what waits for it, in
    words.
    """

    id: int
    title: str
    units: tuple[str, ...]
    code: str
    on: date
    at: str
    over: bool = False
    opened: bool = False
    last_on: date | None = None
    waiting: str = ""


@dataclass(frozen=True)
class Due:
    """A department with which a talk is due and none is planned. `late_by` in days; `rhythm` and `reasons` in words."""

    unit_id: int
    code: str
    unit: str
    importance: int | None
    mine: bool
    last_on: date | None
    rhythm: str
    reasons: str
    late_by: int = 0
