"""The department page on what it cannot lose: the strip, the things, and what follows for risk and obligations."""

import pytest

from common.history import recording
from tests.factories.contacts import AssetOwnerFactory
from tests.factories.units import AssetFactory, ImpactFactory, ObligationFactory, ProcessFactory
from tests.fixtures.answers import section
from units.actions.impact import settle

pytestmark = pytest.mark.django_db


def test_how_bad_it_gets_stands_in_a_strip(cast, department_page):
    process = ProcessFactory(unit=cast.unit, name="Newsletter", mtd_hours=24)
    for bucket, severity in ((4, 1), (24, 2), (72, 4)):
        ImpactFactory(process=process, bucket=bucket, severity=severity)
    strip = section(department_page(), "value")
    assert "Newsletter" in strip
    assert '<td class="s1">1<span class="word"> minor</span></td>' in strip
    assert '<td class="s4 limit">4<span class="word"> severe</span></td>' in strip
    assert '<td class="s4">4</td>' in strip


def test_the_worst_processes_stand_first(cast, department_page):
    for number in range(8):
        ImpactFactory(process=ProcessFactory(unit=cast.unit, name=f"Calm {number}"), severity=1)
    ImpactFactory(process=ProcessFactory(unit=cast.unit, name="Worst of all"), severity=4)
    strip = section(department_page(), "value")
    assert strip.index("Worst of all") < strip.index("Calm 0")
    assert "The 6 worst of 9 are shown" in strip


def test_times_that_contradict_each_other_are_said(cast, department_page):
    ProcessFactory(unit=cast.unit, contradictory=True)
    assert "the first should be shorter" in section(department_page(), "value")


def test_what_it_guards_most_stands_with_its_owner(cast, department_page):
    AssetFactory(unit=cast.unit, name="Posters")
    asset = AssetFactory(unit=cast.unit, name="Customer list", crown=True)
    AssetOwnerFactory(unit=cast.unit, asset=asset, contact__name="Ana Duarte")
    things = section(department_page("head"), "value")
    assert things.index("Customer list") < things.index("Posters")
    assert "Ana Duarte owns it" in things
    assert "cannot lose it" in things


def test_the_worst_impact_is_among_the_reasons_of_the_risk(cast, department_page):
    ImpactFactory(process=ProcessFactory(unit=cast.unit, name="Newsletter"), severity=4, bucket=24)
    with recording(actor="Test", reason="Set up"):
        settle([cast.unit])
    risk = section(department_page("head"), "risk")
    assert "Newsletter, severe after 1 day" in risk
    assert "4 of 4" in risk
    assert 'href="#value"' in risk


def test_obligations_are_suggested_from_what_is_held_and_never_set(cast, department_page):
    ObligationFactory(name="PCI DSS")
    AssetFactory(unit=cast.unit, name="Till roll", cards=True)
    assert "PCI DSS usually applies, because Till roll holds payment card data" in section(
        department_page(), "obligations"
    )
    assert "usually applies" not in department_page("head")
    assert not cast.unit.unit_obligations.exists()
