"""An empty database gets its tables in one step for each app, an older one in the steps it has not taken yet. Both lead
to the same."""

import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.writer import MigrationWriter


@pytest.fixture(scope="module")
def loaded():
    return MigrationLoader(None)


@pytest.fixture(scope="module")
def loaded_as_it_grew():
    return MigrationLoader(None, replace_migrations=False)


@pytest.fixture(scope="module")
def short(loaded):
    """The step that stands for several, for each app that has one."""
    steps = loaded.disk_migrations.items()
    return {key: step for key, step in steps if step.replaces and key[0] in settings.OWN_APPS}


def tables(loaded, keys) -> dict:
    models = loaded.project_state(list(keys)).models
    return {key: told(model) for key, model in models.items() if key[0] in settings.OWN_APPS}


def told(model) -> tuple:
    """In which order indexes were made does not matter; in which order columns were does."""
    options = {name: value for name, value in model.options.items() if value not in ([], ())}
    for name in {"indexes", "constraints"} & options.keys():
        options[name] = sorted(options[name], key=lambda one: one.name)
    columns = [(name, MigrationWriter.serialize(field)[0]) for name, field in model.fields.items()]
    return columns, options, model.bases


def written(steps) -> list[str]:
    """What is done besides making tables."""
    done = [operation for step in steps for operation in step.operations]
    sql = [operation.sql for operation in done if isinstance(operation, RunSQL)]
    code = [operation.code.__qualname__ for operation in done if isinstance(operation, RunPython)]
    return sorted(sql + code)


def test_one_step_leads_to_the_same_tables_as_many(loaded, loaded_as_it_grew, short):
    made = tables(loaded, short)
    assert len(made) > 100
    assert made == tables(loaded_as_it_grew, [step.replaces[-1] for step in short.values()])


def test_one_step_leads_to_the_same_guards_and_rows_as_many(loaded_as_it_grew, short):
    many = [loaded_as_it_grew.disk_migrations[key] for step in short.values() for key in step.replaces]
    assert written(short.values()) == written(many)


def test_one_step_names_all_that_it_stands_for(loaded_as_it_grew, short):
    for (app, name), step in short.items():
        known = {other for label, other in loaded_as_it_grew.disk_migrations if label == app} - {name}
        last = step.replaces[-1][1]
        assert [other for _, other in step.replaces] == sorted(other for other in known if other <= last)
