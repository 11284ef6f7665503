"""The Undo that a message offers: what was taken off the list is back as it was, and nothing later is lost by it."""

import json
from urllib.parse import urlsplit

import pytest

from common.history import recording
from contacts.models import Assignment
from tests.factories.contacts import AssetOwnerFactory
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    ImpactFactory,
    ProcessAssetFactory,
    ProcessFactory,
)
from units.actions.assets import save_asset
from units.actions.impact import settle
from units.models import Asset, Dependency, Impact, Process, ProcessAsset

pytestmark = pytest.mark.django_db


def part(row: str, page="/units/OWN/") -> dict:
    return {"HX-Request": "true", "HX-Target": row, "HX-Current-URL": f"http://testserver{page}"}


def said(answer) -> dict:
    return json.loads(answer["HX-Trigger"])


@pytest.fixture
def remove(clients):
    """`remove(row)` in place, as the head; gives the address of the Undo."""

    def act(row, name):
        kind = row._meta.model_name
        answer = clients["head"].post(f"/{name}/{row.pk}/remove/", headers=part(f"{kind}-{row.pk}"))
        assert (answer.status_code, answer.content) == (200, b"")
        return said(answer)["srrm:say"]["undo"]

    return act


def test_an_asset_comes_back_with_who_answers_for_it(cast, clients, remove):
    asset = AssetFactory(unit=cast.unit, name="Ledger", crown=True)
    owner = AssetOwnerFactory(unit=cast.unit, asset=asset)
    undo = remove(asset, "assets")
    assert not Asset.objects.filter(pk=asset.pk).exists()
    answer = clients["head"].post(undo, headers=part(""))
    assert "changed:value-rows" in said(answer)
    assert Asset.objects.get(pk=asset.pk).criticality == 5
    assert Assignment.objects.filter(pk=owner.pk).exists()


def test_a_process_comes_back_with_its_impact_and_the_risk_that_follows(cast, clients, remove):
    process = ProcessFactory(unit=cast.unit, name="Pay suppliers")
    ImpactFactory(process=process, severity=4, bucket=24)
    ProcessAssetFactory(process=process, asset=AssetFactory(unit=cast.unit))
    with recording(actor="Test", reason="Set up"):
        settle([cast.unit])
    undo = remove(process, "processes")
    cast.unit.refresh_from_db()
    assert cast.unit.worst_impact is None
    assert clients["head"].post(undo, headers=part("")).status_code == 204
    cast.unit.refresh_from_db()
    assert (cast.unit.worst_impact, cast.unit.worst_after) == (4, 24)
    assert Impact.objects.filter(process=process).count() == 1
    assert ProcessAsset.objects.filter(process=process).count() == 1


def test_the_worst_is_worked_out_anew_where_another_process_went_meanwhile(cast, clients, remove):
    second, worst = ProcessFactory(unit=cast.unit), ProcessFactory(unit=cast.unit)
    ImpactFactory(process=second, severity=3, bucket=24)
    ImpactFactory(process=worst, severity=4, bucket=4)
    with recording(actor="Test", reason="Set up"):
        settle([cast.unit])
    undo = remove(second, "processes")
    remove(worst, "processes")
    clients["head"].post(undo, headers=part(""))
    cast.unit.refresh_from_db()
    assert cast.unit.worst_impact == 3


def test_without_a_script_the_message_on_the_page_takes_it_back(cast, clients):
    dependency = DependencyFactory(consumer=cast.unit, in_words=True)
    page = clients["head"].post(f"/dependencies/{dependency.pk}/remove/", follow=True).content.decode()
    actions = [one.split('"', 1)[0] for one in page.split('action="')[1:]]
    undo = next(one for one in actions if "/undo/" in one)
    assert urlsplit(undo).path.startswith("/units/OWN/undo/")
    answer = clients["head"].post(undo, follow=True)
    assert answer.redirect_chain[-1][0] == "/units/OWN/value/"
    assert "It is back, as it was." in answer.content.decode()
    assert Dependency.objects.filter(pk=dependency.pk).exists()


def test_what_was_done_since_is_named_and_kept(cast, clients, remove):
    asset = AssetFactory(unit=cast.unit, name="Ledger")
    undo = remove(asset, "assets")
    clients["head"].post(undo, headers=part(""))
    again = clients["head"].post(undo, headers=part(""))
    told = said(again)["srrm:say"]
    assert told["level"] == "error"
    assert "Ledger" in told["text"]
    assert Asset.objects.filter(pk=asset.pk).exists()


def test_only_saves_of_what_this_department_cannot_lose(cast, clients, remove):
    asset = AssetFactory(unit=cast.unit)
    undo = remove(asset, "assets")
    group = undo.rstrip("/").rsplit("/", 1)[1]
    assert clients["auditor"].post(undo).status_code == 403
    assert clients["outsider"].post(undo).status_code in (403, 404)
    assert clients["ciso"].post(f"/units/{cast.foreign.code}/undo/{group}/").status_code == 404
    with recording(by=cast.ciso, reason="Counted"):
        cast.unit.headcount = 7
        save_asset(AssetFactory.build(unit=cast.unit), by=cast.ciso, reason="x")
        cast.unit.save()
    mixed = cast.unit.history.first().history_group
    assert clients["head"].post(f"/units/OWN/undo/{mixed}/").status_code == 404
    assert not Asset.objects.filter(pk=asset.pk).exists()


def test_an_asset_in_use_stays_and_says_why_in_its_row(cast, clients):
    asset = AssetFactory(unit=cast.unit)
    ProcessAssetFactory(process=ProcessFactory(unit=cast.unit, name="Pay suppliers"), asset=asset)
    answer = clients["head"].post(f"/assets/{asset.pk}/remove/", headers=part(f"asset-{asset.pk}"))
    assert answer.status_code == 422
    assert "It is used by Pay suppliers. Take it off there first." in answer.content.decode()
    assert Process.objects.count() == 1
