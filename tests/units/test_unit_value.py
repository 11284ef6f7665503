"""Everything one department cannot lose on one page: by depth, by reader, part by part, within its budget."""

import pytest

from common.history import recording
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    ImpactFactory,
    ObligationFactory,
    ProcessFactory,
    UnitFactory,
    UnitObligationFactory,
)
from units import owners
from units.actions.impact import settle

pytestmark = pytest.mark.django_db
PAGE = "/units/OWN/value/"


def test_what_is_held_suggests_obligations_to_name(cast, clients):
    pci = ObligationFactory(name="PCI DSS")
    AssetFactory(unit=cast.unit, name="Terminal", cards=True)
    html = clients["ciso"].get(PAGE).content.decode()
    assert "PCI DSS usually applies" in html
    assert "Name it" in html
    own = clients["head"].get(PAGE).content.decode()
    assert "the security team names it" in own
    UnitObligationFactory(unit=cast.unit, obligation=pci)
    assert "usually applies" not in clients["ciso"].get(PAGE).content.decode()


def test_says_the_worst_and_why(cast, clients):
    ImpactFactory(process=ProcessFactory(unit=cast.unit, name="Pay suppliers"))
    html = clients["head"].get(PAGE).content.decode()
    assert "Pay suppliers: financial harm severe after 1 day" in html


def test_who_may_only_read_has_nothing_to_write_in(cast, clients):
    AssetFactory(unit=cast.unit, name="Ledger")
    html = clients["auditor"].get(PAGE).content.decode()
    assert "Ledger" in html
    for word in ("asset-new", "Change<", "dependencies/add", "<textarea", "hurts"):
        assert word not in html


def test_light_depth_asks_for_names_and_when_it_hurts_only(cast, clients):
    UnitFactory(code="LIGHT", light=True)
    html = clients["ciso"].get("/units/LIGHT/value/").content.decode()
    assert "hurts_after" in html
    assert "process-new" not in html
    assert 'name="classification"' not in html


def test_when_it_starts_to_hurt_is_saved(cast, clients):
    page = clients["head"].get(PAGE)
    revision = page.context["hurts"]["revision"].value()
    clients["head"].post("/units/OWN/hurts/", {"hurts_after": "24", "revision": revision})
    cast.unit.refresh_from_db()
    assert cast.unit.hurts_after == 24
    clients["head"].post("/units/OWN/hurts/", {"hurts_after": "72", "revision": revision})
    clients["head"].post("/units/OWN/hurts/", {"hurts_after": "5", "revision": revision})
    cast.unit.refresh_from_db()
    assert cast.unit.hurts_after == 24


@pytest.mark.parametrize("part", ["impact", "value-facts", "suggested"])
def test_a_part_that_reads_itself_again_is_what_the_page_shows(cast, clients, part):
    ImpactFactory(process__unit=cast.unit)
    headers = {"HX-Request": "true", "HX-Target": part}
    html = clients["auditor"].get(PAGE, headers=headers).content.decode()
    assert f'id="{part}"' in html
    assert html.split("\n", 1)[1].strip() in clients["auditor"].get(PAGE).content.decode()


def test_owners_are_told_by_the_app_above(cast, clients, monkeypatch):
    asset = AssetFactory(unit=cast.unit)
    teller = owners.Teller(lambda what, ids, viewer, on: [(asset.pk, "Ana Silva")] if what == "asset" else [],
                           lambda what, on: [asset.pk])  # fmt: skip
    monkeypatch.setattr(owners, "_tellers", [teller])
    assert "Ana Silva" in clients["ciso"].get(PAGE).content.decode()
    assert clients["ciso"].get("/assets/?unowned=1").context["page"].rows == []


def test_two_hundred_assets_ask_no_more_than_one(cast, clients, count_queries):
    def grow(number, prefix):
        for step in range(number):
            asset = AssetFactory(unit=cast.unit, name=f"{prefix} {step}")
            process = ProcessFactory(unit=cast.unit, name=f"{prefix} {step}", timed=True)
            ImpactFactory(process=process)
            DependencyFactory(consumer=cast.unit, flows=asset.name)

    def asked() -> int:
        with count_queries() as seen:
            clients["ciso"].get(PAGE)
        return len(seen)

    grow(2, "A")
    asked()
    few = asked()
    grow(40, "B")
    assert asked() <= few <= 15


def test_settling_says_what_is_known_and_takes_it_back(cast):
    impact = ImpactFactory(process__unit=cast.unit)
    with recording(by=cast.ciso, reason="Said"):
        settle([cast.unit], by=cast.ciso)
    cast.unit.refresh_from_db()
    assert (cast.unit.worst_impact, cast.unit.worst_after) == (4, 24)
    revision = cast.unit.revision
    with recording(by=cast.ciso, reason="Again"):
        settle([cast.unit.pk])
        cast.unit.refresh_from_db()
        assert cast.unit.revision == revision
        impact.delete()
        settle([cast.unit])
    cast.unit.refresh_from_db()
    assert cast.unit.worst_impact is None
