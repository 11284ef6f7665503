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
