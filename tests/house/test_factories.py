"""Every model has a factory, and what a factory makes would pass the forms, with each of its traits."""

import importlib
import pkgutil

import factory
import pytest
from django.db import connection, transaction

from common.checks import house_models
from common.history import TrackedModel, current_recording, recording
from tests import factories
from tests.factories.units import UnitFactory
from units.models import Unit


def all_factories():
    for module in pkgutil.iter_modules(factories.__path__):
        for made in vars(importlib.import_module(f"tests.factories.{module.name}")).values():
            if isinstance(made, type) and issubclass(made, factory.Factory) and made._meta.model:
                yield made


FACTORIES = sorted(
    {made for made in all_factories() if not made._meta.abstract}, key=lambda made: made.__name__
)
STATES = [(made, trait) for made in FACTORIES for trait in [None, *made._meta.parameters] if trait != "text"]


def test_every_model_has_a_factory():
    assert {made._meta.model for made in FACTORIES} == set(house_models())


@pytest.mark.django_db
@pytest.mark.parametrize(("made", "trait"), STATES, ids=lambda value: getattr(value, "__name__", value))
def test_what_a_factory_makes_would_pass_the_forms(made, trait):
    row = made(**({trait: True} if trait else {}))
    row.refresh_from_db()
    if isinstance(row, TrackedModel):
        row.full_clean()


@pytest.mark.django_db
def test_a_factory_writes_under_the_recording_of_the_test_where_there_is_one():
    UnitFactory()
    assert Unit.history.get().history_actor == "Test"
    with recording(actor="Somebody else", reason="On purpose") as mine:
        UnitFactory(owned=True)
        assert current_recording() is mine
    assert set(Unit.history.values_list("history_actor", flat=True)) == {"Test", "Somebody else"}


@pytest.mark.django_db
def test_opening_and_closing_transactions_is_not_counted(count_queries):
    with count_queries() as seen:
        with transaction.atomic(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        assert len(seen) == 1
    assert str(seen) == "1. SELECT 1"
