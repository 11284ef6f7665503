"""Whom to call, who leaves, and one person entered twice: ways through the directory in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from contacts.models import Assignment, Contact
from tests.factories.accounts import UserFactory
from tests.factories.contacts import (
    AssetOwnerFactory,
    AssignmentFactory,
    ContactFactory,
    FunctionFactory,
    ProcessOwnerFactory,
)
from tests.factories.units import UnitFactory
from tests.journeys.choosing import look_up

pytestmark = pytest.mark.django_db(transaction=True)

CODES = ("head", "deputy", "ambassador", "liaison", "incident_contact", "process_owner", "data_owner")


@pytest.fixture
def warehouse():
    for code in CODES:
        FunctionFactory(code=code)
    return UnitFactory(code="OPS-WH", name="Central warehouse")


def test_whom_to_call_is_two_keys_away(page, sign_in, live_server, warehouse):
    AssignmentFactory(unit=warehouse, code="incident_contact", contact__name="Declan Foyle")
    sign_in(page, UserFactory(ciso=True), then="/changes/")
    page.keyboard.press("g")
    page.keyboard.press("w")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who to call")
    expect(page.get_by_role("searchbox", name="Name or code of the department")).to_be_focused()
    page.keyboard.type("warehouse")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Declan Foyle").first).to_be_visible()


def test_somebody_with_seven_responsibilities_leaves_and_none_is_orphaned(
    page, sign_in, live_server, warehouse, axe
):
    leaver = ContactFactory(name="Declan Foyle", home_unit=warehouse)
    heir = ContactFactory(name="Precious Dube", home_unit=warehouse)
    for code in ("head", "incident_contact", "ambassador"):
        AssignmentFactory(unit=warehouse, code=code, contact=leaver)
    for name in ("Warehouse control", "Scanners"):
        AssetOwnerFactory(unit=warehouse, asset__name=name, contact=leaver)
    for name in ("Picking", "Loading"):
        ProcessOwnerFactory(unit=warehouse, process__name=name, contact=leaver)
    today = timezone.localdate()
    sign_in(page, UserFactory(ciso=True), then=f"/contacts/{leaver.pk}/")
    page.get_by_text("More…").click()
    page.get_by_role("link", name="Leaves us…").click()
    expect(page.locator("header p.meta, p.meta").first).to_contain_text("7 things to hand over")
    assert axe(page) == []
    page.get_by_label("Last day here").fill(f"{today:%Y-%m-%d}")
    choose(page, "Everything goes to", heir)
    page.get_by_role("button", name="See what will happen").click()
    expect(page.get_by_role("heading", name="What will happen")).to_be_visible()
    page.get_by_role("button", name="Hand everything over").click()
    expect(page.locator("#messages")).to_be_visible()

    tomorrow = today + timedelta(1)
    held = Assignment.objects.current(on=tomorrow)
    assert not held.filter(contact=leaver).exists()
    assert held.filter(contact=heir).count() == 7
    leaver.refresh_from_db()
    assert leaver.left_on == today


def choose(page, label: str, contact: Contact) -> None:
    """Finds somebody in a field that looks people up while one types."""
    look_up(page.get_by_role("combobox", name=label), contact.name.split()[0], contact.name)
    page.keyboard.press("Tab")  # closes the list, which lies over what stands below


def test_two_entries_become_one_and_two_again(page, sign_in, live_server, warehouse, axe):
    kept = ContactFactory(name="Zofia Lewandowska", personnel_number="VG-1", home_unit=warehouse)
    gone = ContactFactory(
        name="Zofia Lewandowska-Brook", personnel_number="VG-1", home_unit=warehouse, phone="+44 20 7946 0999"
    )
    AssignmentFactory(unit=warehouse, code="deputy", contact=gone)
    sign_in(page, UserFactory(ciso=True), then="/contacts/duplicates/")
    expect(page.get_by_text("1 pair that may be one person")).to_be_visible()
    page.get_by_role("link", name="Put together…").click()
    expect(page.get_by_role("button", name="Put the entries together")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("radio", name="+44 20 7946 0999").check()
    page.get_by_role("button", name="Put the entries together").click()
    expect(page.locator("#messages")).to_be_visible()
    one = Contact.objects.listed().get(name__startswith="Zofia")
    assert one.phone == "+44 20 7946 0999"
    assert one.assignments.count() == 1

    away = kept if one == gone else gone
    page.goto(f"{live_server.url}/contacts/{away.pk}/unmerge/")
    page.get_by_role("button", name="Make them two entries again").click()
    expect(page.locator("#messages")).to_be_visible()
    assert Contact.objects.listed().filter(name__startswith="Zofia").count() == 2
    gone.refresh_from_db()
    assert gone.assignments.count() == 1
