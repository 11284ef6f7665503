"""Carries out the table of retention, some rows at a time, and says how much is due."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from common import retention
from desk.models import Heartbeat

log = logging.getLogger(__name__)

BATCH = 200
BATCHES = 5  # in one run; the next one goes on
EVERY = timedelta(hours=1)
SOON = timedelta(days=30)
ACTOR = "Retention"


@dataclass(frozen=True)
class Due:
    """One rule, and of how many rows the time has run out or soon will have; None where the reader may not know."""

    rule: retention.Rule
    now: int | None
    soon: int | None


def table(on: date, hidden: Collection[str] = ()) -> list[Due]:
    """`hidden`: labels of the models of which nothing is counted: that would tell that something is there."""
    found = []
    for rule in retention.rules():
        if rule.model in hidden:
            found.append(Due(rule, None, None))
            continue
        now = rule.due(on).count()
        found.append(Due(rule, now, rule.due(on + SOON).count() - now))
    return found


def carry_out_due(*, on: date, at: datetime) -> None:
    """What is due on that day. A second run meanwhile does nothing; a rule that fails holds up no other."""
    if not _alone():
        return
    for rule in retention.rules():
        try:
            _carry_out(rule, on, at)
        except Exception:
            log.exception("What is due under “%s” could not be carried out", rule)
    Heartbeat.objects.beat(Heartbeat.RETENTION)


def _carry_out(rule: retention.Rule, on: date, at: datetime) -> None:
    for _ in range(BATCHES):
        with transaction.atomic():
            ids = rule.ids(on, BATCH)
            if not ids:
                return
            rule.carry_out(ids, at=at)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('srrm.retention', 0))")
        return cursor.fetchone()[0]
