"""What people are there for, told by the apps above: the departments they may act for or answer for.

An app registers a teller when it starts; this floor knows neither the apps nor their models.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import User


@dataclass(frozen=True)
class Duty:
    """`kind` as in “may act for”, then what, and where it is looked at and changed."""

    kind: str
    label: str
    href: str


_tellers: list[Callable] = []


def teller(tell: Callable) -> Callable:
    """Registers `tell(users, viewer)`, which gives pairs of a user's id and a Duty that `viewer` may see."""
    if tell not in _tellers:
        _tellers.append(tell)
    return tell


def duties_of(users: Iterable[User], *, viewer) -> dict[int, list[Duty]]:
    """The duties of each of `users`, by id; one question to each teller, however many users."""
    users = list(users)
    found = defaultdict(list)
    for tell in _tellers:
        for user_id, duty in tell(users, viewer):
            found[user_id].append(duty)
    return found


@dataclass(frozen=True)
class Bundle:
    """Duties of one kind: those shown, and how many more there are."""

    kind: str
    shown: list[Duty]
    more: int


def by_kind(found: Iterable[Duty], *, shown: int) -> list[Bundle]:
    """The duties of one person by kind, at most `shown` of each named."""
    kinds: dict[str, list[Duty]] = {}
    for duty in found:
        kinds.setdefault(duty.kind, []).append(duty)
    return [Bundle(kind, of[:shown], max(0, len(of) - shown)) for kind, of in kinds.items()]
