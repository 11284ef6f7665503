"""From the picture to the telephone: map, click, who is hit next, the call sheet printed and ticked."""

import pytest
from playwright.sync_api import expect

from overview.models import CallTick
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, FunctionFactory
from tests.factories.units import DependencyFactory, UnitFactory
from tests.journeys.test_map import click, opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hosting():
    FunctionFactory(code="head")
    host, shop = UnitFactory(code="HOST", name="Cloud Hosting"), UnitFactory(code="SHOP", name="Web Shop")
    DependencyFactory(consumer=shop, provider=host, criticality=5)
    for unit, name in ((host, "Arvid Lunde"), (shop, "Maren Oduya")):
        AssignmentFactory(unit=unit, contact__name=name, contact__phone="+44 20 7946 0161")


def test_from_the_map_to_a_call_sheet_that_is_printed_and_ticked(page, sign_in, hosting):
    sign_in(page, UserFactory(ciso=True, name="Ingrid Solheim"), then="/map/")
    opened(page)
    click(page, "n:HOST")
    panel = page.locator("#map-panel")
    expect(panel).to_contain_text("Arvid Lunde")
    panel.get_by_role("link", name="Who is hit next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("If Cloud Hosting is hit")
    expect(page.locator(".wave")).to_contain_text("Web Shop")
    page.get_by_role("button", name="Start calling").click()
    expect(page.get_by_text("0 of 2 reached")).to_be_visible()

    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    page.get_by_role("button", name="Print").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Call Arvid Lunde")).to_be_visible()
    expect(page.locator("#_calls .tick-box").first).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")

    page.get_by_role("button", name="Reached Arvid Lunde").click()
    expect(page.get_by_text("1 of 2 reached")).to_be_visible()
    assert CallTick.objects.get().contact.name == "Arvid Lunde"
