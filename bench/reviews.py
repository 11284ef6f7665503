"""Times a review of a whole organisation, in a process that is warm: rehearsed, opened, watched, closed.

`python -m bench.reviews` works on the database of the moment, and changes it.
"""

import json
import time
from datetime import timedelta

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from common.history import recording  # noqa: E402
from contacts.functions import DEPUTY, HEAD  # noqa: E402
from contacts.models import Assignment, Contact  # noqa: E402
from reviews.actions import cycles  # noqa: E402
from reviews.board import Board  # noqa: E402
from reviews.models import Arrangement, Cycle  # noqa: E402
from reviews.rehearsal import rehearse  # noqa: E402
from units.models import Stewardship  # noqa: E402


def everybody_signs_in() -> None:
    """Each head and deputy gets a sign-in and may act for what they answer for."""
    held = Assignment.objects.of_units().filter(function__code__in=(HEAD, DEPUTY), contact__user=None)
    rows = list(held.values_list("contact", "unit").distinct())
    people = {contact.pk: contact for contact in Contact.objects.filter(pk__in={pk for pk, _ in rows})}
    users = {
        pk: User(email=f"signs-in-{pk}@bench.example", name=contact.name[:150], role=Role.HEAD, password="!")  # noqa: S106  none works
        for pk, contact in people.items()
    }
    with transaction.atomic(), recording(actor="bench", reason="They sign in"):
        User.objects.bulk_create_with_history(users.values())
        for pk, contact in people.items():
            contact.user = users[pk]
        Contact.objects.bulk_update_with_history(people.values())
        acts = [Stewardship(user=users[pk], unit_id=unit) for pk, unit in rows]
        Stewardship.objects.bulk_create_with_history(acts)


def plan() -> Cycle:
    today = timezone.localdate()
    by = User.objects.filter(role=Role.ADMIN).first()
    with transaction.atomic():
        cycle = cycles.plan_cycle(
            Cycle(name="Review of everything", opens_on=today, due_on=today + timedelta(days=21), run_by=by),
            by=by,
        )
        left = [row.unit for row in rehearse(cycle, on=today).problems]
        with recording(by=by, reason="Nobody is named"):
            Arrangement.objects.bulk_create_with_history(
                Arrangement(cycle=cycle, unit=unit, reason="Nobody is named") for unit in left
            )
    return cycle


def timed(work):
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as seen, transaction.atomic():
        found = work()
    return found, time.perf_counter() - began, len(seen)


def measure() -> dict[str, float]:
    everybody_signs_in()
    cycle, now = plan(), timezone.now()
    by, today = cycle.run_by, timezone.localdate()
    rehearsal, rehearsing, _ = timed(lambda: rehearse(cycle, on=today))
    cycle, opening, questions = timed(lambda: cycles.open_cycle(cycle, by=by, at=now))
    request = RequestFactory().get("/?sort=-who&page=100")
    request.user = by
    timed(lambda: Board(request, cycle).rows)
    rows, board, asked = timed(lambda: Board(request, cycle).rows)
    _, nudging, _ = timed(lambda: cycles.nudge(cycle.reviews.all(), by=by, at=now + timedelta(days=1)))
    _, closing, _ = timed(lambda: cycles.close_cycle(cycle, by=by, at=now))
    return {
        "departments": len(rehearsal.asked), "mails": rehearsal.mails, "rehearsing": rehearsing, "opening": opening,
        "questions": questions, "board": board, "board_questions": asked, "board_rows": len(rows),
        "nudging": nudging, "closing": closing,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure()))
