"""Somebody of the team shapes the list of departments, keeps it, begins with it, shares it; a colleague finds it."""

import re

from playwright.sync_api import expect

from desk.models import SavedView
from tests.factories.desk import SavedViewFactory
from tests.factories.units import UnitFactory


def headings(page) -> list[str]:
    return [text.strip().partition("\n")[0] for text in page.locator("thead th").all_inner_texts()]


def test_a_list_is_shaped_kept_and_shared(page, sign_in, cast):
    page = sign_in(page, cast.ciso, then="/units/?status=active")
    page.get_by_text("Columns", exact=True).click()
    sheet = page.locator("[data-order]")
    up = sheet.get_by_role("button", name="Move People to the left")
    for _ in range(2):
        up.focus()
        page.keyboard.press("Enter")
    expect(up).to_be_focused()
    expect(page.locator("[data-moved]")).to_contain_text("People: ")
    page.get_by_role("button", name="Show these").click()
    page.wait_for_url(re.compile("columns=name"))
    shaped = headings(page)
    assert shaped[0] == "Department"
    assert "columns=name&columns=" in page.url

    page.get_by_text("Save this view…").click()
    page.get_by_label("Name of this view").fill("Who carries what")
    page.get_by_label("Share it with the team").check()
    page.get_by_label("Begin with it").check()
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("The view “Who carries what” is kept.")
    tabs = page.get_by_role("navigation", name="Views")
    expect(tabs.get_by_role("link", name="Who carries what")).to_have_attribute("aria-current", "page")

    page.goto(page.url.partition("/units/")[0] + "/units/")
    assert headings(page) == shaped
    tabs.get_by_role("link", name="Everything").click()
    page.wait_for_url("**/units/?all=1")
    assert headings(page) != shaped
    expect(tabs.get_by_role("link", name="Everything")).to_have_attribute("aria-current", "page")

    tabs.get_by_role("link", name="Who carries what").click()
    page.get_by_text("This view…").click()
    page.get_by_role("button", name="Delete it").click()
    expect(tabs.get_by_role("link", name="Who carries what")).to_have_count(0)
    page.locator(".messages").get_by_role("button", name="Undo").click()
    expect(tabs.get_by_role("link", name="Who carries what")).to_be_visible()
    assert SavedView.objects.get().shared


def test_a_colleague_begins_with_what_is_shared(page, sign_in, cast):
    SavedViewFactory(owner=cast.admin, name="From the admin", query="status=closed", for_the_team=True)
    page = sign_in(page, cast.ciso, then="/units/")
    page.get_by_role("link", name="From the admin").click()
    page.get_by_text("This view…").click()
    page.get_by_role("button", name="Begin with it").click()
    expect(page.locator(".messages")).to_contain_text("The list begins with “From the admin” for you.")
    page.locator(".side").get_by_role("link", name=re.compile("^Departments")).click()
    page.wait_for_url("**/units/?status=closed")
    page.locator(".chip").click()
    page.wait_for_url("**/units/?all=1")
    expect(page.locator("tbody")).to_contain_text("Marketing")


def test_columns_are_dragged_into_order(page, sign_in, cast):
    page = sign_in(page, cast.ciso, then="/units/")
    page.get_by_text("Columns", exact=True).click()
    rows = page.locator("[data-order] > [data-moves]")
    second, fourth = rows.nth(1), rows.nth(3)
    name = second.inner_text().partition("\n")[0]
    second.locator("label span").drag_to(fourth, target_position={"x": 40, "y": 20})
    expect(rows.nth(3)).to_contain_text(name)


def test_a_list_is_worked_through_by_keys(page, sign_in, cast):
    for number in range(3):
        UnitFactory(code=f"K{number}", name=f"Aa keys {number}")
    page = sign_in(page, cast.ciso, then="/units/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tr.at th a")).to_have_text("Aa keys 1")
    page.keyboard.press("k")
    page.keyboard.press("e")
    page.wait_for_url("**/units/K0/edit/")
    page.go_back()
    for key in ("j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    expect(page.locator("tr.chosen")).to_have_count(3)
    page.keyboard.press("x")
    expect(page.locator("tr.chosen")).to_have_count(2)
    page.keyboard.press("?")
    keys = page.locator("#keys")
    for said in ("Next, previous", "Open", "Choose, or no longer", "Edit"):
        expect(keys.get_by_text(said, exact=True).first).to_be_visible()
