"""What is done again and again in the background: the floors above say what, and how often, when they start."""

from dataclasses import dataclass
from datetime import timedelta

from desk.models import Heartbeat


@dataclass(frozen=True)
class Chore:
    """`name` is that of the sign of life it gives once it is done, `task` the one that does it."""

    name: str
    task: str
    every: timedelta


_chores: dict[str, Chore] = {}


def regularly(name: str, task: str, *, every: timedelta) -> None:
    _chores[name] = Chore(name, task, every)


def due() -> list[Chore]:
    """Those that were not done for as long as they may wait. A chore that runs twice does no harm."""
    return [one for one in _chores.values() if Heartbeat.objects.is_late(one.name, after=one.every)]


def done(name: str) -> None:
    Heartbeat.objects.beat(name)
