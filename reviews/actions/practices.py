"""Keeping the catalogue of habits. At most a dozen are in use: more than that no department keeps in view.

Whatever could make one more wait for one another, so that two people at once never make a thirteenth.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from common.history import recording
from reviews.models import Practice
from reviews.models.practice import MOST_PRACTICES
from reviews.ready_made import HABITS

FULL = (
    "Twelve practices are in use, and that is the most a department can keep in view. "
    "Retire one first; its judgements stay."
)
STEP = 10


@dataclass(frozen=True)
class Brought:
    """What came of bringing in the ready-made ones: how many are new, and which found no room."""

    new: int
    left_out: list[str]


@transaction.atomic
def save_practice(practice: Practice, *, on: date, by, reason: str) -> Practice:
    """Writes a new or changed one; a new one goes to the end. Raises ValidationError for the thirteenth in use."""
    new = practice.pk is None
    if new:
        refuse_one_more(on=on)
        practice.position = _last() + STEP
    with recording(by=by, reason=reason):
        practice.full_clean()
        practice.save()
    return practice


@transaction.atomic
def retire(practice: Practice, *, on: date, by, reason: str = "No longer asked") -> Practice:
    """Departments are not judged on it any more. What was judged stays."""
    with recording(by=by, reason=reason):
        practice.retired_on = on
        practice.save()
    return practice


@transaction.atomic
def bring_back(practice: Practice, *, on: date, by, reason: str = "Asked again") -> Practice:
    """Raises ValidationError where there is no room for it."""
    refuse_one_more(on=on)
    with recording(by=by, reason=reason):
        practice.retired_on = None
        practice.save()
    return practice


@transaction.atomic
def move(practice: Practice, *, steps: int, on: date, by) -> int:
    """Moves it up (-1) or down (+1) among those in use, as far as there is room. Gives its place, from 1."""
    _one_at_a_time()
    rows = list(Practice.objects.in_use(on=on))
    now = [row.pk for row in rows].index(practice.pk)
    place = min(max(now + steps, 0), len(rows) - 1)
    rows.insert(place, rows.pop(now))
    with recording(by=by, reason="Put in another order"):
        for number, row in enumerate(rows, start=1):
            row.position = number * STEP
        Practice.objects.bulk_update_with_history(rows)
    return place + 1


@transaction.atomic
def bring(*, on: date, by, reason: str = "Ready-made practices brought in") -> Brought:
    """Brings in those of the ready-made dozen that are not there yet, under any name their row ever had, as far as
    there is room."""
    room = _room(on=on)
    present = Practice.objects.values("pk")
    known = {name.lower() for name in Practice.history.filter(id__in=present).values_list("name", flat=True)}
    missing = [habit for habit in HABITS if habit.name.lower() not in known]
    last = _last()
    with recording(by=by, reason=reason):
        made = Practice.objects.bulk_create_with_history(
            Practice(
                name=habit.name,
                function=habit.function,
                why=habit.why,
                **dict(zip(("not_yet", "ad_hoc", "documented", "managed"), habit.levels, strict=True)),
                position=last + STEP * place,
            )
            for place, habit in enumerate(missing[:room], start=1)
        )
    return Brought(len(made), [habit.name for habit in missing[room:]])


def refuse_one_more(*, on: date) -> None:
    if _room(on=on) <= 0:
        raise ValidationError(FULL)


def _room(*, on: date) -> int:
    _one_at_a_time()
    return max(0, MOST_PRACTICES - Practice.objects.in_use(on=on).count())


def _last() -> int:
    return max(Practice.objects.values_list("position", flat=True), default=0)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reviews.practices'))")
