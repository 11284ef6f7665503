"""A department closes or is split: its talks ahead, open promises and what it wants to talk about go to its heirs. What
was held stays where it was."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from common.history import recording
from dialogues import invitations
from dialogues.actions.calling_off import call_off, end_series
from dialogues.actions.materialise import materialise_series
from dialogues.choices import PromiseState
from dialogues.models import Commitment, Participation, Series, SeriesUnit, Session, SessionUnit, Topic
from units.choices import Status
from units.models import Unit
from units.shares import Shares, Thing

ENDED = "The department no longer exists"


@transaction.atomic
def hand_over(from_unit: Unit, shares: Shares, *, by, on: date, at: datetime, reason: str) -> None:
    """Recurring talks go on with the heir; one that is left without any department ends, and a single one is called
    off. Where nobody takes over, promises and topics go to the unit above, and end where there is none."""
    with recording(by=by, reason=reason):
        _series(from_unit, shares, by=by, on=on, at=at)
        _single_talks(from_unit, shares, at=at)
        _promises(from_unit, shares, by=by, at=at)
        _topics(from_unit, shares, at=at)


@transaction.atomic
def plan_again(talks: set[int], *, by, at: datetime, reason: str) -> None:
    """After talks were put back as they were: their people's calendars are told, by a newer version than any so far."""
    rows = Session.objects.select_for_update(of=("self",)).filter(pk__in=talks, invite=True)
    newest = dict(
        Session.history.model.objects.filter(id__in=talks)
        .order_by("id", "sequence")
        .values_list("id", "sequence")
    )
    with recording(by=by, reason=reason):
        for talk in rows.upcoming(at=at).order_by("pk"):
            talk.sequence = newest[talk.pk] + 1
            talk.save()
            invitations.bring_up_to_date(talk, at=at)


def upcoming_series(unit: Unit, *, on: date):
    """Recurring talks with the department that go on."""
    return Series.objects.running(on=on).filter(series_units__unit=unit)


def single_talks(unit: Unit, *, at: datetime):
    """Planned talks ahead with the department that belong to no series."""
    return Session.objects.upcoming(at=at).filter(series__isnull=True, session_units__unit=unit)


def open_promises(unit: Unit):
    return Commitment.objects.unsettled().filter(unit=unit)


def open_topics(unit: Unit):
    return Topic.objects.filter(unit=unit, session__isnull=True, withdrawn_at__isnull=True)


def _series(from_unit: Unit, shares: Shares, *, by, on: date, at: datetime) -> None:
    for series in upcoming_series(from_unit, on=on).order_by("pk"):
        heir = shares.heir(Thing.SERIES, series.pk)
        if heir is not None and heir.pk == from_unit.pk:
            continue
        if _replace(series.series_units.all(), from_unit, heir):
            materialise_series(series.pk, on=timezone.localdate(at), at=at, by=by)
        else:
            end_series(series, on=on + timedelta(1), because=ENDED, by=by, at=at)


def _single_talks(from_unit: Unit, shares: Shares, *, at: datetime) -> None:
    for talk in single_talks(from_unit, at=at).select_for_update(of=("self",)).order_by("pk"):
        heir = shares.heir(Thing.TALKS, talk.pk)
        if heir is not None and heir.pk == from_unit.pk:
            continue
        if not _replace(talk.session_units.all(), from_unit, heir):
            call_off(talk, ENDED, at=at)
        elif heir is not None:
            rows = list(Participation.objects.filter(session=talk, unit=from_unit))
            for row in rows:
                row.unit = heir
            Participation.objects.bulk_update_with_history(rows)


def _replace(rows, from_unit: Unit, heir: Unit | None) -> bool:
    """Puts the heir in the place of the unit; whether any department is left. The last one stays named."""
    sides: list[SeriesUnit | SessionUnit] = list(rows.select_related("unit"))
    others = [row for row in sides if row.unit_id != from_unit.pk]
    for row in sides:
        if row.unit_id != from_unit.pk:
            continue
        if heir is not None and heir.pk not in {other.unit_id for other in others}:
            row.unit = heir
            row.save()
        elif others:
            row.delete()
    return bool(others) or heir is not None


def _above(unit: Unit) -> Unit | None:
    above = unit.parent
    return above if above is not None and above.status != Status.CLOSED else None


def _promises(from_unit: Unit, shares: Shares, *, by, at: datetime) -> None:
    rows = list(open_promises(from_unit).select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        heir = shares.heir(Thing.PROMISES, row.pk) or _above(from_unit)
        if heir is not None:
            row.unit = heir
        else:
            row.state, row.because = PromiseState.DROPPED, ENDED
            row.settled_at, row.settled_by = at, by
    Commitment.objects.bulk_update_with_history(rows)


def _topics(from_unit: Unit, shares: Shares, *, at: datetime) -> None:
    rows = list(open_topics(from_unit).select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        heir = shares.heir(Thing.TOPICS, row.pk) or _above(from_unit)
        if heir is not None:
            row.unit = heir
        else:
            row.withdrawn_at = at
    Topic.objects.bulk_update_with_history(rows)
