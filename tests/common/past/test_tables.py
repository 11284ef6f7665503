"""The schema that holds the past: one view for each tracked table, and what it says of now is what the table says."""

import re

import pytest
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from common import asof
from common.history import TrackedModel, recording
from common.past import looked_at, schema, tables
from tests.factories.units import AssetFactory, UnitFactory
from tests.fixtures.past import BEFORE, DAY, then


def seen() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.views WHERE table_schema = 'past'")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_every_tracked_table_has_its_past():
    versions = {model.history.model._meta.db_table for model in tables.tracked_models()}
    assert seen() == tables.live_tables() | versions


@pytest.mark.django_db
def test_a_schema_that_fits_is_left_alone_and_one_that_does_not_is_made_again():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'past.units_unit'::regclass::oid")
        [before] = cursor.fetchone()
        schema.make()
        cursor.execute("SELECT 'past.units_unit'::regclass::oid")
        assert cursor.fetchone()[0] == before
        cursor.execute("COMMENT ON SCHEMA past IS 'of an older version'")
        schema.make()
        cursor.execute("SELECT 'past.units_unit'::regclass::oid")
        assert cursor.fetchone()[0] != before


@pytest.mark.django_db
def test_a_migration_that_changes_nothing_takes_nothing_away():
    schema.take_away(plan=[])
    assert seen()
    schema.take_away(plan=["something"])
    assert not seen()
    schema.make()
    assert seen()


@pytest.mark.django_db
def test_while_tables_are_not_yet_what_the_models_say_there_is_no_past():
    schema.take_away(plan=["something"])
    MigrationRecorder(connection).migration_qs.filter(app="goals").delete()
    schema.make()
    assert not seen()


@pytest.mark.django_db
def test_words_are_looked_for_as_they_were_then(cast):
    unit = UnitFactory(code="KOS", name="Kostić & Söhne", purpose="Räder  drehen")
    asset = AssetFactory(unit=unit, name="Prägestempel Nº 5", description="")
    for model, row in ((type(unit), unit), (type(asset), asset)):
        with connection.cursor() as cursor:
            texts = [getattr(row, name) for name in model.words_of]
            cursor.execute(
                "SELECT past.folded(concat_ws(' ', %s, %s, %s))", [*texts, *[None] * (3 - len(texts))]
            )
            assert cursor.fetchone()[0] == row.words


@pytest.mark.django_db
def test_the_moment_is_read_once_a_query_and_a_plan_kept_for_one_day_does_not_serve_another():
    with then(BEFORE):
        unit = UnitFactory(name="Bookshop")
    with then(DAY):
        unit.name = "Web shop"
        unit.save()
    with connection.cursor() as cursor:
        with looked_at(asof.AsOf(BEFORE)):
            cursor.execute("PREPARE kept AS SELECT name FROM units_unit")
        for day, name in ((BEFORE, "Bookshop"), (DAY, "Web shop"), (BEFORE, "Bookshop")):
            with looked_at(asof.AsOf(day)):
                cursor.execute("EXECUTE kept")
                assert cursor.fetchall() == [(name,)]
                cursor.execute("EXPLAIN SELECT name FROM units_unit")
                assert not re.search(r"as_of|moment", str(cursor.fetchall()))
        cursor.execute("DEALLOCATE kept")


@pytest.mark.django_db
def test_what_was_deleted_is_there_until_then():
    with then(BEFORE):
        asset = AssetFactory()
    with then(DAY):
        asset.delete()
    for day, there in ((BEFORE, True), (DAY, False), (asof.today(), False)):
        with looked_at(asof.AsOf(day)):
            assert type(asset).objects.filter(name=asset.name).exists() is there


@pytest.mark.django_db
def test_nothing_can_be_written_and_afterwards_everything_is_as_before(cast):
    yesterday = asof.AsOf(asof.today())
    with looked_at(yesterday):
        assert not cast.ciso.has_perm("units.change_unit")
        assert cast.ciso.has_perm("units.view_unit")
        with pytest.raises(Exception, match=r"read-only|cannot insert"), transaction.atomic():
            UnitFactory(name="Too late")
    assert cast.ciso.has_perm("units.change_unit")
    with recording(by=cast.ciso, reason="x"):
        UnitFactory(name="In time")


def test_what_is_tracked_is_all_there_is():
    assert all(issubclass(model, TrackedModel) for model in tables.tracked_models())
    assert len(tables.tracked_models()) > 50
