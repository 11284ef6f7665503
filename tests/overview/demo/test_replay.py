"""The record replayed from its first row gives what the tables say today, and every past day is one of its states."""

from datetime import timedelta

import pytest
from django.db import connection

from common.asof import AsOf
from common.history.versions import tracked_fields
from common.past import looked_at, tables
from tests.overview.demo.day import DAY
from units.models import Unit

pytestmark = pytest.mark.django_db


def columns(model) -> str:
    return ", ".join(f'"{field.column}"' for field in tracked_fields(model))


def replayed(model) -> dict[int, tuple]:
    """Version after version from the first on: what was made, changed and taken away."""
    state: dict[int, tuple] = {}
    history = model.history.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT history_type, id, {columns(model)} FROM {history} ORDER BY history_date, history_id"
        )
        for kind, pk, *values in cursor.fetchall():
            if kind == "-":
                del state[pk]
            else:
                assert (pk in state) == (kind == "~"), f"{model.__name__} {pk}: {kind}"
                state[pk] = tuple(values)
    return state


def rows(table: str, model) -> dict[int, tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {columns(model)} FROM {table}")
        return {pk: tuple(values) for pk, *values in cursor.fetchall()}


@pytest.mark.parametrize("model", tables.tracked_models(), ids=lambda model: model.__name__)
def test_replaying_the_record_gives_what_is_there_today(read, model):
    assert replayed(model) == rows(f"public.{model._meta.db_table}", model)


@pytest.mark.parametrize("back", [0, 30, 200, 500])
def test_a_past_day_is_the_state_the_replay_had_then(read, back):
    day = DAY - timedelta(days=back)

    as_of = AsOf(day)
    history = Unit.history.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT ON (id) id, name, parent_id, history_type FROM {history} WHERE history_date <= %s"
            " ORDER BY id, history_date DESC, history_id DESC",
            [as_of.moment],
        )
        then = {pk: (name, parent) for pk, name, parent, kind in cursor.fetchall() if kind != "-"}
    with looked_at(as_of):
        assert {
            pk: (name, parent) for pk, name, parent in Unit.objects.values_list("id", "name", "parent")
        } == then
    assert then
