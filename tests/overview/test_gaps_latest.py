"""One reading serves several looks at the board, and none after something changed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from contacts.functions import HEAD
from overview.gaps import latest
from overview.gaps.reading import read_gaps
from tests.factories.contacts import AssignmentFactory, ContactFactory, PathwayFactory, PathwayStepFactory
from tests.factories.units import DependencyFactory, StewardshipFactory, UnitFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def keys():
    return {gap.key for gap in latest.read(on=TODAY).gaps}


def test_serves_every_look_while_nothing_changes(count_queries):
    UnitFactory(important=True, owned=True)
    first = latest.read(on=TODAY)
    with count_queries() as seen:
        again = latest.read(on=TODAY)
    assert (again.gaps, again.units) == (first.gaps, first.units)
    assert len(seen) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda unit: AssignmentFactory(unit=unit, contact=ContactFactory(), code=HEAD),
        lambda unit: StewardshipFactory(unit=unit),
        lambda unit: DependencyFactory(consumer=unit, critical=True, consumer_confirmed_at=timezone.now()),
        lambda unit: PathwayStepFactory(pathway=PathwayFactory(unit=unit), contact=ContactFactory()),
        lambda unit: UnitFactory(important=True, owned=True),
    ],
)
def test_is_read_anew_after_any_change(change):
    unit = UnitFactory(important=True, owned=True)
    keys()
    change(unit)
    assert keys() == {gap.key for gap in read_gaps(on=TODAY)}


def test_is_of_one_day(count_queries):
    keys()
    with count_queries() as seen:
        latest.read(on=TODAY + timedelta(1))
    assert len(seen) > 1


def test_is_not_kept_while_somebody_is_writing(count_queries):
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        latest.read(on=TODAY)
        with count_queries() as seen:
            latest.read(on=TODAY)
        assert len(seen) > 1
    finally:
        other.rollback()
        other.close()
    latest.read(on=TODAY)
    with count_queries() as seen:
        latest.read(on=TODAY)
    assert len(seen) == 1
