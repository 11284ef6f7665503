"""A day in the inventory: find, create, edit and close a department; two people on one record."""

import re

import pytest
from playwright.sync_api import expect

from units.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_department_is_created_found_edited_and_closed(page, sign_in, cast, live_server, screenshots):
    sign_in(page, cast.ciso, then="/units/")
    screenshots(page, "departments")
    page.keyboard.press("n")
    page.get_by_label(re.compile("^Name")).fill("Trade Finance")
    page.get_by_label(re.compile("^Code")).fill("own")
    page.get_by_label("What it is trying to achieve").fill("Lend **safely** to importers")
    page.get_by_role("button", name="Create the department").click()
    expect(page.get_by_role("alert")).to_contain_text("Marketing has this code")
    expect(page.get_by_label("What it is trying to achieve")).to_have_value("Lend **safely** to importers")
    page.get_by_label(re.compile("^Code")).fill("FIN-TRD")
    page.get_by_role("button", name="Create the department").click()
    expect(page).to_have_url(re.compile("/units/FIN-TRD/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Trade Finance")
    screenshots(page, "department")

    page.goto(f"{live_server.url}/units/")
    page.get_by_label("Name, code or purpose").fill("trade imp")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Trade Finance").click()

    page.get_by_role("link", name="Edit", exact=True).first.click()
    page.get_by_role("spinbutton", name="People").fill("31")
    page.get_by_label("Why this change").fill("Counted on 1 November")
    screenshots(page, "department-edit")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("31 people")

    page.get_by_text("More…").click()
    page.get_by_role("link", name=re.compile("^Close")).click()
    page.get_by_label(re.compile("^Why")).fill("Became part of Treasury")
    page.get_by_role("button", name="See what will happen").click()
    page.get_by_role("button", name="Close Trade Finance").click()
    expect(page.locator("main")).to_contain_text("Became part of Treasury")
    unit = Unit.objects.get(code="FIN-TRD")
    assert unit.status == "closed"
    assert [v.history_change_reason for v in unit.history.order_by("history_id")] == [
        "Entered by hand",
        "Counted on 1 November",
        "Became part of Treasury",
    ]


def test_two_people_on_one_record_both_find_their_words_again(
    page, browser, sign_in, cast, live_server, screenshots
):
    other = browser.new_context().new_page()
    sign_in(page, cast.ciso, then="/units/OWN/edit/")
    sign_in(other, cast.admin, then="/units/OWN/edit/")
    other.get_by_role("spinbutton", name="People").fill("22")
    other.get_by_label("Why this change").fill("From payroll")
    other.get_by_role("button", name="Save").click()
    expect(other).to_have_url(re.compile("/units/OWN/$"))

    page.get_by_role("spinbutton", name="People").fill("11")
    page.get_by_label("How it sees security").fill("Helpful people, slow forms")
    page.get_by_label("Why this change").fill("They told me")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Cast admin saved this record")
    screenshots(page, "two-versions")
    page.get_by_role("row", name=re.compile("^People")).get_by_text("22").click()
    page.get_by_role("button", name="Save what is chosen").click()
    expect(page).to_have_url(re.compile("/units/OWN/$"))
    unit = Unit.objects.get(code="OWN")
    assert (unit.headcount, unit.security_view) == (22, "Helpful people, slow forms")
    other.context.close()


def test_the_list_is_worked_by_keyboard(page, sign_in, cast):
    sign_in(page, cast.ciso, then="/units/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/units/PARENT/$"))
    page.wait_for_load_state()
    page.keyboard.press("g")
    page.keyboard.press("u")
    expect(page).to_have_url(re.compile("/units/$"))
    page.wait_for_load_state()
    page.keyboard.press("/")
    expect(page.locator("input[type=search]:focus")).to_have_count(1)
