"""The kinds of work that a worker does for somebody who need not wait: the floors above say what each does."""

from collections.abc import Callable
from dataclasses import dataclass


class Refused(Exception):
    """The work cannot be done, and why: a sentence for whoever asked for it."""


@dataclass(frozen=True)
class Kind:
    """`label` is the heading, such as “Pack of call sheets”. Whoever holds `permission` sees all work of this kind.
    `step` are the words of the link to `page(job)`, where one goes from it, such as “Open the packs”.

    `run(job, progress, at)` does it inside a transaction and returns what came of it as JSON; it may begin anew after
    a worker was killed, so it leaves nothing behind but rows.
    """

    name: str
    label: str
    permission: str
    step: str
    run: Callable
    page: Callable


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kind_of(name: str) -> Kind | None:
    return _kinds.get(name)


def kinds_for(user) -> list[str]:
    return [name for name, kind in _kinds.items() if user.has_perm(kind.permission)]
