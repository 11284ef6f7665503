"""Somebody's slip is found in the record and taken back; the record keeps both. And a row of Today is put off."""

import re

import pytest
from playwright.sync_api import expect

from common.history import recording
from tests.factories.units import UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def slip(cast):
    """The head typed one nought too many and wrote over the purpose."""
    with recording(by=cast.head, reason="Yearly look"):
        cast.unit.headcount, cast.unit.purpose = 1200, "x"
        cast.unit.save()


def test_an_old_version_is_found_compared_and_restored_with_a_reason(
    page, sign_in, cast, slip, live_server, screenshots
):
    sign_in(page, cast.ciso, then="/changes/")
    page.get_by_label("Words in names and reasons").fill("yearly")
    page.keyboard.press("Enter")
    expect(page.locator(".saves > li")).to_have_count(1)
    screenshots(page, "record")
    page.locator(".saves").get_by_role("link", name="Marketing").click()
    page.goto(f"{live_server.url}/units/OWN/history/")
    screenshots(page, "record-of-a-department")
    page.get_by_role("link", name=re.compile("See this version")).last.click()
    expect(page.get_by_role("row", name="People")).to_contain_text("1,200")
    screenshots(page, "version")
    page.get_by_role("link", name="Restore this version…").click()
    expect(page.get_by_label("People", exact=True)).to_have_value("120")
    page.get_by_label("Why this change").fill("One nought too many")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("/units/OWN/$"))

    unit = Unit.objects.get(code="OWN")
    assert (unit.headcount, unit.purpose) == (120, "Pays suppliers on time.")
    reasons = list(unit.history.order_by("history_id").values_list("history_change_reason", flat=True))
    assert reasons[-2:] == ["Yearly look", "One nought too many"]


def test_what_can_wait_is_put_off_and_the_next_thing_takes_its_place(page, sign_in, cast, screenshots):
    for number in range(8):
        UnitFactory(name=f"Part {number}", owned=True, override_expired=True, stewards=[cast.head])
    sign_in(page, cast.ciso)
    rows = page.locator(".rows-todo > li")
    expect(rows).to_have_count(7)
    screenshots(page, "today")
    first = rows.first.locator(".lead-in").inner_text()
    rows.first.get_by_text("Later…").click()
    screenshots(page, "today-later")
    page.get_by_role("button", name="In a week").first.click()
    expect(page.get_by_role("status").or_(page.locator(".messages"))).to_contain_text("Put off")
    expect(rows).to_have_count(7)
    assert first not in rows.locator(".lead-in").all_inner_texts()


def test_one_looks_a_department_up_from_the_keyboard(page, sign_in, cast):
    sign_in(page, cast.ciso)
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox", name="Go or do").fill("marke")
    expect(page.locator("#palette-found a").first).to_contain_text("Marketing")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/units/OWN/$"))
