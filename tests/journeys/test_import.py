"""A stranger's register comes in: matched, looked at, brought in, and the second time nothing happens."""

import re

import pytest
from playwright.sync_api import expect

from units.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)


def upload(page, live_server, file):
    page.goto(f"{live_server.url}/units/")
    page.get_by_role("link", name="Bring in a file").click()
    page.locator("input[type=file]").set_input_files(str(file))
    page.get_by_role("button", name="Upload the file").click()
    expect(page).to_have_url(re.compile(r"/units/import/\d+/$"))


def test_a_register_is_matched_by_hand_and_brought_in(
    page, sign_in, cast, live_server, small_register, screenshots, axe
):
    sign_in(page, cast.ciso)
    upload(page, live_server, small_register)
    expect(page.get_by_role("heading", level=1)).to_have_text("Match the columns of organisations.csv")
    expect(page.get_by_label("Slug", exact=True)).to_have_value("code")
    expect(page.get_by_label("Parent", exact=True)).to_have_value("parent")
    page.get_by_label("A code that nobody has").select_option("empty")
    page.get_by_label("Executive agency", exact=True).select_option("division")
    page.get_by_label("Court", exact=True).select_option("external_partner")
    page.get_by_label("Other", exact=True).select_option("-")
    page.get_by_label("exempt", exact=True).select_option("active")
    screenshots(page, "import-columns")

    # A column that becomes something else is asked about at once; what was chosen before stays.
    page.get_by_label("Other parents", exact=True).select_option("notes")
    page.get_by_label("Written after the words").fill("Also belongs to")
    page.get_by_label("Several are separated by").fill(";")
    expect(page.get_by_label("Court", exact=True)).to_have_value("external_partner")
    assert axe(page) == []
    page.get_by_role("button", name="Check the file").click()

    expect(page.locator("main")).to_contain_text("5 lines cannot be taken as they are")
    assert axe(page) == []
    screenshots(page, "import-wrong")
    page.get_by_role("link", name="Change how it is read", exact=True).click()
    page.get_by_label("Ministerial department", exact=True).select_option("department")
    page.get_by_label("Advisory non-departmental public body", exact=True).select_option("subsidiary")
    page.get_by_label("Sub organisation", exact=True).select_option("team")
    page.get_by_label("transitioning", exact=True).select_option("active")
    page.get_by_label("Where such files come from").fill("The register")
    page.get_by_label("Keep these choices").check()
    page.get_by_role("button", name="Check the file").click()

    expect(page.get_by_role("button", name="Bring in 7 departments")).to_be_visible()
    page.get_by_role("link", name=re.compile("Left empty")).click()
    expect(page.locator("main")).to_contain_text("gone-office")
    page.get_by_label("Why this change").fill("The register of this quarter")
    assert axe(page) == []
    screenshots(page, "import-preview")
    page.get_by_role("button", name="Bring in 7 departments").click()
    expect(page.locator("main")).to_contain_text("The register of this quarter")
    screenshots(page, "import-done")

    agency = Unit.objects.get(code="agency")
    assert agency.parent.code == "ministry"
    assert agency.notes == "Also belongs to: the-court, attic"
    page.goto(f"{live_server.url}/units/?q=many+things")
    page.get_by_role("link", name="Ministry of Many Things").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ministry of Many Things")

    versions = Unit.history.count()
    upload(page, live_server, small_register)
    page.get_by_role("button", name="Use them and check the file").click()
    expect(page.locator("main")).to_contain_text("Nothing to bring in")
    screenshots(page, "import-nothing")
    assert Unit.history.count() == versions
    page.goto(f"{live_server.url}/units/import/")
    assert axe(page) == []
    screenshots(page, "import")


def test_the_real_register_comes_in_with_its_mapping(
    page, sign_in, cast, live_server, register, register_mapping, screenshots
):
    sign_in(page, cast.admin)
    upload(page, live_server, register)
    page.get_by_text("Use choices that were made before").click()
    page.get_by_label("One from a JSON file").set_input_files(str(register_mapping))
    page.get_by_role("button", name="Take these and check the file").click()
    expect(page.get_by_role("button", name="Bring in 1,254 departments")).to_be_visible()
    screenshots(page, "register-preview")
    assert len(page.content()) < 120_000
    page.get_by_role("button", name="Bring in 1,254 departments").click()
    expect(page.locator("main")).to_contain_text("Brought in")
    page.goto(f"{live_server.url}/units/?q=animal+plant")
    page.get_by_role("link", name="Animal and Plant Health Agency").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Animal and Plant Health Agency")
