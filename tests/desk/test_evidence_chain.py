"""Anchors seal the record: whatever is changed behind them is found, and authorised redactions are accounted for."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from common.history import recording
from common.history.triggers import create_triggers, drop_triggers
from desk.evidence import chain, checking, digests, latest
from desk.models import EvidenceAnchor, Heartbeat
from desk.redaction import redact
from desk.tasks import take_anchor as task
from tests.factories.accounts import UserFactory
from tests.factories.units import FormerCodeFactory, UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db
UNITS = "units_historicalunit"
NOW = timezone.now()
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
THEN = NOW - DAY


def run(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit would hold up ALTER TABLE
        cursor.execute(sql, params or None)


@pytest.fixture
def tampering():
    """`tampering(sql)`: what somebody does who owns the database and switches its guards off."""

    def tamper(sql, *params, table=UNITS):
        run(drop_triggers(table))
        run(sql, *params)
        run(create_triggers(table))

    return tamper


@pytest.fixture
def unit():
    """Recorded yesterday, in two versions."""
    with recording(actor="Test", reason="Begins", at=THEN):
        unit, ana = UnitFactory(code="A-1", name="Zanzibar", notes="Ring 0190"), UserFactory(name="Ana")
    with recording(by=ana, reason="Zanzibar grows", at=THEN + HOUR):
        unit.headcount = 12
        unit.save()
    return unit


def problems() -> list[str]:
    return [problem for segment in checking.segments() for problem in segment.problems]


class TestTheChain:
    def test_an_anchor_seals_all_versions_up_to_an_hour_back(self, unit):
        anchor = chain.take_anchor(at=NOW)
        assert anchor.up_to == NOW - HOUR
        assert anchor.tables[UNITS]["versions"] == 2
        assert anchor.versions == anchor.total == sum(t["versions"] for t in anchor.tables.values())
        assert latest() == anchor
        assert problems() == []

    def test_what_was_written_within_the_hour_waits_for_the_next_anchor(self, unit):
        assert chain.take_anchor(at=THEN + HOUR).tables[UNITS]["versions"] == 1
        assert chain.take_anchor(at=NOW).tables[UNITS]["versions"] == 1

    def test_an_anchor_stops_before_what_somebody_still_writes(self, unit):
        other = connection.copy()
        try:
            other.set_autocommit(False)
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_current_xact_id(), now()")
                [(_, begun)] = cursor.fetchall()
            assert chain.take_anchor(at=begun + 3 * HOUR).up_to == begun - chain.SLACK
        finally:
            other.close()

    def test_each_anchor_stands_on_the_one_before(self, unit):
        first = chain.take_anchor(at=NOW - 2 * HOUR)
        second = chain.take_anchor(at=NOW)
        assert (second.number, second.previous, second.versions) == (2, first, 0)
        assert second.total == first.total
        assert second.hash != first.hash
        assert problems() == []

    def test_nothing_is_sealed_twice(self, unit):
        chain.take_anchor(at=NOW)
        with pytest.raises(chain.NothingNew, match="an hour back"):
            chain.take_anchor(at=NOW + timedelta(seconds=5))

    def test_that_a_version_was_followed_by_another_changes_no_hash(self, unit):
        chain.take_anchor(at=NOW)
        with recording(by=UserFactory(), reason="Later"):
            unit.name = "Zanzibar West"
            unit.save()
        assert problems() == []

    def test_columns_that_come_later_are_no_part_of_what_was_sealed(self, unit):
        chain.take_anchor(at=NOW)
        run(f"ALTER TABLE {UNITS} ADD COLUMN colour text NOT NULL DEFAULT 'blue'")
        assert problems() == []

    def test_a_column_that_goes_is_said(self, unit):
        chain.take_anchor(at=NOW)
        run(f"ALTER TABLE {UNITS} DROP COLUMN work_mode CASCADE")
        assert problems() == ["Units: cannot be worked out again, work_mode is not kept any more."]

    def test_the_day_of_the_chain_is_one_chore(self, unit):
        task()
        task()
        assert EvidenceAnchor.objects.count() == 1
        assert Heartbeat.objects.filter(name=chain.NAME).exists()

    @pytest.mark.parametrize("table", ["desk_evidenceanchor", "desk_evidenceshape"])
    @pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}"])
    def test_nobody_changes_an_anchor(self, unit, table, sql):
        chain.take_anchor(at=NOW)
        with pytest.raises(Exception, match="append-only"):
            run(sql.format(table))


class TestTampering:
    @pytest.mark.parametrize(
        ("sql", "said"),
        [
            (f"UPDATE {UNITS} SET name = 'Falsified' WHERE history_type = '+'", "something in 2 versions was changed"),
            (f"UPDATE {UNITS} SET history_actor = 'Somebody else'", "something in 2 versions was changed"),
            (f"UPDATE {UNITS} SET history_date = history_date - interval '1 second'", "was changed"),
            (f"DELETE FROM {UNITS} WHERE history_type = '~'", "1 version of 2 missing"),
        ],
    )  # fmt: skip
    def test_what_is_changed_behind_an_anchor_is_found(self, unit, tampering, sql, said):
        chain.take_anchor(at=NOW)
        tampering(sql)
        assert said in " ".join(problems())

    def test_only_the_segment_that_was_touched_differs(self, unit, tampering):
        chain.take_anchor(at=NOW - 2 * HOUR)
        with recording(actor="Test", reason="Another", at=NOW - 2 * HOUR):
            UnitFactory(code="A-2")
        chain.take_anchor(at=NOW)
        tampering(f"UPDATE {UNITS} SET name = 'Falsified' WHERE code = 'A-1'")
        assert [bool(segment.problems) for segment in checking.segments()] == [True, False]

    def test_a_version_dated_behind_an_anchor_is_found(self, unit):
        chain.take_anchor(at=NOW)
        with recording(by=UserFactory(), reason="Backdated", at=THEN):
            FormerCodeFactory(unit=unit)
        assert any("that the anchor does not know" in problem for problem in problems())

    def test_an_anchor_made_to_fit_is_found(self, unit):
        anchor = chain.take_anchor(at=NOW)
        run("ALTER TABLE desk_evidenceanchor DISABLE TRIGGER srrm_kept")
        run("UPDATE desk_evidenceanchor SET tables = '{}', versions = 0 WHERE id = %s", anchor.pk)
        assert checking.FORGED in problems()


class TestRedactions:
    def hide(self, unit):
        return redact(
            Unit, [unit.pk], {"name": "A department", "notes": ""}, label="A department", identifying=["notes"],
            rule="People who left", reason="It is time", actor="Retention", at=NOW,
        )  # fmt: skip

    def test_what_an_authorised_redaction_changed_is_accounted_for(self, unit):
        with recording(actor="Test", reason="Named", at=THEN):
            FormerCodeFactory(unit=unit)
        chain.take_anchor(at=NOW)
        entry = self.hide(unit)
        [segment] = checking.segments()
        assert segment.problems == []
        assert segment.redacted == {entry.pk: 3}  # two of the department, one that called it by its name
        assert "3 versions made unreadable" in checking.redactions_said(segment.redacted)[0]

    def test_a_second_redaction_of_the_same_version_is_too(self, unit):
        chain.take_anchor(at=NOW)
        self.hide(unit)
        redact(Unit, [unit.pk], {"headcount": None}, rule="Another", reason="Also", actor="R", at=NOW)
        assert problems() == []

    def test_anchors_taken_afterwards_seal_what_is_left(self, unit):
        chain.take_anchor(at=THEN + HOUR)
        self.hide(unit)
        chain.take_anchor(at=NOW + 2 * HOUR)
        self.hide(unit)
        assert problems() == []

    def test_a_change_beside_the_redaction_is_still_found(self, unit, tampering):
        chain.take_anchor(at=NOW)
        self.hide(unit)
        tampering(f"UPDATE {UNITS} SET history_actor = 'Somebody else' WHERE history_type = '+'")
        assert problems() == ["Units: 1 version changed after an authorised redaction, and not by one."]

    def test_a_log_with_a_line_less_is_found(self, unit):
        chain.take_anchor(at=NOW)
        self.hide(unit)
        chain.take_anchor(at=NOW + 2 * HOUR)
        run("ALTER TABLE desk_redactedversion DISABLE TRIGGER srrm_kept")
        run("DELETE FROM desk_redactedversion WHERE id = (SELECT max(id) FROM desk_redactedversion)")
        assert checking.LOG in problems()


def test_every_table_of_the_record_is_in_the_chain():
    assert set(digests.tables()) == {
        model._meta.db_table for model in apps.get_models() if hasattr(model, "history_type")
    }
