"""Every table of the record refuses what would falsify it; every model of ours is tracked or says why not."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import connection, models

from common.checks import check_model
from common.history.triggers import TRIGGERS, drop_triggers
from tests.factories.units import UnitFactory
from tests.fixtures.record import refused
from units.models import Unit

VERSIONS = [model for model in apps.get_models() if hasattr(model, "history_type")]


def test_no_system_check_complains():
    assert run_checks() == []


def ids(errors):
    return {error.id for error in errors}


class TestTheChecksCanFail:
    """Each fault is planted once."""

    def test_an_untracked_model_without_a_reason(self):
        class Loose(models.Model):  # noqa: DJ008
            class Meta:
                app_label = "planted"

        assert ids(check_model(Loose)) == {"srrm.E001"}

    def test_a_model_that_says_why_it_leaves_no_history(self):
        class Draft(models.Model):  # noqa: DJ008
            untracked_because = "It is a draft."

            class Meta:
                app_label = "planted"

        assert check_model(Draft) == []

    def test_a_reference_that_would_be_emptied_silently(self, monkeypatch):
        monkeypatch.setattr(Unit._meta.get_field("owner").remote_field, "on_delete", models.SET_NULL)
        assert ids(check_model(Unit)) == {"srrm.E002"}

    def test_a_many_to_many_without_a_tracked_through_model(self, monkeypatch):
        friends = models.ManyToManyField("accounts.User", related_name="+")
        friends.concrete, friends.name, friends.remote_field.through = (
            True,
            "friends",
            type("Through", (), {}),
        )
        monkeypatch.setattr(Unit._meta, "get_fields", lambda: [friends])
        assert ids(check_model(Unit)) == {"srrm.E003"}

    def test_a_model_that_does_not_say_who_may_read_it(self, monkeypatch):
        monkeypatch.setattr(Unit, "audiences", None)
        assert ids(check_model(Unit)) == {"srrm.E004"}

    def test_an_unguarded_base_manager(self, monkeypatch):
        monkeypatch.setattr(Unit._meta, "base_manager_name", None)
        assert ids(check_model(Unit)) == {"srrm.E005"}

    def test_a_sound_model(self):
        assert check_model(Unit) == []


@pytest.mark.django_db
@pytest.mark.parametrize("version", VERSIONS, ids=lambda model: model.__name__)
def test_every_table_of_the_record_carries_the_triggers(version):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [version._meta.db_table],
        )
        found = {name for (name,) in cursor.fetchall()}
    assert found >= {f"srrm_{name}" for name in TRIGGERS}


@pytest.mark.django_db
class TestTheTriggers:
    TABLE = "units_historicalunit"

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE {} SET name = 'falsified'",
            "UPDATE {} SET valid_to = now()",
            "UPDATE {} SET valid_to = NULL",
            "UPDATE {} SET history_actor = 'somebody else'",
            "DELETE FROM {}",
        ],
    )
    def test_nothing_but_a_new_version_changes_the_record(self, sql):
        UnitFactory()
        assert refused(sql.format(self.TABLE))

    def test_emptying_is_refused(self):
        UnitFactory()
        assert refused(f"TRUNCATE {self.TABLE}")

    def test_without_the_triggers_the_same_words_go_through(self):
        """The law above can fail: without its guard the record is an ordinary table."""
        UnitFactory()
        with connection.cursor() as cursor:
            cursor.execute(drop_triggers(self.TABLE))
        assert not refused(f"UPDATE {self.TABLE} SET name = 'falsified'")
        assert Unit.history.first().name == "falsified"
