"""Somebody looks on the map who is joined to whom, flies to a department, and asks who is hit next."""

import random

import pytest
from playwright.sync_api import expect

from tests.factories.accounts import UserFactory
from tests.factories.units import DependencyFactory, UnitFactory
from tests.fixtures.browser import SIZES
from units.choices import DependencyKind, Kind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ciso():
    return UserFactory(ciso=True, email="ciso@cast.example")


@pytest.fixture
def organisation():
    whole = UnitFactory(code="VG", name="Verrano Group", division=True)
    finance = UnitFactory(code="FIN", name="Finance", parent=whole, division=True)
    treasury = UnitFactory(code="TRE", name="Treasury", parent=finance, risky=True, headcount=12)
    payroll = UnitFactory(code="PAY", name="Payroll", parent=whole, shared_service=True)
    DependencyFactory(consumer=payroll, provider=treasury, criticality=5, flows="Salaries released")
    return whole


PATIENCE = 30_000  # milliseconds: a new page, on a machine that has other things to do


def opened(page, times: int = 1):
    expect(page.locator(f'#map-canvas[data-drawn="{times}"]')).to_be_visible(timeout=PATIENCE)


def click(page, part: str):
    """With the mouse on one part of the picture."""
    place = page.evaluate(
        "id => document.getElementById('map-canvas')._cyreg.cy.getElementById(id).renderedPosition()", part
    )
    box = page.locator("#map-canvas").bounding_box()
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])


def test_from_the_map_by_keyboard_to_who_is_hit_next(page, sign_in, ciso, organisation, axe, screenshots):
    sign_in(page, ciso)
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/map/", timeout=PATIENCE)
    opened(page)
    assert axe(page) == []
    page.get_by_label("Find a department on the map").fill("Treasury")
    page.keyboard.press("Enter")
    expect(page.locator("#map-said")).to_contain_text("Treasury: Department, risk")
    expect(page.locator("#map-said")).to_contain_text("needed by 1")
    expect(page.locator("#map-canvas")).to_be_focused()
    page.keyboard.press("Enter")
    panel = page.locator("#map-panel")
    expect(panel.get_by_role("heading", name="Treasury")).to_be_visible()
    expect(panel).to_contain_text("Salaries released")
    assert axe(page) == []
    screenshots(page, "map-panel")
    panel.get_by_role("link", name="Who is hit next").click()
    page.wait_for_url("**/units/TRE/impact/", timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_have_text("If Treasury is hit")


def test_on_a_phone_the_picture_comes_before_what_it_can_be_set_to(page, sign_in, ciso, organisation, axe):
    page.set_viewport_size(SIZES["phone"])
    sign_in(page, ciso, then="/map/")
    opened(page)
    arranged = page.get_by_label("Arranged")
    expect(arranged).to_be_hidden()
    page.get_by_text("What the picture shows").click()
    expect(arranged).to_be_visible()
    assert axe(page) == []
    page.set_viewport_size(SIZES["wide"])
    expect(arranged).to_be_visible()


def test_arrows_walk_and_escape_leaves(page, sign_in, ciso, organisation):
    sign_in(page, ciso, then="/map/")
    opened(page)
    said = page.locator("#map-said")
    page.locator("#map-canvas").focus()
    page.keyboard.press("Home")
    first = said.inner_text()
    page.keyboard.press("ArrowDown")
    expect(said).not_to_have_text(first)
    for key in ("+", "-", "0"):
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    expect(said).to_have_text("")


def test_the_picture_can_be_kept_and_told_otherwise(page, sign_in, ciso, organisation):
    sign_in(page, ciso, then="/map/")
    opened(page)
    with page.expect_download() as kept:
        page.get_by_role("button", name="Picture PNG").click()
    assert kept.value.suggested_filename == "map.png"
    page.get_by_label("Colour shows").select_option("importance")
    page.wait_for_url("**/map/?colour=importance")
    page.get_by_label("Arranged").select_option("branch")
    opened(page)
    page.get_by_role("link", name="Dependencies", exact=True).click()
    expect(page.get_by_role("row", name="Payroll Treasury Service 5")).to_be_visible()


def test_a_branch_of_a_large_organisation_opens_on_demand(page, sign_in, ciso, organisation):
    for at in range(160):
        UnitFactory(
            code=f"T{at}", name=f"Team {at}", parent_id=organisation.pk if at < 20 else None, team=True
        )
    big = UnitFactory(code="BIG", name="Large branch")
    for at in range(8):
        UnitFactory(code=f"B{at}", name=f"Inside {at}", parent=big, team=True)
    sign_in(page, ciso, then="/map/")
    opened(page)
    page.get_by_label("Find a department on the map").fill("Large branch")
    page.keyboard.press("Enter")
    expect(page.locator("#map-said")).to_contain_text("a branch with 8 more inside")
    page.keyboard.press("Enter")
    opened(page, 2)
    said = page.locator("#map-said")
    expect(said).to_contain_text("Large branch is open")
    assert "open=BIG" in page.url

    page.keyboard.press("c")
    opened(page, 3)
    expect(said).to_contain_text("Large branch is closed")
    assert "shut=BIG" in page.url
    page.keyboard.press("Enter")
    opened(page, 4)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Close the branch Large branch").click()
    opened(page, 5)
    expect(said).to_contain_text("Large branch is closed")
    page.keyboard.press("Enter")
    opened(page, 6)
    page.wait_for_timeout(400)
    click(page, "x:BIG")
    opened(page, 7)
    expect(said).to_contain_text("Large branch is closed")


def test_a_dense_network_stays_readable(page, sign_in, ciso, axe, screenshots):
    """42 departments and 1,200 links between them: only the critical ones are drawn until somebody asks for more."""
    chance = random.Random(7)
    kinds = [Kind.DEPARTMENT, Kind.TEAM, Kind.SHARED_SERVICE, Kind.EXTERNAL_PARTNER, Kind.SUBSIDIARY]
    units = [
        UnitFactory(code=f"D{at}", name=f"Department {at} of many", kind=kinds[at % 5], risky=at % 7 == 0)
        for at in range(42)
    ]
    pairs = [(a, b) for a in units for b in units if a != b]
    for consumer, provider in chance.sample(pairs, 1200):
        DependencyFactory(
            consumer=consumer, provider=provider, kind=chance.choice(DependencyKind.values),
            criticality=chance.choice([1, 2, 2, 3, 3, 3, 4, 4, 5]),
        )  # fmt: skip
    sign_in(page, ciso, then="/map/")
    opened(page)
    expect(page.get_by_label("Dependencies drawn")).to_have_value("5")
    screenshots(page, "map-dense")
    page.get_by_label("Dependencies drawn").select_option("1")
    expect(page.locator("#map-said")).to_have_text("1200 of 1200 lines are drawn.")
