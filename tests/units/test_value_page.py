"""What departments cannot lose, side by side: for the team; a head is led to their own."""

import pytest

from common.history import recording
from tests.factories.units import AssetFactory, ImpactFactory, ProcessFactory, StewardshipFactory, UnitFactory
from units.actions.impact import settle
from units.models import Unit

pytestmark = pytest.mark.django_db


def settled(cast) -> None:
    with recording(by=cast.ciso, reason="Settled"):
        settle(Unit.objects.values_list("pk", flat=True))


def test_the_worst_stands_first(cast, clients):
    ImpactFactory(process__unit=cast.unit, bucket=72, severity=4)
    ImpactFactory(process__unit=cast.foreign, bucket=4, severity=4, category="harm")
    ImpactFactory(process__unit=cast.team, severity=2)
    settled(cast)
    page = clients["ciso"].get("/value/")
    assert [row.unit.name for row in page.context["harmed"]] == ["Treasury", "Marketing", "Campaigns"]
    assert page.context["harmed"][0].cells == [None, None, None, None, None, 4]


def test_one_branch_alone(cast, clients):
    ImpactFactory(process__unit=cast.team)
    ImpactFactory(process__unit=cast.foreign)
    settled(cast)
    page = clients["ciso"].get("/value/?below=OWN")
    assert [row.unit.name for row in page.context["harmed"]] == ["Campaigns"]
    assert "You see no department" in clients["ciso"].get("/value/?below=NOWHERE").content.decode()


def test_long_lists_have_pages(cast, clients):
    for step in range(45):
        ImpactFactory(process__unit=UnitFactory(name=f"Part {step:02}"))
    settled(cast)
    assert len(clients["ciso"].get("/value/").context["harmed"]) == 40
    assert len(clients["ciso"].get("/value/?page=2").context["harmed"]) == 5
    assert len(clients["ciso"].get("/value/?page=99999").context["harmed"]) == 5


def test_assets_are_counted_and_every_number_leads_to_them(cast, clients):
    AssetFactory(unit=cast.unit, crown=True)
    AssetFactory(unit=cast.foreign, classification="", criticality=2)
    classes = dict(clients["ciso"].get("/value/").context["classes"])
    assert [cell.count for cell in classes["Restricted"]] == [1, 0, 0, 0, 0, 0]
    found = clients["ciso"].get(f"/assets/{classes['Restricted'][0].href}").context["page"].rows
    assert [asset.unit for asset in found] == [cast.unit]
    found = clients["ciso"].get(f"/assets/{classes['Not said'][3].href}").context["page"].rows
    assert [asset.unit for asset in found] == [cast.foreign]


def test_what_several_rely_on_is_named_with_them(cast, clients):
    for unit in (cast.unit, cast.foreign):
        AssetFactory(unit=unit, name="Payline", supplier=True)
    [shared] = clients["ciso"].get("/value/").context["shared"]
    assert (shared.name, [unit.name for unit in shared.units], shared.total) == (
        "Payline", ["Marketing", "Treasury"], 2,
    )  # fmt: skip


def test_times_that_contradict_are_named_with_the_reason(cast, clients):
    ProcessFactory(unit=cast.unit, contradictory=True)
    ImpactFactory(process=ProcessFactory(unit=cast.foreign, mtd_hours=72), bucket=24)
    ProcessFactory(unit=cast.foreign, timed=True)
    page = clients["ciso"].get("/value/")
    assert page.context["disagreeing"] == 2
    assert all(said for _, said in page.context["disagree"])


@pytest.mark.parametrize("reader", ["admin", "auditor"])
def test_is_for_the_team(clients, reader):
    assert clients[reader].get("/value/").status_code == 200


def test_a_head_is_led_to_their_own(cast, clients):
    assert clients["head"].get("/value/")["Location"] == "/units/OWN/value/"
    StewardshipFactory(user=cast.head, unit=UnitFactory(name="Second"))
    html = clients["head"].get("/value/").content.decode()
    assert "Second" in html
    assert "Treasury" not in html
