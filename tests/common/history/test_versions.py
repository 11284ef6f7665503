"""Every write leaves one version that says what changed, in words; a write that changes nothing leaves none."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F

from common.history import recording
from tests.factories.accounts import UserFactory
from tests.factories.units import (
    FormerCodeFactory,
    IncidentFactory,
    StewardshipFactory,
    UnitFactory,
    UnitObligationFactory,
)
from units.choices import Kind
from units.models import FormerCode, IncidentUnit, Obligation, Stewardship, Unit, UnitObligation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _inside_a_recording():
    with recording(actor="Test", reason="Because"):
        yield


def last(row):
    return type(row).history.filter(id=row.pk).order_by("history_id").last()


def types(row):
    return list(
        type(row).history.filter(id=row.pk).order_by("history_id").values_list("history_type", flat=True)
    )


def row_and_last_version_agree(row):
    row, version = type(row).objects.get(pk=row.pk), last(row)
    names = [field.attname for field in type(row).history.model.tracked_fields]
    return {name: getattr(row, name) for name in names} == {name: getattr(version, name) for name in names}


def test_creating_changing_and_deleting_leave_a_version_each():
    unit = UnitFactory()
    pk = unit.pk
    unit.name = "Other"
    unit.save()
    unit.delete()
    rows = Unit.history.filter(id=pk).order_by("history_id")
    assert [row.history_type for row in rows] == ["+", "~", "-"]
    assert [row.revision for row in rows] == [1, 2, 2]


def test_a_save_that_changes_nothing_leaves_nothing():
    unit = UnitFactory()
    unit.save()
    Unit.objects.get(pk=unit.pk).save()
    assert types(unit) == ["+"]
    assert Unit.objects.get(pk=unit.pk).revision == 1


def test_a_value_put_back_before_the_save_is_no_change():
    unit = UnitFactory(name="Same")
    unit.name = "Other"
    unit.name = "Same"
    unit.save()
    assert types(unit) == ["+"]


def test_the_same_object_can_be_saved_again_and_again():
    unit = UnitFactory(name="1")
    for name in "23":
        unit.name = name
        unit.save()
    assert [v.history_changes for v in Unit.history.filter(id=unit.pk).order_by("history_id")] == [
        {},
        {"name": ["1", "2"]},
        {"name": ["2", "3"]},
    ]


def test_changes_are_kept_as_a_reader_sees_them():
    unit = UnitFactory(kind=Kind.TEAM, headcount=None)
    unit.kind, unit.headcount, unit.opened_on = Kind.SUBSIDIARY, 0, date(2020, 5, 1)
    unit.annual_revenue = Decimal("12.50")
    unit.save()
    assert last(unit).history_changes == {
        "kind": ["Team", "Subsidiary"],
        "headcount": ["", "0"],
        "opened_on": ["", "2020-05-01"],
        "annual_revenue": ["", "12.50"],
    }


def test_a_yes_or_no_and_a_list_read_as_words():
    unit = UnitFactory(pinned=[])
    unit.pinned = ["headcount", "name"]
    unit.save()
    user = UserFactory(is_active=True)
    user.is_active = False
    user.save()
    assert last(unit).history_changes == {"pinned": ["", "headcount, name"]}
    assert last(user).history_changes == {"is_active": ["yes", "no"]}


def test_what_a_change_pointed_to_is_kept_by_name():
    first, second = UnitFactory(name="First"), UnitFactory(name="Second")
    unit = UnitFactory(parent=first)
    unit.parent = second
    unit.save()
    second.name = "Renamed since"
    second.save()
    assert last(unit).history_changes["parent"] == ["First", "Second"]
    assert last(unit).history_labels["parent"] == "Second"


def test_also_where_only_the_number_of_the_other_was_set():
    first, second = UnitFactory(name="First"), UnitFactory(name="Second")
    unit = UnitFactory(parent=first)
    unit.parent_id = second.pk
    unit.save()
    assert last(unit).history_changes["parent"] == ["First", "Second"]


def test_a_version_is_labelled_and_says_what_it_is_about():
    obligation = UnitObligationFactory(unit__name="Payroll", obligation__name="GDPR")
    version = last(obligation)
    assert version.history_label == "GDPR binds Payroll"
    assert version.history_subjects == [f"unitobligation:{obligation.pk}", f"unit:{obligation.unit_id}"]


def test_what_follows_from_others_is_worked_out_and_recorded_with_them():
    unit = UnitFactory(exposure=1, incident_history=1, strategic_importance=5, compliance_burden=5)
    unit.exposure, unit.incident_history = 5, 5
    unit.save()
    assert last(unit).history_changes["risk_level"] == ["Low", "Very high"]
    assert row_and_last_version_agree(unit)


def test_a_change_inside_a_structure_is_seen():
    unit = UnitFactory(sources={"headcount": {"source": "HR", "value": "3"}})
    unit.sources["headcount"]["value"] = "4"
    unit.pinned.append("headcount")
    unit.save()
    assert types(unit) == ["+", "~"]
    assert last(unit).history_changes == {"pinned": ["", "headcount"]}
    assert row_and_last_version_agree(unit)


def test_bookkeeping_is_kept_in_the_version_and_not_told_as_a_change():
    unit = UnitFactory(sources={})
    unit.sources = {"headcount": {"source": "HR", "value": "3"}}
    unit.save()
    assert last(unit).sources == unit.sources
    assert last(unit).history_changes == {}


def test_passwords_and_sign_ins_never_reach_the_record():
    user = UserFactory()
    user.set_password("another one entirely")
    user.save()
    assert types(user) == ["+"]
    assert not {"password", "last_login"} & {f.name for f in type(user).history.model._meta.fields}


def test_a_silent_field_together_with_another_is_written_and_not_recorded():
    user = UserFactory(name="Before")
    user.name, user.password = "After", "!"
    user.save()
    user.refresh_from_db()
    assert (user.name, user.password) == ("After", "!")
    assert last(user).history_changes == {"name": ["Before", "After"]}


class TestSavingSingleFields:
    def test_the_version_says_what_the_row_says(self):
        unit = UnitFactory(name="Before", headcount=1)
        unit.name, unit.headcount = "After", 2
        unit.save(update_fields=["name"])
        assert last(unit).history_changes == {"name": ["Before", "After"]}
        assert row_and_last_version_agree(unit)

    def test_what_was_left_out_is_still_to_be_written(self):
        unit = UnitFactory(name="Before", headcount=1)
        unit.name, unit.headcount = "After", 2
        unit.save(update_fields=["name"])
        unit.save()
        assert last(unit).history_changes == {"headcount": ["1", "2"]}
        assert row_and_last_version_agree(unit)

    def test_what_follows_from_them_is_written_too(self):
        unit = UnitFactory(risky=True)
        unit.exposure = unit.incident_history = 1
        unit.save(update_fields=["exposure", "incident_history"])
        kept = Unit.objects.get(pk=unit.pk)
        assert kept.risk_level == unit.risk_level < 4
        assert row_and_last_version_agree(unit)

    def test_naming_a_field_that_did_not_change_writes_nothing(self):
        unit = UnitFactory(name="Before")
        unit.name = "After"
        unit.save(update_fields=["headcount"])
        assert types(unit) == ["+"]
        assert Unit.objects.get(pk=unit.pk).name == "Before"


class TestReadingAgain:
    def test_reading_one_field_again_forgets_no_other_change(self):
        unit = UnitFactory(name="Before", headcount=1)
        unit.name = "After"
        unit.refresh_from_db(fields=["headcount"])
        unit.save()
        assert Unit.objects.get(pk=unit.pk).name == "After"
        assert last(unit).history_changes == {"name": ["Before", "After"]}

    def test_fields_that_were_not_loaded_are_read_when_a_version_needs_them(self):
        pk = UnitFactory(name="Before", headcount=1, purpose="Kept").pk
        unit = Unit.objects.only("name").get(pk=pk)
        unit.name = "After"
        unit.save()
        assert last(unit).history_changes == {"name": ["Before", "After"]}
        assert row_and_last_version_agree(unit)

    def test_deferred_fields_that_are_set_are_written(self):
        pk = UnitFactory(headcount=1).pk
        unit = Unit.objects.only("name").get(pk=pk)
        unit.headcount = 2
        unit.save()
        assert Unit.objects.get(pk=pk).headcount == 2
        assert row_and_last_version_agree(unit)


def test_an_expression_cannot_be_written_and_leaves_nothing():
    unit = UnitFactory(headcount=1)
    unit.headcount = F("headcount") + 1
    with pytest.raises(ValueError, match="F\\(\\)"):
        unit.save()
    assert types(unit) == ["+"]


def test_removing_an_object_removes_its_parts_with_a_version_each():
    unit = UnitFactory()
    former, steward = FormerCodeFactory(unit=unit), StewardshipFactory(unit=unit)
    keys = {FormerCode: former.pk, Stewardship: steward.pk}
    unit.delete()
    for model, pk in keys.items():
        assert list(model.history.filter(id=pk, history_type="-").values_list("id", flat=True)) == [pk]


def test_removing_many_at_once_leaves_a_version_each():
    keys = {UnitObligationFactory().pk for _ in range(3)}
    UnitObligation.objects.all().delete()
    assert set(UnitObligation.history.filter(history_type="-").values_list("id", flat=True)) == keys
    assert not UnitObligation.objects.exists()


def test_get_or_create_and_update_or_create_are_recorded():
    made, _ = Obligation.objects.get_or_create(name="SOX", defaults={"weight": 2})
    Obligation.objects.get_or_create(name="SOX", defaults={"weight": 5})
    Obligation.objects.update_or_create(name="SOX", defaults={"weight": 4})
    assert types(made) == ["+", "~"]
    assert last(made).history_changes == {"weight": ["2 of 5", "4 of 5"]}


def test_a_touched_unit_is_a_subject_of_the_incident():
    unit = UnitFactory()
    incident = IncidentFactory(units=[unit])
    version = IncidentUnit.history.get()
    assert version.history_subjects == [f"incident:{incident.pk}", f"unit:{unit.pk}"]
