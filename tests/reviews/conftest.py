"""A review that can open: the cast's departments, each with a head who signs in and may act for it."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from reviews.actions import plans
from reviews.models import Cycle
from tests.factories.contacts import AssignmentFactory, ContactFactory

TODAY = date(2026, 11, 23)


def at_hour(hour: int) -> datetime:
    """Half past that hour of the day on which the review is to open."""
    return timezone.make_aware(datetime.combine(TODAY, time(hour, 30)))


@pytest.fixture
def clara(cast):
    """Head of the head's department; the team below it has none of its own."""
    contact = ContactFactory(
        name="Clara Whitfield", user=cast.head, email="clara@cast.example", home_unit=cast.unit
    )
    AssignmentFactory(contact=contact, unit=cast.unit)
    return contact


@pytest.fixture
def plan(cast, clara):
    """`plan(scope="below=OWN")`: a planned review, not yet checked where `checked` is False."""

    def make(*, checked=True, **values):
        values = {
            "name": "Autumn review", "scope": "below=OWN", "opens_on": TODAY, "due_on": date(2026, 12, 14),
            "run_by": cast.admin,
        } | values  # fmt: skip
        cycle = Cycle(**values)
        return plans.plan_cycle(cycle, by=cast.admin)

    return make
