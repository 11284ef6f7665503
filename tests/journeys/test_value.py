"""A head says what the department cannot lose, with the hands on the keyboard."""

import pytest
from playwright.sync_api import expect

from common.history import recording
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory, FunctionFactory
from tests.factories.units import UnitFactory
from tests.journeys.keyboard import Keyboard
from units.choices import AssetKind, Depth
from units.models import Asset, Dependency, Process, Unit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def head():
    user = UserFactory(head=True, name="Clara Whitfield", email="clara@cast.example")
    unit = UnitFactory(code="MKT", name="Marketing", stewards=[user], depth_choice=Depth.LIGHT)
    for code in ("head", "deputy", "process_owner", "data_owner", "ambassador"):
        FunctionFactory(code=code)
    AssignmentFactory(unit=unit, contact=ContactFactory(name="Clara Whitfield", home_unit=unit, user=user))
    ContactFactory(name="Jasper Okonjo", title="Operations manager", home_unit=unit)
    for code, name in (("IT", "Information technology"), ("ECM", "Online shop")):
        UnitFactory(code=code, name=name)
    return user


def test_a_head_fills_the_light_record_by_keyboard_well_within_five_minutes(
    page, sign_in, head, live_server, axe
):
    sign_in(page, head, then="/units/MKT/")
    hands = Keyboard(page)
    hands.tab_to(page.get_by_role("link", name="Fill in the sheet"))
    hands.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What we should know of Marketing")
    assert axe(page) == []
    hands.tab_to(page.get_by_label("What is it trying to achieve?"))
    hands.type("Make Verrano the first name people think of for a kitchen, and keep 400,000 households.")
    hands.tab_to(page.get_by_label("Somebody of the department"))
    hands.type("Jasper")
    for number, (thing, kind) in enumerate(
        (("Household profiles", "Data"), ("Newsletter platform", "System"), ("Studio Paprika", "Supplier")),
        start=1,
    ):
        hands.tab_to(page.get_by_label(f"Thing {number}", exact=True))
        hands.type(thing)
        hands.press("Tab")
        hands.type(kind)
    hands.tab_to(page.get_by_label("when does it start to hurt?"))
    hands.type("3 days")
    for number, name in enumerate(("Information technology", "Online shop", "The photo studio"), start=1):
        hands.tab_to(page.get_by_label(f"It needs department {number}"))
        hands.type(name)
    hands.press("Control+Enter")
    expect(page.locator("#messages")).to_be_visible()
    assert hands.seconds < 150, f"{hands.keys} keys, {hands.thoughts} thoughts: {hands.seconds:.0f} seconds"

    unit = Unit.objects.get(code="MKT")
    assert unit.purpose.startswith("Make Verrano")
    assert unit.get_hurts_after_display() == "3 days"
    assert unit.assignments.filter(function__code="deputy", contact__name="Jasper Okonjo").exists()
    kinds = dict(Asset.objects.filter(unit=unit, criticality=5).values_list("name", "kind"))
    assert kinds == {
        "Household profiles": AssetKind.DATA,
        "Newsletter platform": AssetKind.SYSTEM,
        "Studio Paprika": AssetKind.SUPPLIER,
    }
    needs = Dependency.objects.filter(consumer=unit).values_list("provider_named", flat=True)
    # Departments a head may not see are kept in the head's words.
    assert set(needs) == {"Information technology", "Online shop", "The photo studio"}


TEN = (
    ("Weekly newsletter", "3 days", "1 day", "1 day"),
    ("Loyalty club", "3 days", "2 days", "1 day"),
    ("Campaign planning", "2 weeks", "1 week", "1 day"),
    ("Paid search", "1 day", "8 h", "4 h"),
    ("Consent on our pages", "1 day", "8 h", "1 h"),
    ("Web analysis", "2 weeks", "1 week", "3 days"),
    ("Launch of a product", "1 day", "12 h", "1 day"),
    ("Artwork for countries", "3 days", "2 days", "1 day"),
    ("Offers for households", "1 week", "3 days", "1 day"),
    ("Answers to requests for data", "2 weeks", "1 week", "1 day"),
)


def test_ten_processes_without_the_mouse(page, sign_in, head, live_server):
    Unit.objects.get(code="MKT")
    sign_in(page, head, then="/units/MKT/sheet/?depth=standard")
    hands = Keyboard(page)
    hands.tab_to(page.locator("#processes tbody tr").first.get_by_label("Process"))
    for name, *times in TEN:
        hands.type(name)
        for hours in times:
            hands.press("Tab")
            hands.type(hours)
        hands.press("Tab")  # sensitive data
        hands.press("Tab")
        hands.type("Fin")
        hands.press("Tab")
        hands.type("1 month")
        hands.press("Enter")  # begins the next line
    hands.press("Control+Enter")
    expect(page.locator("#messages")).to_be_visible()
    rows = {row.name: row for row in Process.objects.filter(unit__code="MKT")}
    assert set(rows) == {name for name, *_ in TEN}
    assert (rows["Paid search"].mtd_hours, rows["Paid search"].rto_hours, rows["Paid search"].rpo_hours) == (
        24,
        8,
        4,
    )
    assert all(row.impacts.count() == 1 for row in rows.values())
    assert Unit.objects.get(code="MKT").worst_after == 720
    assert hands.seconds < 600, f"{hands.keys} keys: {hands.seconds:.0f} seconds"


def test_ten_assets_on_the_page_of_the_department_and_one_removed(page, sign_in, head, live_server, axe):
    with recording(actor="Test", reason="Set up"):
        unit = Unit.objects.get(code="MKT")
        unit.depth_choice = Depth.STANDARD
        unit.save()
    sign_in(page, head, then="/units/MKT/")
    hands = Keyboard(page)
    hands.press("v")
    name = page.locator("#asset-new-name")
    expect(name).to_be_focused()
    assert axe(page) == []
    for number in range(10):
        hands.type(f"Thing {number}")
        hands.press("Enter")
        expect(page.locator("#value th", has_text=f"Thing {number}")).to_be_visible()
        expect(name).to_be_focused()
    assert Asset.objects.filter(unit__code="MKT").count() == 10
    hands.press("Shift+Tab")
    remove_first(page, hands)
    assert Asset.objects.filter(unit__code="MKT").count() == 9


def remove_first(page, hands):
    """The row above the empty one: opened, then removed."""
    expect(page.get_by_role("link", name="Change Thing 9")).to_be_focused()
    hands.press("Enter")
    expect(page.locator("#value tr.entry [data-remove]")).to_be_visible()
    hands.tab_to(page.locator("#value [data-remove]"))
    hands.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Thing 9")
    expect(page.locator("#value th", has_text="Thing 9")).to_have_count(0)
