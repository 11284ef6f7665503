"""Building the demo organisation: the same every time, only once, and never in the way of a real one."""

import json
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from overview.demo import build
from overview.demo.people import SIGN_INS
from tests.factories.units import UnitFactory
from units.models import Unit

DAY = date(2026, 3, 11)


def history_models():
    return [model for model in apps.get_models() if hasattr(model, "history_type")]


def contents():
    """Everything that does not depend on numbers the database gives out, less what the installation had before: that
    is removed when the demo is added, not on a day of its story."""
    rows = {}
    for model in history_models():
        skip = {"history_id", "history_group", "valid", "valid_to", "history_user_id", "history_subjects"}
        skip |= {"key"} if model.__name__.startswith("HistoricalGap") else set()  # names a unit by its number
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if field.attname not in skip and not field.attname.endswith("id")
        ]
        rows[model.__name__] = sorted(
            json.dumps(row, default=str)
            for row in model.objects.exclude(history_actor="SRRM", history_type="-").values_list(*names)
        )
    return rows


@pytest.mark.django_db
def test_two_builds_of_the_same_day_tell_the_same_story():

    told = []
    for _ in range(2):
        with transaction.atomic():
            build.build(on=DAY)
            told.append(contents())
            transaction.set_rollback(True)
    assert told[0] == told[1]


@pytest.mark.django_db
def test_a_second_run_changes_nothing():
    said = [StringIO(), StringIO()]
    call_command("demo", stdout=said[0])
    before = contents()
    call_command("demo", stdout=said[1])
    assert contents() == before
    assert said[0].getvalue() == said[1].getvalue()
    assert all(person.address in said[0].getvalue() for person in SIGN_INS)


@pytest.mark.django_db
def test_a_real_organisation_is_never_mixed_with_the_invented_one():
    UnitFactory(code="REAL")
    said = StringIO()
    call_command("demo", stdout=said)
    assert "not added" in said.getvalue()
    assert Unit.objects.count() == 1


@pytest.mark.django_db
def test_production_refuses_unless_forced(settings, monkeypatch):
    built = []
    monkeypatch.setattr(build, "build", lambda *, on, at: built.append(on))
    settings.LOCAL = False
    with pytest.raises(CommandError, match="everybody knows the passwords"):
        call_command("demo", stdout=StringIO())
    assert not built
    call_command("demo", "--force", stdout=StringIO())
    assert built
