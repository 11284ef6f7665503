"""A talk without ceremony: “spoke with Ana in the corridor”. Logged whole, at once, and it counts as a talk."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from common.history import recording
from dialogues.actions.closing import Kept, Outcome, keep_all
from dialogues.choices import How, Reply, SessionKind, SessionState
from dialogues.models import Participation, Session, SessionUnit

LOGGED = "Logged in passing"
MINUTES = 5


@transaction.atomic
def log_touch(
    *, unit, text: str, kept: Iterable[Kept], by, at: datetime, when: datetime | None = None,
    how: str = How.CORRIDOR, team_only: bool = False, people: Iterable = (), liaison=None, reason: str = LOGGED,
) -> tuple[Session, Outcome]:  # fmt: skip
    """A closed talk with one department, with who was spoken to and what came of it. `when` it was, where not now."""
    when = when or at
    people = list(people)
    talk = Session(
        kind=SessionKind.TOUCH, state=SessionState.CLOSED, how=how, minutes=MINUTES, liaison=liaison,
        title=_title(unit, people), starts_at=when, ends_at=when + timedelta(minutes=MINUTES),
        time_zone=by.time_zone or settings.TIME_ZONE, opened_at=when, opened_by=by, closed_at=at, closed_by=by,
    )  # fmt: skip
    setattr(talk, "team_notes" if team_only else "notes", text.strip())
    outcome = Outcome()
    with recording(by=by, reason=reason):
        talk.full_clean()
        talk.save()
        SessionUnit(session=talk, unit=unit).save()
        for person in people:
            Participation(
                session=talk,
                contact=person,
                unit=unit,
                title=person.title,
                attended=True,
                reply=Reply.ACCEPTED,
            ).save()
        keep_all(talk, kept, outcome, by, at)
    return talk, outcome


def _title(unit, people: list) -> str:
    """“In passing with Ana Duarte”; the department where nobody is named."""
    names = " and ".join(one.name for one in people[:2]) or unit.name
    return f"In passing with {names}"[:200]
