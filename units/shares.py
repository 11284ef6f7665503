"""Who gets what of a department that closes or is split: said for all of it, for a kind of thing, or one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from units.models import Unit


class Thing(StrEnum):
    """What a department has that somebody can take over."""

    PARTS = "parts"
    PEOPLE = "people"
    DUTIES = "duties"
    ACCESS = "access"
    CALLS = "calls"
    ASSETS = "assets"
    PROCESSES = "processes"
    DEPENDENCIES = "dependencies"
    OBLIGATIONS = "obligations"
    SERIES = "series"
    TALKS = "talks"
    PROMISES = "promises"
    TOPICS = "topics"


@dataclass(frozen=True)
class Shares:
    """An heir of None: nobody takes it over. The department itself: it stays as it is."""

    rest: Unit | None
    by_thing: Mapping[Thing, Unit | None] = field(default_factory=dict)
    singly: Mapping[tuple[Thing, int], Unit | None] = field(default_factory=dict)

    def heir(self, thing: Thing, pk: int) -> Unit | None:
        if (thing, pk) in self.singly:
            return self.singly[thing, pk]
        return self.by_thing.get(thing, self.rest)
