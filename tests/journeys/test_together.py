"""Somebody ticks departments over two pages, changes them together and takes it back; folds the tree; reads charts."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.accounts import UserFactory
from tests.factories.units import UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ingrid():
    return UserFactory(ciso=True, name="Ingrid Solheim")


@pytest.fixture
def shops():
    group = UnitFactory(code="GRP", name="Group", division=True, headcount=1)
    region = UnitFactory(code="NORTH", name="North", parent=group, headcount=2)
    return [UnitFactory(code=f"S{n:02}", name=f"Shop {n:02}", parent=region, headcount=10) for n in range(60)]


def test_ticked_over_two_pages_changed_in_one_save_and_taken_back(
    page, sign_in, live_server, ingrid, shops, axe
):
    sign_in(page, ingrid, then="/units/?q=shop")
    page.get_by_role("checkbox", name="Choose Shop 01").click()
    page.get_by_role("checkbox", name="Choose Shop 04").click(modifiers=["Shift"])
    expect(page.locator("#chosen")).to_contain_text("4 chosen")
    page.get_by_role("link", name="Next").click()
    expect(page.locator("#chosen")).to_contain_text("4 chosen, 4 of them not on this page")
    page.get_by_role("checkbox", name="Choose Shop 55").click()
    expect(page.locator("#chosen")).to_contain_text("5 chosen")
    assert axe(page) == []
    page.get_by_role("button", name="Change these together").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Change 5 departments together")
    page.locator("[name=strategic_importance]").select_option("4")
    page.get_by_label("Where people work", exact=True).select_option("hybrid")
    assert axe(page) == []
    page.get_by_role("button", name="Show what would change").click()

    expect(page.locator("#_together_preview tbody tr")).to_have_count(5)
    expect(page.locator("#_together_preview")).to_contain_text("Importance: – → 4 of 5")
    assert axe(page) == []
    page.get_by_label("Why this change").fill("Reviewed with the north")
    page.get_by_role("button", name="Change 5 departments").click()

    expect(page.locator("#messages")).to_contain_text("5 departments changed.")
    expect(page).to_have_url(f"{live_server.url}/units/?q=shop")
    expect(page.locator("#chosen")).to_be_hidden()
    assert Unit.objects.filter(strategic_importance=4, work_mode="hybrid").count() == 5
    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("Taken back: 5 departments.")
    assert not Unit.objects.filter(work_mode="hybrid").exists()


def test_all_that_match_are_changed_and_taken_back_from_the_record(
    page, sign_in, live_server, ingrid, shops, axe
):
    sign_in(page, ingrid, then="/units/?q=shop")
    page.get_by_role("checkbox", name="Choose all on this page").click()
    expect(page.locator("#chosen")).to_contain_text("50 chosen")
    page.get_by_role("button", name="Choose none").click()
    expect(page.locator("#chosen")).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.get_by_role("button", name="Change all 60 that match").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Change 60 departments together")
    page.get_by_label("Where people work", exact=True).select_option("remote")
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_label("Why this change").fill("All from home")
    page.get_by_role("button", name="Change 60 departments").click()
    expect(page.locator("#messages")).to_contain_text("60 departments changed.")

    page.goto(f"{live_server.url}/changes/")
    page.get_by_role("link", name="Open the change").first.click()
    page.get_by_role("link", name="Take it back…").click()
    expect(page.locator("tbody tr")).to_have_count(60)
    assert axe(page) == []
    page.get_by_label("Why it is taken back").fill("Only the south")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#messages")).to_contain_text("Taken back: 60 departments.")
    assert not Unit.objects.filter(work_mode="remote").exists()


def test_the_tree_folds_by_pointer_and_by_arrows_and_stays_as_it_was_left(page, sign_in, ingrid, shops, axe):
    sign_in(page, ingrid, then="/units/?view=tree")
    shown = page.locator("tbody tr:visible")
    expect(shown).to_have_count(62)
    expect(page.locator("tbody tr").first).to_contain_text("603")
    page.get_by_role("button", name="Parts of North").click()
    expect(shown).to_have_count(2)
    assert axe(page) == []
    page.reload()
    expect(shown).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("ArrowLeft")
    expect(shown).to_have_count(1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(shown).to_have_count(62)
    page.get_by_role("button", name="Fold all", exact=True).click()
    expect(shown).to_have_count(1)


def test_a_large_tree_fetches_what_lies_below_and_its_sums(page, sign_in, ingrid, shops, monkeypatch, axe):
    monkeypatch.setattr("units.branches.WHOLE", 5)
    sign_in(page, ingrid, then="/units/?view=tree")
    shown = page.locator("tbody tr:visible")
    expect(shown).to_have_count(1)
    expect(shown.first).to_contain_text("603")
    page.get_by_role("button", name="Parts of Group").click()
    expect(shown).to_have_count(2)
    expect(shown.nth(1)).to_contain_text("602")
    page.get_by_role("button", name="Parts of North").click()
    expect(shown).to_have_count(53)  # fifty shops, and a way to the others
    expect(shown.last).to_contain_text("More parts…")
    assert axe(page) == []
    shown.last.get_by_role("link").click()
    expect(page).to_have_url(re.compile("page=2"))


def test_a_bar_leads_to_what_it_counts(page, sign_in, ingrid, shops, axe):
    sign_in(page, ingrid, then="/units/?view=charts&q=shop")
    expect(page.locator("canvas").first).to_be_visible()
    assert axe(page) == []
    page.locator("#chart-branch-table").get_by_role("link").first.click()
    expect(page.locator("caption").first).to_contain_text("60 departments")
