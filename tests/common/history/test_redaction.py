"""What is redacted can be read nowhere in the record; the database lets nobody near it another way."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from common.history import recording
from common.history.wording import blanked, without
from desk.models import Redaction
from desk.redaction import redact
from tests.factories.accounts import UserFactory
from tests.factories.desk import RedactionFactory
from tests.factories.units import FormerCodeFactory, IncidentUnitFactory, UnitFactory, UnitObligationFactory
from units.models import FormerCode, IncidentUnit, Unit, UnitObligation

pytestmark = pytest.mark.django_db
VERSIONS = "units_historicalunit"


def run(sql, *params) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def refused(sql, *params) -> str:
    """The words of the refusal, or nothing."""
    try:
        with transaction.atomic():
            run(sql, *params)
    except DatabaseError as error:
        return str(error).splitlines()[0]
    return ""


def open_redaction(entry) -> None:
    run("SELECT set_config('srrm.redaction', %s, true)", str(entry))


def hidden(unit, **kwargs) -> Redaction:
    """The unit is called “A department” from now on, and has no notes."""
    return redact(
        Unit, [unit.pk], {"name": "A department", "notes": "", "parent": None}, label="A department",
        identifying=["notes"], rule="Test", reason="It is time", actor="Retention", at=timezone.now(), **kwargs,
    )  # fmt: skip


def everything() -> str:
    """All tables of ours in one text."""
    tables = run("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    return "\n".join(row for (t,) in tables for (row,) in run(f'SELECT to_jsonb(t)::text FROM "{t}" t'))


class TestWhatIsTakenOut:
    @pytest.fixture
    def unit(self):
        parent = UnitFactory(name="Parent")
        unit = UnitFactory(code="SECRET-1", name="Zanzibar", notes="Ring 0190", headcount=3, parent=parent)
        with recording(by=UserFactory(name="Ana"), reason="Zanzibar grows, ring 0190"):
            unit.name, unit.notes, unit.headcount = "Zanzibar West", "Ring 0190 or 0191", 5
            unit.save()
            UnitFactory(code="OTHER", name="Bystander")
        return unit

    def test_the_row_and_all_its_versions(self, unit):
        hidden(unit)
        unit.refresh_from_db()
        assert (unit.name, unit.notes, unit.parent, unit.headcount) == ("A department", "", None, 5)
        assert set(unit.history.values_list("name", "notes", "parent_id", "history_label")) == {
            ("A department", "", None, "A department")
        }
        assert [v.history_changes for v in unit.history.order_by("history_id")] == [
            {},
            {
                "name": ["redacted", "redacted"],
                "notes": ["redacted", "redacted"],
                "headcount": ["3", "5"],
            },
            {"name": ["redacted", "A department"], "notes": ["redacted", ""], "parent": ["redacted", ""]},
        ]

    def test_that_it_happened_when_and_by_whom_stays(self, unit):
        columns = ("history_id", "id", "history_date", "history_type", "history_actor", "history_group")
        before = list(unit.history.order_by("history_id").values_list(*columns))
        hidden(unit)
        after = list(unit.history.order_by("history_id").values_list(*columns))
        assert after[:-1] == before
        assert unit.history.order_by("history_id").last().history_change_reason == "It is time"

    def test_its_name_in_reasons_also_where_they_stand_beside_others(self, unit):
        hidden(unit)
        reason = "A department grows, redacted"
        assert Unit.history.get(code="OTHER").history_change_reason == reason
        assert unit.history.order_by("history_id")[1].history_change_reason == reason

    def test_what_it_was_called_elsewhere(self, unit):
        binding = UnitObligationFactory(unit=unit, obligation__name="GDPR")
        IncidentUnitFactory(unit=unit, incident__title="Fire")
        child = UnitFactory(name="Child", parent=unit)
        with recording(actor="Test", reason="Moves"):
            child.parent = UnitFactory(name="Elsewhere")
            child.save()
            FormerCodeFactory(unit=unit, code="OLD").delete()
        hidden(unit)
        assert UnitObligation.history.get().history_label == "GDPR binds A department"
        assert UnitObligation.history.get().history_labels == {"obligation": "GDPR", "unit": "A department"}
        assert IncidentUnit.history.get().history_labels["unit"] == "A department"
        moved = Unit.history.filter(id=child.pk).latest()
        assert moved.history_changes["parent"] == ["A department", "Elsewhere"]
        assert set(FormerCode.history.values_list("history_label", flat=True)) == {"A department was OLD"}
        assert binding.unit_id == unit.pk
        assert "Zanzibar" not in everything()
        assert "Ring 0190 or" not in everything()

    def test_another_of_the_same_name_keeps_it(self, unit):
        twin = UnitFactory(name="Zanzibar West")
        UnitFactory(name="Child", parent=twin)
        hidden(unit)
        assert Unit.history.get(id=twin.pk).history_label == "Zanzibar West"
        assert Unit.history.get(name="Child").history_labels["parent"] == "Zanzibar West"

    def test_what_is_gone_already(self, unit):
        pk = unit.pk
        with recording(actor="Test", reason="Gone"):
            unit.delete()
        hidden(Unit(pk=pk))
        assert set(Unit.history.filter(id=pk).values_list("name", "history_type")) == {
            ("A department", "+"), ("A department", "~"), ("A department", "-"),
        }  # fmt: skip

    def test_twice_is_once(self, unit):
        hidden(unit)
        before = Unit.history.count()
        assert hidden(unit).versions == 0
        assert Unit.history.count() == before

    def test_the_log_says_what_was_done_and_not_what_was_there(self, unit):
        by = UserFactory(name="Bo")
        entry = redact(
            Unit, [unit.pk], {"notes": ""}, rule="By hand", reason="They asked", by=by, at=timezone.now()
        )
        entry.refresh_from_db()
        assert (entry.model, entry.object_ids, entry.fields) == ("units.Unit", [unit.pk], ["notes"])
        assert (entry.by, entry.actor, entry.rule, entry.reason) == (by, "Bo", "By hand", "They asked")
        assert entry.versions == 3
        assert unit.history.latest().history_group == entry.record_group

    def test_nothing_is_open_afterwards(self, unit):
        hidden(unit)
        assert "append-only" in refused(f"UPDATE {VERSIONS} SET name = 'falsified'")

    def test_a_redaction_that_fails_leaves_neither_entry_nor_opening(self, unit, monkeypatch):
        monkeypatch.setattr("common.history.redaction._rewrite_reasons", lambda progress: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            hidden(unit)
        assert not Redaction.objects.exists()
        assert unit.history.latest().name == "Zanzibar West"
        assert "append-only" in refused(f"UPDATE {VERSIONS} SET name = 'falsified'")

    def test_the_number_of_questions_does_not_grow(self, count_queries):
        def questions(number: int) -> int:
            units = [UnitFactory(notes=f"n{n}") for n in range(number)]
            for unit in units:
                UnitObligationFactory(unit=unit)
            with count_queries() as seen:
                redact(
                    Unit, [unit.pk for unit in units], {"name": "X", "notes": ""}, label="X",
                    identifying=["notes"], rule="Test", reason="Time", actor="Retention", at=timezone.now(),
                )  # fmt: skip
            return len(seen)

        assert questions(20) == questions(2)


class TestTheDatabaseRefuses:
    """Every other way, whoever holds the connection."""

    @pytest.fixture(autouse=True)
    def unit(self):
        return UnitFactory(name="Zanzibar")

    @pytest.mark.parametrize("entry", ["0", "999999", "", "x", "-1", "1 OR true", "9" * 30])
    def test_a_setting_that_names_no_entry(self, entry):
        open_redaction(entry)
        assert "append-only" in refused(f"UPDATE {VERSIONS} SET name = 'falsified'")

    @pytest.mark.django_db(transaction=True)
    def test_an_entry_of_another_transaction(self):
        entry = RedactionFactory()
        with transaction.atomic():
            open_redaction(entry.pk)
            assert "append-only" in refused(f"UPDATE {VERSIONS} SET name = 'falsified'")

    @pytest.mark.django_db(transaction=True)
    def test_an_entry_that_claims_to_be_of_this_transaction(self):
        entry = RedactionFactory(opened_in=10**12)
        entry.refresh_from_db()
        assert 0 < entry.opened_in < 10**12
        with transaction.atomic():
            run("SELECT pg_current_xact_id()")
            assert "append-only" in refused(
                "UPDATE desk_redaction SET opened_in = pg_current_xact_id()::text::bigint"
            )

    def test_an_entry_alone_opens_nothing(self):
        RedactionFactory()
        assert "append-only" in refused(f"UPDATE {VERSIONS} SET name = 'falsified'")

    @pytest.mark.parametrize(
        "change",
        [
            "history_id = history_id + 1000", "id = id + 1000", "history_date = now()", "history_type = '-'",
            "history_user_id = 1", "history_actor = 'Somebody else'", "history_group = gen_random_uuid()",
            "history_subjects = '{unit:0}'", "revision = 7", "valid_to = now()",
        ],
    )  # fmt: skip
    def test_even_an_open_redaction_changes_nothing_but_the_payload(self, change):
        open_redaction(RedactionFactory().pk)
        assert "append-only" in refused(f"UPDATE {VERSIONS} SET {change}")
        assert not refused(f"UPDATE {VERSIONS} SET name = 'redacted'")

    def test_even_an_open_redaction_removes_nothing(self):
        open_redaction(RedactionFactory().pk)
        assert "append-only" in refused(f"DELETE FROM {VERSIONS}")

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE desk_redaction SET reason = 'Another'",
            "UPDATE desk_redaction SET versions = 0",
            "DELETE FROM desk_redaction",
        ],
    )
    def test_the_log_is_changed_by_nobody(self, sql):
        RedactionFactory()
        assert "append-only" in refused(sql)

    def test_the_entry_takes_nothing_but_the_count_in_its_own_transaction(self):
        RedactionFactory()
        assert not refused("UPDATE desk_redaction SET versions = 5")
        assert "append-only" in refused("UPDATE desk_redaction SET rule = 'Another'")

    def test_emptying_the_log_is_refused(self):
        assert "append-only" in refused("TRUNCATE desk_redaction CASCADE")


class TestWording:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Ana Smith left", "X left"),
            ("ana smith left", "X left"),
            ("Diana Smith left", "Diana Smith left"),
            ("Ana Smithson left", "Ana Smithson left"),
            ("Call +49 30 1 (Ana Smith)", "Call X (X)"),
            ("", ""),
        ],
    )
    def test_words_are_taken_out_whole(self, text, found):
        assert without(text, {"Ana Smith", "+49 30 1", ""}, "X") == found

    def test_nothing_stays_nothing(self):
        assert blanked(["", "Ana"], "Former colleague") == ["", "redacted"]
        assert blanked(["Ana", "Former colleague"], "Former colleague") == ["redacted", "Former colleague"]
