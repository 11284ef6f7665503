"""The real register: mapped by hand with its first rows in view, brought in, undone, brought in by what was kept."""

import json
import re

import pytest
from playwright.sync_api import expect

from desk.models import Mapping, SheetImport
from tests.fixtures.register import MAPPING
from tests.journeys.test_import import upload
from units.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)

LINES = 1_254


def choose_words(page, header: str) -> None:
    """What each word of a column means, one after the other, as the example says."""
    words = json.loads(MAPPING.read_text())["columns"][header]["values"]
    for word, ours in words.items():
        field = page.get_by_label(word, exact=True)
        if field.input_value() != (ours or "-"):
            field.select_option(ours or "-")


def collect(page, header: str, label: str) -> None:
    """Takes a column into the notes."""
    row = page.locator("tr", has=page.get_by_label(header, exact=True))
    row.get_by_label(header, exact=True).select_option("notes")
    row.get_by_label("Written after the words").fill(label)


def bring_in(page) -> None:
    page.get_by_role("button", name=f"Bring in {LINES:,} departments").click()
    expect(page.locator("main")).to_contain_text("Brought in", timeout=60_000)


def test_a_register_is_mapped_by_hand_undone_and_brought_in_by_what_was_kept(
    page, sign_in, cast, live_server, register, screenshots, axe
):
    there = set(Unit.objects.values_list("code", flat=True))
    sign_in(page, cast.ciso)
    upload(page, live_server, register)

    # The guess is looked at in the first rows, and put right word by word.
    rows = page.get_by_role("region", name="The first rows as they are read now")
    expect(rows).to_contain_text("Advisory, Conciliation and Arbitration Service")
    expect(rows.locator("td.wrong").first).to_contain_text("Other")
    screenshots(page, "register-guess")
    choose_words(page, "Format")
    choose_words(page, "Status")
    expect(rows.locator("td.wrong")).to_have_count(0)
    expect(rows).to_contain_text("Subsidiary")
    collect(page, "Abbreviation", "Abbreviation")
    collect(page, "Other parents", "Also belongs to")
    page.get_by_label("Several are separated by").last.fill(";")
    page.get_by_label("A code that nobody has").select_option("empty")
    page.get_by_text("The same value in every row").click()
    page.get_by_label("Where people work", exact=True).select_option("hybrid")
    expect(rows).to_contain_text("in every row")
    expect(rows).to_contain_text("Hybrid")
    expect(rows).to_contain_text("Abbreviation: Acas")
    assert axe(page) == []
    screenshots(page, "register-matched")
    page.get_by_label("Where such files come from").fill("GOV.UK register")
    page.get_by_label("Keep these choices").check()
    page.get_by_role("button", name="Check the file").click()
    expect(page.locator("body")).to_contain_text("The choices are kept")
    bring_in(page)
    assert Unit.objects.count() == len(there) + LINES
    assert Unit.objects.get(code="acas").work_mode == "hybrid"

    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.locator("main")).to_contain_text("Undone", timeout=60_000)
    assert set(Unit.objects.values_list("code", flat=True)) == there

    # The same headers again: what was chosen is there, and one button is enough.
    upload(page, live_server, register)
    expect(page.locator("main")).to_contain_text("A file with these columns came in before")
    expect(page.get_by_label("Ministerial department", exact=True)).to_have_value("department")
    assert axe(page) == []
    screenshots(page, "register-offered")
    page.get_by_role("button", name="Use them and check the file").click()
    bring_in(page)
    first, again = SheetImport.objects.order_by("pk")
    assert again.outcome == first.outcome
    assert again.mapping == first.mapping == Mapping.objects.get().rules
    assert Unit.objects.get(code="acas").work_mode == "hybrid"
    expect(page).to_have_url(re.compile(rf"/units/import/{again.pk}/$"))
