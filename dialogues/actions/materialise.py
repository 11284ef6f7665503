"""Turning series into talks for the months ahead, again and again: what is there already is brought up to date.

A talk stays as it is once it was opened, is over, or was given a time of its own; only its people are looked up again.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from common.history import recording
from dialogues import invitations
from dialogues.actions.calling_off import call_off
from dialogues.actions.seating import seat
from dialogues.choices import SessionState
from dialogues.models import Series, Session, SessionUnit
from dialogues.occasions import MOST_WEEKS, WEEK, Occasion, plan
from dialogues.quiet_times import quiet_for
from dialogues.recurrence import parse
from dialogues.taking_part import Table, table_of

HORIZON_DAYS = 180
CLOCK = "Planning of recurring talks"
REASON = "The recurring talks of the months ahead are planned"
RHYTHM_CHANGED = "The rhythm of this talk changed"
# What a talk takes from its series as long as it was not changed on its own.
SHARED = ("kind", "minutes", "place", "time_zone")
ALWAYS_SHARED = ("framework_id", "liaison_id", "limited", "invite")
# What an invitation says; the organiser is our side. Whoever has one gets a newer version.
SAID_IN_CALENDARS = {"starts_at", "minutes", "place", "time_zone", "state", "liaison"}


@dataclass
class Counts:
    created: int = 0
    changed: int = 0
    left_out: int = 0
    dropped: int = 0

    def __iadd__(self, other: "Counts") -> "Counts":
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


def materialise(*, on: date, horizon_days: int = HORIZON_DAYS, at: datetime, by=None) -> Counts:
    """All running series, each in a transaction of its own. Twice, or by two at once, does nothing more."""
    counts = Counts()
    for pk in Series.objects.running(on=on).order_by("pk").values_list("pk", flat=True):
        counts += materialise_series(pk, on=on, horizon_days=horizon_days, at=at, by=by)
    return counts


@transaction.atomic
def materialise_series(
    pk: int, *, on: date, horizon_days: int = HORIZON_DAYS, at: datetime, by=None, reason: str = REASON
) -> Counts:
    # One at a time: whoever comes second finds what the first has written.
    rows = Series.objects.select_for_update(of=("self",)).select_related("liaison")
    series = rows.filter(pk=pk).first()
    if series is None:
        return Counts()
    with recording(by=by, actor="" if by else CLOCK, reason=reason):
        return _Planner(series, on=on, at=at).run(on + timedelta(horizon_days))


class _Planner:
    """One series, worked through once."""

    def __init__(self, series: Series, *, on: date, at: datetime):
        self.series, self.on, self.at = series, on, at
        self.zone = ZoneInfo(series.time_zone)
        self.table: Table = table_of(series)
        self.units = {unit.pk for unit in self.table.units}
        self.counts = Counts()

    def run(self, last: date) -> Counts:
        wanted = {one.planned_for: one for one in self.occasions(last)}
        known = {talk.planned_for: talk for talk in self.known()}
        for day, occasion in wanted.items():
            talk = known.get(day)
            if talk is None:
                self.create(occasion)
            else:
                self.refresh(talk, occasion)
        for day, talk in known.items():
            if day not in wanted:
                self.drop(talk, beyond=day > last)
        return self.counts

    def occasions(self, last: date) -> list[Occasion]:
        series = self.series
        before = min(last + timedelta(1), series.ended_on or date.max)
        # A talk that was put off may still lie ahead of us, though its own day is over.
        first = max(series.starts_on, self.on - MOST_WEEKS * WEEK)
        quiet = quiet_for(self.units, since=first)
        rule = parse(series.rule)
        found = plan(
            rule, series.starts_on, series.at_time, series.time_zone, quiet=quiet, first=first, before=before
        )
        return [one for one in found if one.starts_at >= self.at or one.planned_for >= self.on]

    def known(self) -> list[Session]:
        """What is planned already from here on, and what was cancelled there, which is not planned again."""
        rows = self.series.sessions.filter(planned_for__isnull=False)
        return list(rows.filter(planned_for__gte=self.on) | rows.filter(starts_at__gte=self.at))

    def create(self, occasion: Occasion) -> None:
        if occasion.starts_at < self.at:
            return
        series = self.series
        talk = Session(series=series, planned_for=occasion.planned_for, title=series.name)
        self.share(talk, occasion)
        if occasion.left_out:
            talk.state, talk.why = SessionState.CANCELLED, occasion.quiet.words[:300]
            talk.fell_away = True
            self.counts.left_out += 1
        else:
            self.counts.created += 1
        talk.save()
        for unit in self.table.units:
            SessionUnit(session=talk, unit=unit).save()
        if not occasion.left_out:
            self.reseat(talk)

    def refresh(self, talk: Session, occasion: Occasion) -> None:
        if talk.fell_away and not occasion.left_out:
            talk.state, talk.why, talk.fell_away = SessionState.PLANNED, "", False
        if talk.state != SessionState.PLANNED or talk.starts_at < self.at:
            return
        if occasion.left_out and not talk.by_hand:
            call_off(talk, occasion.quiet.words, at=self.at, by_plan=True)
            self.counts.left_out += 1
            return
        self.share(talk, occasion)
        if SAID_IN_CALENDARS & talk.changed_fields():
            talk.sequence += 1
        before = talk.revision
        talk.save()
        self.settle_units(talk)
        reseated = self.reseat(talk)
        self.counts.changed += bool(reseated or talk.revision != before)

    def reseat(self, talk: Session) -> bool:
        """Looks up again who takes part, as of the day of the talk."""
        day = talk.starts_at.astimezone(self.zone).date()
        reseated = seat(talk, self.table.seats(on=day), by_rule=True)
        invitations.bring_up_to_date(talk, at=self.at)
        return reseated

    def share(self, talk: Session, occasion: Occasion) -> None:
        series = self.series
        for name in ALWAYS_SHARED:
            setattr(talk, name, getattr(series, name))
        if talk.by_hand:
            return
        talk.title, talk.starts_at = series.name, occasion.starts_at
        for name in SHARED:
            setattr(talk, name, getattr(series, name))

    def settle_units(self, talk: Session) -> None:
        present = {row.unit_id: row for row in talk.session_units.all()}
        for unit_id, row in present.items():
            if unit_id not in self.units:
                row.delete()
        for unit in self.table.units:
            if unit.pk not in present:
                SessionUnit(session=talk, unit=unit).save()

    def drop(self, talk: Session, *, beyond: bool) -> None:
        """The rule no longer says this day. A talk with a time of its own was agreed with people: it stays."""
        ended = self.series.ended_on is not None and talk.planned_for >= self.series.ended_on
        if talk.state != SessionState.PLANNED or talk.starts_at < self.at:
            return
        if not ended and (talk.by_hand or (beyond and self.fits_later(talk))):
            self.counts.changed += self.reseat(talk)
            return
        self.counts.dropped += 1
        call_off(talk, RHYTHM_CHANGED, at=self.at, by_plan=True)

    def fits_later(self, talk: Session) -> bool:
        """Planned with a longer horizon than today’s."""
        wanted = self.occasions(talk.planned_for)
        return any(one.planned_for == talk.planned_for for one in wanted)
