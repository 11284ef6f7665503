"""Writes that would leave no version are refused, on every way that leads to the table."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from common.history import RefusedWrite, recording
from tests.factories.accounts import UserFactory
from tests.factories.units import FormerCodeFactory, UnitFactory
from units.models import FormerCode, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _inside_a_recording():
    with recording(actor="Test", reason="Because"):
        yield


WAYS = {
    "update": lambda unit: Unit.objects.update(name="X"),
    "filtered update": lambda unit: Unit.objects.filter(pk=unit.pk).update(name="X"),
    "base manager": lambda unit: Unit._base_manager.update(name="X"),
    "default manager": lambda unit: Unit._default_manager.update(name="X"),
    "bulk_create": lambda unit: Unit.objects.bulk_create([Unit(code="X", name="X")]),
    "bulk_update": lambda unit: Unit.objects.bulk_update([unit], ["name"]),
    "related update": lambda unit: unit.former_codes.update(code="X"),
    "related add": lambda unit: unit.children.add(UnitFactory()),
    "related set": lambda unit: unit.children.set([UnitFactory()]),
    "related clear": lambda unit: (UnitFactory(parent=unit), unit.children.clear()),
    "related remove": lambda unit: unit.children.remove(UnitFactory(parent=unit)),
    "visible rows": lambda unit: Unit.objects.visible_to(UserFactory()).update(name="X"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_refused(way):
    unit = FormerCodeFactory().unit
    with pytest.raises(RefusedWrite), transaction.atomic():
        way(unit)
    assert not Unit.objects.filter(name="X").exists()
    assert not FormerCode.objects.filter(code="X").exists()


def test_the_refusal_names_the_way_that_is_open():
    with pytest.raises(RefusedWrite, match=r"bulk_\*_with_history"):
        Unit.objects.update(name="X")


def test_the_way_is_open_only_inside_the_bulk_helpers():
    Unit.objects.bulk_create_with_history([Unit(code="A", name="A")])
    with pytest.raises(RefusedWrite):
        Unit.objects.update(name="X")


def test_the_way_closes_again_after_an_error():
    UnitFactory(code="A")
    with pytest.raises(DatabaseError), transaction.atomic():
        Unit.objects.bulk_create_with_history([Unit(code="a", name="Again")])
    with pytest.raises(RefusedWrite):
        Unit.objects.update(name="X")


def test_a_unit_that_others_lead_up_to_is_not_removed():
    parent = UnitFactory()
    UnitFactory(parent=parent)
    with pytest.raises(ProtectedError):
        parent.delete()


def test_a_person_the_record_names_is_not_removed():
    unit = UnitFactory(owned=True)
    with pytest.raises(ProtectedError):
        unit.owner.delete()


class TestVersions:
    """Also the object layer cannot change what was recorded."""

    @pytest.mark.parametrize(
        "way",
        [
            lambda version: version.delete(),
            lambda version: type(version).objects.all().delete(),
            lambda version: type(version).objects.update(name="falsified"),
            lambda version: (setattr(version, "name", "falsified"), version.save()),
            lambda version: (setattr(version, "history_actor", "Nobody"), version.save()),
        ],
        ids=["delete", "delete all", "update", "save", "another actor"],
    )
    def test_are_append_only(self, way):
        unit = UnitFactory()
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            way(unit.history.get())
        assert Unit.history.get().name == unit.name
