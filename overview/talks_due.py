"""Departments with which a talk is due, as one person of ours sees it: by what is suggested, and nothing planned."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from dialogues.cadence import STEPS, suggest
from dialogues.choices import PromiseState
from dialogues.models import Commitment, Session
from overview.agenda_facts import Due
from units.models import Unit

MOST = 60
# Whoever was never spoken with stands behind those one has lost sight of.
NEVER = -1


def due(user, units: QuerySet, *, at: datetime, today: date) -> list[Due]:
    """Of these units, the one waited for longest first; one query."""
    here = Q(session_units__unit=OuterRef("pk"))
    seen = Session.objects.visible_to(user)
    last = seen.took_place().filter(here).order_by("-starts_at").values("starts_at")[:1]
    promises = (
        Commitment.objects.visible_to(user)
        .filter(unit=OuterRef("pk"), state=PromiseState.OPEN)
        .order_by()
        .values(all=Value(1))
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = (
        units.current()
        .filter(~Exists(seen.upcoming(at=at).filter(here)))
        .with_risk(on=today)
        .annotate(last_at=Subquery(last), promises=Subquery(promises))
        .filter(Q(last_at=None) | Q(last_at__lt=at - timedelta(days=STEPS[0])))
        .order_by(F("strategic_importance").desc(nulls_last=True), F("last_at").asc(nulls_last=True), "pk")
        .values_list("pk", "code", "name", "strategic_importance", "risk", "last_at", "promises")[:MOST]
    )
    found = [one for row in rows if (one := _due(row, today)) is not None]
    return sorted(found, key=lambda one: (-one.late_by, -(one.importance or 0), one.unit.lower(), one.code))


def _due(row: tuple, today: date) -> Due | None:
    pk, code, name, importance, risk, last_at, promises = row
    last_on = None if last_at is None else timezone.localdate(last_at)
    cadence = suggest(
        risk=risk,
        importance=importance,
        open_promises=promises or 0,
        days_since=None if last_on is None else (today - last_on).days,
    )
    late_by = NEVER if cadence.due_in is None else -cadence.due_in
    if cadence.due_in is not None and late_by < 0:
        return None
    reasons = " and ".join(cadence.reasons)
    return Due(pk, code, name, importance, True, last_on, cadence.words, reasons, late_by)


def of_ones_own(user, *, at: datetime, today: date) -> list[Due]:
    """Of the departments one answers for in the security team."""
    return due(user, Unit.objects.visible_to(user).looked_after_by(user, on=today), at=at, today=today)
