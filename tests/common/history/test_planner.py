"""The planner of the database learns at once of tables that were just filled."""

import pytest
from django.db import connection, transaction

from common.history import planner, recording
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def after_commit(monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(planner, "MANY", 5)
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(autouse=True)
def empty_tables():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE units_unit, units_historicalunit")


def create(numbers):
    with recording(actor="Import", reason="Export"):
        return Unit.objects.bulk_create_with_history([Unit(code=f"P-{n}", name="New") for n in numbers])


def looked_at(seen) -> list[str]:
    return [query["sql"] for query in seen if query["sql"].startswith("ANALYZE")]


def test_tables_that_grew_are_looked_at_once_however_many_steps_it_took(after_commit, count_queries):
    with count_queries() as seen, after_commit():
        create(range(3))
        create(range(3, 6))
    assert looked_at(seen) == ['ANALYZE (SKIP_LOCKED) "units_unit", "units_historicalunit"']


def test_a_few_rows_are_not_worth_a_look(after_commit, count_queries):
    with count_queries() as seen, after_commit():
        create(range(4))
    assert looked_at(seen) == []


def test_a_small_part_of_a_large_table_is_not_worth_a_look(after_commit, count_queries):
    with after_commit():
        units = create(range(30))
    for unit in units[:5]:
        unit.headcount = 7
    with count_queries() as seen, after_commit(), recording(actor="Import", reason="Export"):
        Unit.objects.bulk_update_with_history(units[:5])
    assert looked_at(seen) == []


def test_what_was_taken_back_is_not_looked_at(after_commit, count_queries):
    with count_queries() as seen, after_commit(), transaction.atomic():
        create(range(6))
        transaction.set_rollback(True)
    assert looked_at(seen) == []


@pytest.mark.django_db(transaction=True)
def test_the_database_knows_how_much_there_is(monkeypatch):
    monkeypatch.setattr(planner, "MANY", 5)
    create(range(200))
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'units_unit'::regclass")
        assert cursor.fetchone() == (200,)
