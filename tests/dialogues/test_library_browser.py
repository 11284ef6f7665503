"""The library in a browser: questions put in order by keyboard, explained words as hints, and axe over its pages."""

import pytest
from django.urls import reverse

from dialogues.models import Edition
from tests.factories.library import ScenarioFactory, TermFactory
from tests.fixtures.browser import SIZES
from tests.house.addresses import address_of
from tests.house.test_accessibility import enter

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "goals", "glossary", "objective_new", "term_edit", "dialogues:templates", "dialogues:template",
    "dialogues:template_compare", "dialogues:template_draft", "dialogues:question_edit", "dialogues:scenarios",
    "dialogues:scenario", "dialogues:scenario_edit",
)  # fmt: skip
NOTES = "The agencies use **MFA** now. MFA again, phishing  once; `RTO` is code and rto is no word of ours."


@pytest.fixture
def explained(cast):
    TermFactory(word="MFA", meaning="Signing in with two things.", also=["two-factor"])
    TermFactory(word="Phishing", meaning="A message that pretends.")
    TermFactory(word="RTO", meaning="How soon it has to run again.")
    return reverse("dialogues:scenario", args=[ScenarioFactory(text=NOTES, ask="Who has MFA?").pk])


def test_a_word_is_explained_once_in_each_text_and_reached_by_keyboard(
    page, live_server, cast, axe, explained
):
    enter(page, live_server, cast.auditor)
    page.goto(live_server.url + explained)
    page.locator(".term").first.wait_for()
    assert page.locator(".written .term").all_text_contents() == ["MFA", "phishing"]
    assert page.locator("[data-terms] .term").all_text_contents() == ["MFA"]
    shown = page.locator(".hint:not([hidden])")
    page.locator(".term").first.focus()
    assert shown.all_text_contents() == ["Signing in with two things."]
    assert axe(page) == []
    page.keyboard.press("Tab")
    assert shown.all_text_contents() == ["A message that pretends."]
    page.keyboard.press("Escape")
    assert shown.count() == 0
    page.locator(".term").first.hover()
    assert shown.count() == 1


def test_what_reads_a_page_aloud_is_told_the_meaning(page, live_server, cast, explained):
    enter(page, live_server, cast.auditor)
    page.goto(live_server.url + explained)
    word = page.get_by_role("button", name="MFA").first
    word.wait_for()
    meaning = page.locator(f"#{word.get_attribute('aria-describedby')}")
    assert meaning.text_content() == "Signing in with two things."


def test_questions_are_put_in_order_by_keyboard_alone_and_the_focus_stays(page, live_server, cast, sampled):
    enter(page, live_server, cast.ciso)
    draft = Edition.objects.get(published_on=None)
    first = draft.questions.first()
    page.goto(live_server.url + address_of("dialogues:template_draft", sampled))
    button = page.locator(f"#down-{first.pk}")
    assert "now 1 of 2" in button.get_attribute("aria-label")
    button.focus()
    page.keyboard.press("Enter")
    page.locator(f"#down-{first.pk}[aria-label*='now 2 of 2']").wait_for()
    assert page.evaluate("document.activeElement.id") == f"down-{first.pk}"
    assert draft.questions.last() == first
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.locator(f"#up-{first.pk}[aria-label*='now 1 of 2']").wait_for()
    assert draft.questions.first() == first


def test_the_pages_of_the_library_are_for_everybody(page, live_server, axe, cast, sampled):
    enter(page, live_server, cast.ciso)
    faults = {}
    for scheme, size in (("light", "wide"), ("dark", "phone")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(SIZES[size])
        for name in PAGES:
            page.goto(live_server.url + address_of(name, sampled))
            if found := axe(page):
                faults[f"{name} {size} {scheme}"] = found
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                faults[f"{name} {size}"] = ["the page is wider than the screen"]
    assert faults == {}
