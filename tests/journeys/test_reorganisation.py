"""Two departments become one: planned, looked at, done, and taken back."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.choosing import look_up
from units.choices import Status
from units.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_administrator_merges_two_departments_and_takes_it_back(page, sign_in, cast, filled, screenshots):
    sign_in(page, cast.admin, then="/units/PRINT/")
    page.get_by_text("More…").click()
    page.get_by_role("link", name="Reorganise it…").click()
    screenshots(page, "reorganisation-kinds")
    page.get_by_role("link", name="Merger").click()
    look_up(page.locator("#id_into-ts-control"), "Brand")
    page.get_by_label("Why").fill("One house for all that is printed")
    screenshots(page, "reorganisation-form")
    page.get_by_role("button", name="Who gets what").click()
    expect(page.get_by_role("heading", name="Who gets what of Print")).to_be_visible()
    screenshots(page, "reorganisation-shares")
    page.get_by_role("button", name="See what will happen").click()
    expect(page.get_by_text("Print is closed. Its page and its record stay.")).to_be_visible()
    screenshots(page, "reorganisation-look")
    page.get_by_role("button", name="Do it now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Print merges into Brand")
    screenshots(page, "reorganisation")
    assert Unit.objects.get(code="PRINT").status == Status.CLOSED
    page.get_by_role("link", name="Take it back…").click()
    page.get_by_label("Why it is taken back").fill("Not after all")
    screenshots(page, "reorganisation-undo")
    page.get_by_role("button", name="Take it back").click()
    expect(page).to_have_url(re.compile(r"/reorganisations/\d+/$"))
    expect(page.get_by_text("Taken back", exact=True).first).to_be_visible()
    assert Unit.objects.get(code="PRINT").status == Status.ACTIVE
