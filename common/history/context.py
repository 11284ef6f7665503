"""Who is writing, why, and which save it belongs to."""

import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone


class Unrecorded(RuntimeError):
    """A tracked model was written outside `recording(...)`: nobody could say who did it and why."""


@dataclass
class Recording:
    """One save as a person sees it: everything written inside shares its group, actor and reason."""

    by: object | None
    actor: str
    reason: str
    at: datetime | None = None
    group: uuid.UUID = field(default_factory=uuid.uuid4)

    def moment(self) -> datetime:
        """Time of the save. Fixed at the first write, so that a whole save happens at one instant."""
        if self.at is None:
            self.at = timezone.now()
        return self.at


_current: ContextVar[Recording | None] = ContextVar("recording", default=None)


def current_recording() -> Recording:
    recording_now = _current.get()
    if recording_now is None:
        raise Unrecorded("Write tracked models inside `with recording(by=…, reason=…)`.")
    return recording_now


@contextmanager
def recording(*, by=None, reason: str, actor: str = "", at: datetime | None = None):
    """Names the actor and the reason of everything written inside.

    An action that calls other actions keeps one group: the outermost recording speaks for all of them.
    `by` is a user, or None for a job that names itself with `actor`. `at` backdates, for demo data and
    replays only; the database refuses a version dated well before the latest one of the same object.
    """
    outer = _current.get()
    if outer is not None:
        yield outer
        return
    if not reason.strip():
        raise ValueError("A change needs a reason.")
    name = actor or (str(by) if by is not None else "")
    if not name:
        raise ValueError("A change needs an actor: a user, or the name of the job.")
    token = _current.set(Recording(by=by, actor=name, reason=reason.strip(), at=at))
    try:
        yield _current.get()
    finally:
        _current.reset(token)
