"""Assets and dependencies changed together: by their own rules, and never more than one's own."""

import pytest
from django.utils import timezone

from common.history import recording
from tests.factories.units import AssetFactory, DependencyFactory
from tests.fixtures.together import Together, told
from units.models import Asset, Dependency

pytestmark = pytest.mark.django_db


@pytest.fixture
def assets(cast):
    return [
        AssetFactory(unit=cast.unit, name=f"List {number}", criticality=2, classification="")
        for number in range(3)
    ]


def test_assets_are_classified_together_and_that_is_undone(clients, assets):
    together = Together(clients["ciso"], "/together/assets/")
    shown = together.preview(assets, classification="restricted", criticality="5")
    assert "Classification: – → Restricted" in told(shown)
    together.apply(shown, assets, classification="restricted", criticality="5")
    assert set(Asset.objects.values_list("classification", "criticality")) == {("restricted", 5)}
    together.undo("assets_together_undo", assets[0])
    assert set(Asset.objects.values_list("classification", "criticality")) == {("", 2)}


def test_all_assets_of_a_branch_are_chosen_by_the_filter_of_the_list(clients, cast, assets):
    AssetFactory(unit=cast.foreign, name="Foreign list")
    page = clients["ciso"].post("/together/assets/", {"all": "1", "query": "below=OWN&q=list"})
    assert "Change 3 assets together" in told(page)


def test_a_head_changes_the_assets_of_their_own_departments_alone(clients, cast, assets):
    foreign = AssetFactory(unit=cast.foreign, name="Ledger", criticality=1)
    together = Together(clients["head"], "/together/assets/")
    shown = together.preview([*assets, foreign], criticality="3")
    assert "Ledger" not in told(shown)
    together.apply(shown, [*assets, foreign], criticality="3")
    assert set(Asset.objects.exclude(pk=foreign.pk).values_list("criticality", flat=True)) == {3}
    assert Asset.objects.get(pk=foreign.pk).criticality == 1


@pytest.fixture
def confirmed(cast):
    """What the head's unit needs of another, confirmed by both."""
    row = DependencyFactory(consumer=cast.unit, provider=cast.foreign, criticality=2)
    with recording(by=cast.ciso, reason="Both said so"):
        for side, by in (("consumer", cast.head), ("provider", cast.outsider)):
            setattr(row, f"{side}_confirmed_at", timezone.now())
            setattr(row, f"{side}_confirmed_by", by)
        row.save()
    return row


def test_both_sides_are_asked_again_once_the_team_says_how_critical_it_is(clients, confirmed):
    together = Together(clients["ciso"], "/together/dependencies/")
    shown = together.preview([confirmed], criticality="5")
    assert "Who confirmed it is asked again" in told(shown)
    together.apply(shown, [confirmed], criticality="5")
    now = Dependency.objects.get()
    assert (now.criticality, now.consumer_confirmed_at, now.provider_confirmed_by) == (5, None, None)
    together.undo("dependencies_together_undo", confirmed)
    now = Dependency.objects.get()
    assert now.criticality == 2
    assert now.consumer_confirmed_at is not None


def test_a_head_who_says_it_still_confirms_it_for_their_side(clients, confirmed):
    together = Together(clients["head"], "/together/dependencies/")
    together.apply(together.preview([confirmed], criticality="4"), [confirmed], criticality="4")
    now = Dependency.objects.get()
    assert now.consumer_confirmed_at is not None
    assert now.provider_confirmed_at is None


def test_what_is_agreed_if_it_fails_asks_nobody_again(clients, confirmed):
    together = Together(clients["ciso"], "/together/dependencies/")
    values = {"fallback": "Paper lists", "fallback_tested_on": "2026-03-01"}
    together.apply(together.preview([confirmed], **values), [confirmed], **values)
    now = Dependency.objects.get()
    assert (now.fallback, now.provider_confirmed_at is not None) == ("Paper lists", True)


def test_the_boxes_of_the_list_choose(clients, confirmed):
    page = clients["ciso"].post("/together/dependencies/", {"chosen": f"{confirmed.pk}-1f3a", "query": ""})
    assert "Change 1 dependency together" in told(page)


@pytest.mark.parametrize("url", ["/assets/", "/dependencies/", "/units/", "/contacts/", "/promises/"])
@pytest.mark.parametrize("reader", ["auditor", "responder"])
def test_who_changes_nothing_has_nothing_to_choose(clients, cast, assets, confirmed, url, reader):
    page = clients[reader].get(url)
    assert b"/together/" not in page.content


def test_on_a_past_day_nothing_is_chosen(clients, assets):
    assert b"data-pick" in clients["ciso"].get("/units/").content
    assert b"data-pick" not in clients["ciso"].get(f"/units/?as_of={timezone.localdate()}").content
