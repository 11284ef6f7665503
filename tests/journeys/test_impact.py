"""At night: from a department to who is hit next; a call sheet printed and ticked, also without a connection."""

import pytest
from playwright.sync_api import expect

from overview.models import CallSheet, CallTick
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, FunctionFactory
from tests.factories.units import DependencyFactory, UnitFactory
from tests.fixtures.browser import SIZES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hosting():
    for code in ("head", "incident_contact"):
        FunctionFactory(code=code)
    host, shop, plant = (
        UnitFactory(code=code, name=name)
        for code, name in (("HOST", "Cloud Hosting"), ("SHOP", "Web Shop"), ("PLANT", "Plant North"))
    )
    DependencyFactory(consumer=shop, provider=host, criticality=5)
    DependencyFactory(consumer=plant, provider=shop, criticality=2)
    for unit, name in ((host, "Arvid Lunde"), (shop, "Maren Oduya"), (plant, "Gerd Haupt")):
        AssignmentFactory(unit=unit, contact__name=name)
    return host


def test_from_a_department_to_a_sheet_that_is_printed_and_ticked(page, sign_in, live_server, hosting, axe):
    sign_in(page, UserFactory(ciso=True, name="Ingrid Solheim"), then="/units/HOST/")
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page.get_by_role("heading", level=1)).to_have_text("If Cloud Hosting is hit")
    expect(page.locator(".wave")).to_contain_text("Web Shop")
    expect(page.locator(".rows-later")).to_contain_text("Gerd Haupt")
    page.get_by_role("button", name="Start calling").click()
    expect(page.get_by_text("0 of 3 reached")).to_be_visible()
    assert axe(page) == []

    page.emulate_media(media="print")
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.get_by_role("link", name="Call Maren Oduya")).to_be_visible()
    top = page.locator("#_calls").bounding_box()["y"]
    assert top < page.locator("#_next").bounding_box()["y"]
    page.emulate_media(media="screen")

    page.get_by_role("button", name="Reached Arvid Lunde").click()
    expect(page.get_by_text("by Ingrid Solheim").last).to_be_visible()
    expect(page.get_by_text("1 of 3 reached")).to_be_visible()
    page.locator("#_calls li", has_text="Maren Oduya").get_by_text("Not reached…").click()
    page.get_by_role("textbox", name="Note about Maren Oduya").fill("Rings again at six")
    page.locator("#_calls li", has_text="Maren Oduya").get_by_role("button", name="No answer").click()
    expect(page.get_by_text("Rings again at six")).to_be_visible()
    assert set(CallTick.objects.values_list("outcome", flat=True)) == {"reached", "no_answer"}

    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
    page.get_by_role("link", name="Make it an incident…").click()
    page.get_by_role("button", name="Make it an incident").click()
    expect(page.locator("#_incident_calls")).to_contain_text("Rings again at six")


def test_a_tick_survives_the_lost_connection(page, sign_in, live_server, hosting):
    page.set_viewport_size(SIZES["phone"])
    sign_in(page, UserFactory(responder=True, name="Per Aasen"), then="/units/HOST/impact/")
    page.get_by_role("button", name="Start calling").click()
    box = page.get_by_role("button", name="Reached Maren Oduya")
    expect(box).to_be_visible()
    number = page.get_by_role("link", name="Call Maren Oduya").bounding_box()
    assert number["height"] >= 44
    assert number["width"] >= 240
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    page.context.set_offline(True)
    box.click()
    expect(page.get_by_text("not sent yet")).to_be_visible()
    expect(page.locator("#calls-unsent")).to_contain_text("1 tick is kept on this device")
    assert not CallTick.objects.exists()
    page.context.set_offline(False)
    expect(page.get_by_text("by Per Aasen").last).to_be_visible()
    expect(page.get_by_text("not sent yet")).to_have_count(0)
    assert CallTick.objects.filter(sheet=CallSheet.objects.get()).count() == 1
