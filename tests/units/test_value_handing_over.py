"""What a closing department cannot lose, does and needs goes to its successor; nothing is lost on the way."""

from datetime import date

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    ImpactFactory,
    ProcessAssetFactory,
    ProcessFactory,
    UnitFactory,
)
from units.actions.handing_over import hand_over
from units.models import Asset, Dependency, Impact, Process, ProcessAsset, Unit
from units.shares import Shares

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return UnitFactory(name="Old")


@pytest.fixture
def new():
    return UnitFactory(name="New")


def hand(old, new):
    hand_over(old, Shares(new), by=UserFactory(ciso=True), on=date(2026, 1, 1), reason="Closed")


def test_everything_changes_hands(old, new):
    process = ProcessFactory(unit=old, name="Pay suppliers")
    ProcessAssetFactory(process=process, asset=AssetFactory(unit=old, name="Ledger"))
    ImpactFactory(process=process)
    hand(old, new)
    for model in (Asset, Process, ProcessAsset, Impact):
        assert {row.unit for row in model.objects.all()} == {new}
    new.refresh_from_db()
    old.refresh_from_db()
    assert (new.worst_impact, new.worst_after) == (4, 24)
    assert old.worst_impact is None


def test_it_is_one_save_that_says_why(old, new):
    AssetFactory(unit=old)
    ProcessFactory(unit=old)
    hand(old, new)
    last = [Asset.objects.get().history.first(), Process.objects.get().history.first()]
    assert {one.history_change_reason for one in last} == {"Closed"}
    assert len({one.history_group for one in last}) == 1


def test_a_name_the_successor_has_gets_the_old_department_beside_it(old, new):
    AssetFactory(unit=new, name="Ledger")
    AssetFactory(unit=new, name="ledger (old)")
    AssetFactory(unit=old, name="LEDGER")
    hand(old, new)
    assert set(Asset.objects.values_list("name", flat=True)) == {"Ledger", "ledger (old)", "LEDGER (Old 2)"}


def test_a_long_name_stays_within_its_limit(old, new):
    AssetFactory(unit=new, name="x" * 200)
    AssetFactory(unit=old, name="x" * 200)
    hand(old, new)
    assert max(map(len, Asset.objects.values_list("name", flat=True))) == 200


def test_dependencies_follow_and_none_is_on_itself_or_there_twice(old, new):
    other = UnitFactory()
    DependencyFactory(consumer=old, provider=new, flows="a")
    DependencyFactory(consumer=old, provider=other, flows="b")
    DependencyFactory(consumer=new, provider=other, flows="b")
    DependencyFactory(consumer=other, provider=old, flows="c")
    DependencyFactory(consumer=old, in_words=True, flows="d")
    hand(old, new)
    found = {(row.consumer, row.provider, row.flows) for row in Dependency.objects.all()}
    assert found == {(new, other, "b"), (other, new, "c"), (new, None, "d")}
    assert Dependency.objects.count() == 3


def test_without_a_successor_everything_stays(old):
    asset = AssetFactory(unit=old)
    hand(old, None)
    asset.refresh_from_db()
    assert asset.unit == old
    assert Unit.objects.get(pk=old.pk).revision == old.revision
