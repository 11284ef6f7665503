"""Who writes and why is said once, and everything written inside belongs to one save."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.history import Unrecorded, current_recording, recording
from tests.factories.accounts import UserFactory
from tests.factories.units import UnitFactory
from units.models import FormerCode, Obligation, Stewardship, Unit


def test_nobody_writes_without_saying_who_and_why():
    with pytest.raises(Unrecorded):
        current_recording()


def test_a_change_needs_a_reason():
    with pytest.raises(ValueError, match="needs a reason"), recording(actor="Job", reason="  "):
        pass


def test_a_change_needs_an_actor():
    with pytest.raises(ValueError, match="needs an actor"), recording(reason="Because"):
        pass


def test_the_recording_ends_with_its_block_also_after_an_error():
    with pytest.raises(ZeroDivisionError), recording(actor="Job", reason="Because"):
        raise ZeroDivisionError
    with pytest.raises(Unrecorded):
        current_recording()


def test_a_refused_recording_leaves_nothing_behind():
    with pytest.raises(ValueError, match="needs a reason"), recording(actor="Job", reason=""):
        pass
    with pytest.raises(Unrecorded):
        current_recording()


def test_the_outermost_recording_speaks_for_all():
    with recording(actor="Import", reason="Quarterly export") as outer:
        with recording(actor="Somebody", reason="Something") as inner:
            assert inner is outer
        assert current_recording() is outer


def test_blanks_around_a_reason_are_taken_off():
    with recording(actor="Job", reason="  after the talk \n") as save:
        assert save.reason == "after the talk"


@pytest.mark.django_db
def test_everything_of_one_save_has_one_group_actor_reason_and_time():
    user = UserFactory(name="Ana Ferreira", head=True)
    with recording(by=user, reason="Set up together"):
        unit = Unit(code="A", name="Alpha")
        unit.save()
        FormerCode(unit=unit, code="OLD").save()
        Stewardship(unit=unit, user=user).save()
    rows = [model.history.get() for model in (Unit, FormerCode, Stewardship)]
    assert (
        len({(r.history_group, r.history_date, r.history_actor, r.history_change_reason) for r in rows}) == 1
    )
    assert rows[0].history_actor == "Ana Ferreira"
    assert rows[0].history_user_id == user.pk
    assert rows[0].history_change_reason == "Set up together"


@pytest.mark.django_db
def test_two_saves_have_two_groups():
    for code in "AB":
        with recording(actor="Job", reason="Set up"):
            Unit(code=code, name=code).save()
    assert len(set(Unit.history.values_list("history_group", flat=True))) == 2


@pytest.mark.django_db
def test_a_job_names_itself():
    with recording(actor="Nightly import", reason="Set up"):
        Unit(code="A", name="A").save()
    version = Unit.history.get()
    assert (version.history_actor, version.history_user_id) == ("Nightly import", None)


@pytest.mark.django_db
def test_the_actor_s_name_stays_when_the_person_is_renamed():
    user = UserFactory(name="Ana Ferreira")
    with recording(by=user, reason="Set up"):
        Unit(code="A", name="A").save()
    user.name = "Ana Silva"
    with recording(actor="Job", reason="Married"):
        user.save()
    assert Unit.history.get().history_actor == "Ana Ferreira"


@pytest.mark.django_db
def test_a_tracked_write_without_a_recording_leaves_neither_row_nor_version():
    with pytest.raises(Unrecorded):
        Obligation(name="Nobody said why").save()
    assert not Obligation.objects.exists()
    assert not Obligation.history.exists()


@pytest.mark.django_db(transaction=True)
def test_also_in_autocommit_a_row_without_a_version_cannot_stay():
    with pytest.raises(Unrecorded):
        Obligation(name="Nobody said why").save()
    assert not Obligation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_or_removal_without_a_recording_is_taken_back():
    unit = UnitFactory(name="Before")
    unit.name = "After"
    with pytest.raises(Unrecorded):
        unit.save()
    with pytest.raises(Unrecorded):
        unit.delete()
    assert Unit.objects.get().name == "Before"


@pytest.mark.django_db
def test_a_backdated_save_bears_the_time_it_was_given():
    then = timezone.now() - timedelta(days=400)
    with recording(actor="Demo", reason="Set up", at=then):
        Unit(code="A", name="A").save()
    assert Unit.history.get().history_date == then
