"""Taking planned talks off the calendar: one, or all that a series still has."""

from datetime import date, datetime

from django.db import transaction

from common.history import recording
from dialogues import invitations
from dialogues.choices import SessionState
from dialogues.models import Series, Session


def call_off(talk: Session, why: str, *, at: datetime, by_plan: bool = False) -> None:
    """Cancels a planned talk, inside the recording of the caller. What the plan of its series cancels, and nobody by
    hand, comes back once the plan has it again."""
    talk.state, talk.why, talk.fell_away = SessionState.CANCELLED, why[:300], by_plan
    talk.sequence += 1
    talk.save()
    invitations.bring_up_to_date(talk, at=at)


@transaction.atomic
def end_series(series: Series, *, on: date, because: str = "", by, at: datetime) -> int:
    """No more talks of it from that day on; how many planned ones that cancelled. What was held stays."""
    series = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    # One that never began ends on the day on which it would have.
    on = max(on, series.starts_on)
    why = because or "The recurring talk has ended"
    with recording(by=by, reason=why):
        series.ended_on = min(on, series.ended_on or on)
        series.sequence += 1
        series.save()
        ahead = series.sessions.select_for_update(of=("self",)).planned()
        rows = list(ahead.filter(planned_for__gte=series.ended_on, starts_at__gte=at))
        for talk in rows:
            call_off(talk, why, at=at)
        return len(rows)
