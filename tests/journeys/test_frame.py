"""The frame of every page in a real browser: keys, palette, themes, the bar of a phone, forms that lose nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests.fixtures.browser import SIZES
from tests.journeys.choosing import look_up


@pytest.fixture
def inside(page, sign_in, cast):
    """A page of somebody of the CISO's team, on the list of departments."""
    return sign_in(page, cast.ciso, then="/units/")


def focused(page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def test_one_goes_about_by_keys(inside):
    page = inside
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/changes/")
    page.keyboard.press("g")
    page.keyboard.press("u")
    page.wait_for_url("**/units/")
    page.keyboard.press("j")
    first = focused(page)
    page.keyboard.press("j")
    second = focused(page)
    assert first != second
    page.keyboard.press("k")
    assert focused(page) == first
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(first)


def test_keys_stay_quiet_while_somebody_types(inside):
    page = inside
    page.keyboard.press("/")
    page.keyboard.type("gr?n")
    assert page.evaluate("document.activeElement.value") == "gr?n"
    assert page.url.endswith("/units/")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_single_keys_can_be_switched_off(inside):
    page = inside
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.get_by_label("Single keys act on this device").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()


def test_the_focus_returns_after_a_dialog(inside):
    page = inside
    page.locator(".side .who").get_by_role("button", name="Keys ?").click()
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    assert focused(page) == "Keys ?"


def test_the_palette_finds_rooms_acts_and_departments(inside):
    page = inside
    page.keyboard.press("Control+k")
    palette = page.locator("#palette")
    expect(palette.get_by_role("link", name=re.compile("The record"))).to_be_visible()
    expect(palette.get_by_role("link", name=re.compile("New department"))).to_be_visible()
    page.keyboard.type("marketing")
    expect(palette.get_by_role("link", name=re.compile("^Marketing"))).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/OWN/")


def test_the_theme_follows_the_device_until_one_chooses(inside):
    page = inside
    theme = page.locator("html")
    expect(theme).to_have_attribute("data-bs-theme", "light")
    page.emulate_media(color_scheme="dark")
    expect(theme).to_have_attribute("data-bs-theme", "dark")
    page.locator(".side > .who").get_by_role("button", name="Light").click()
    page.reload()
    expect(theme).to_have_attribute("data-bs-theme", "light")
    page.locator(".side > .who").get_by_role("button", name="Dark").click()
    page.emulate_media(color_scheme="light")
    expect(theme).to_have_attribute("data-bs-theme", "light")


def test_a_phone_has_every_room_behind_more(inside):
    page = inside
    page.set_viewport_size(SIZES["phone"])
    words = page.locator(".side > .rooms > li:visible").all_inner_texts()
    assert [word.split("\n")[0] for word in words] == ["Today", "Departments", "The record", "Find", "More"]
    page.locator(".more > summary").click()
    expect(page.locator(".more").get_by_role("link", name="System")).to_be_visible()
    expect(page.locator(".more").get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".more").get_by_role("link", name="System")).to_be_hidden()


def test_leaving_a_changed_form_is_asked_about(inside, live_server):
    page = inside
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(f"{live_server.url}/units/OWN/edit/")
    page.locator("[name=name]").fill("Marketing and press")
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.url.endswith("/edit/")


def test_what_is_refused_gets_the_focus_and_leads_to_its_field(inside, live_server):
    page = inside
    page.goto(f"{live_server.url}/units/OWN/edit/")
    page.locator("[name=name]").fill("")
    page.locator("form[data-guard] button[type=submit], form[data-guard] .btn-primary").first.click()
    expect(page.locator("#troubles")).to_be_focused()
    page.locator("#troubles a").first.click()
    expect(page.locator("#id_name")).to_be_focused()
    expect(page.locator("#id_name")).to_have_attribute("aria-invalid", "true")


def test_a_long_list_is_searched_on_the_server(inside, live_server):
    page = inside
    page.goto(f"{live_server.url}/units/OWN/edit/")
    look_up(page.locator("#id_parent-ts-control"), "treas")
    expect(page.locator("#id_parent + .ts-wrapper .ts-control")).to_contain_text("Treasury")


def test_where_the_server_cannot_be_reached_the_place_says_so(inside):
    page = inside
    page.keyboard.press("Control+k")
    page.context.set_offline(True)
    page.keyboard.type("marketing")
    expect(page.locator("#palette [role=alert]")).to_contain_text("could not be reached")
    page.context.set_offline(False)


def test_pages_work_without_a_script(browser, live_server, cast, transactional_db):
    from tests.factories.base import PASSWORD

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/units/")
    page.locator("input[name=login]").fill(cast.ciso.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button").first.click()
    page.wait_for_url("**/units/")
    page.locator(".side .find input").fill("treasury")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=treasury")
    assert "Treasury" in page.locator("main").inner_text()
    context.close()
