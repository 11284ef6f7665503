"""Weekly readings tell a trend and what is new; they are not kept for ever."""

from collections.abc import Iterable
from datetime import date, datetime

from common.retention import Rule, Term, register
from overview.models import GapReading

TERM = Term(months=36)


def old_readings(on: date):
    readings = GapReading.objects.filter(taken_on__lte=TERM.before(on))
    return readings.order_by("taken_on", "pk")


def remove_readings(ids: Iterable[int], *, at: datetime) -> None:
    GapReading.objects.filter(pk__in=list(ids)).delete()


def register_rules() -> None:
    register(
        Rule(
            key="overview.gap_readings",
            model="overview.GapReading",
            what="Weekly readings of what is to settle",
            fields="which gap stood open, how pressing, of which department",
            after=TERM,
            since="the day of the reading",
            happens="They are removed. What was decided about gaps stays in the record.",
            due=old_readings,
            carry_out=remove_readings,
        )
    )
