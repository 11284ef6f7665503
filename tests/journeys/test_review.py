"""A head confirms the record of a department from the mail in two clicks; the auditor reads what they confirmed."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from common.history import recording
from contacts.models import Assignment
from outreach.models import Message
from reviews.actions.opening import open_cycle
from reviews.models import UnitReview
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.reviews import CycleFactory
from tests.factories.units import AssetFactory, DependencyFactory, UnitFactory
from tests.journeys.keyboard import Keyboard

pytestmark = pytest.mark.django_db(transaction=True)
YES = "Yes, all of this is correct"


class Clicks:
    """A person who counts their clicks, the one on the link of a mail included."""

    def __init__(self, page: Page, site: str):
        self.page, self.site, self.number = page, site, 0

    def on_the_link_of(self, mail: Message) -> None:
        [path] = re.findall(r"https?://[^/\s]+(/reviews/\d+/\S+/)", mail.text)
        self.number += 1
        self.page.goto(f"{self.site}{path}")

    def on(self, name: str, role: str = "button") -> None:
        self.number += 1
        self.page.get_by_role(role, name=name).click()


@pytest.fixture
def ingrid():
    return UserFactory(ciso=True, name="Ingrid Solheim")


@pytest.fixture
def clara():
    return UserFactory(head=True, name="Clara Whitfield")


@pytest.fixture
def marketing(clara, ingrid):
    unit = UnitFactory(code="MKT", name="Marketing", complete=True, stewards=[clara], owner=ingrid)
    head = ContactFactory(name="Clara Whitfield", email=clara.email, home_unit=unit, user=clara)
    jonas = ContactFactory(name="Jonas Beck", home_unit=unit)
    AssignmentFactory(unit=unit, code="head", contact=head)
    for code in ("deputy", "incident_contact", "ambassador"):
        AssignmentFactory(unit=unit, code=code, contact=jonas)
    for name in ("The newsletter", "Press and social accounts", "The customer list"):
        AssetFactory(unit=unit, name=name, crown=True)
    for name in ("Customer Data", "Brightside Studio", "Web Shop"):
        DependencyFactory(consumer=unit, in_words=True, provider_named=name)
    return unit


@pytest.fixture
def mail(marketing, ingrid):
    """The mail by which an open review asks for Marketing."""

    def opened(**values):
        cycle = CycleFactory(planned=True, name="Autumn review", run_by=ingrid, **values)
        open_cycle(cycle, by=ingrid, at=timezone.now())
        return Message.objects.get(kind="review_asked")

    return opened


def test_from_the_mail_to_the_confirmed_record_it_takes_two_clicks(
    page, sign_in, live_server, clara, marketing, mail, axe, screenshots
):
    asked = mail()
    assert asked.subject.startswith("Is this still correct? Marketing")
    sign_in(page, clara)
    screenshots(page, "review-home")
    clicks = Clicks(page, live_server.url)
    clicks.on_the_link_of(asked)
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this still correct?")
    expect(page.get_by_text("Nothing is missing and nothing is old")).to_be_visible()
    assert axe(page) == []
    screenshots(page, "review")
    clicks.on(YES)
    expect(page.locator("#messages")).to_contain_text("Thank you. The record is confirmed.")
    assert clicks.number == 2
    review = UnitReview.objects.get(unit=marketing)
    assert (review.outcome, review.answered_by) == ("confirmed", clara)
    expect(page.get_by_role("heading", name=re.compile("As shown on"))).to_be_visible()
    assert axe(page) == []
    screenshots(page, "review-confirmed")
    page.goto(f"{live_server.url}/units/MKT/")
    expect(page.get_by_role("region", name="Last confirmed")).to_contain_text(
        "Clara Whitfield confirmed it on"
    )


def test_what_is_missing_is_put_right_on_the_page_by_keyboard_alone(
    page, sign_in, live_server, clara, marketing, mail, axe, screenshots
):
    with recording(actor="Test", reason="Left"):
        Assignment.objects.get(unit=marketing, function__code="deputy").delete()
        marketing.purpose = ""
        marketing.save()
    asked = mail()
    sign_in(page, clara)
    hands = Keyboard(page)
    page.get_by_role("link", name=re.compile("Look at it: Please confirm your record")).focus()
    hands.press("Enter")
    expect(page.get_by_text("2 parts need a word from you")).to_be_visible()
    assert page.url.endswith(re.search(r"/reviews/\d+/MKT/", asked.text)[0])
    assert axe(page) == []
    screenshots(page, "review-asks")
    hands.tab_to(page.get_by_role("radio", name="Correct as it is, there is nothing to add").first)
    hands.press("ArrowDown")
    hands.press("ArrowDown")
    hands.press("Tab")
    hands.type("Treasury names the deputy")
    hands.tab_to(page.get_by_role("link", name="Change what you are trying to do"))
    hands.press("Enter")
    purpose = page.get_by_label("Purpose").or_(page.get_by_label("What it is trying to achieve"))
    expect(purpose.first).to_be_visible()
    assert axe(page) == []
    screenshots(page, "review-change")
    hands.tab_to(purpose.first)
    hands.type("Launch six campaigns before Christmas")
    hands.tab_to(page.get_by_role("button", name="Save it"))
    hands.press("Enter")
    expect(page.get_by_text("“Launch six campaigns before Christmas”")).to_be_visible()
    expect(page.get_by_label("What changed, or whose it is now")).to_have_value("Treasury names the deputy")
    hands.tab_to(page.get_by_role("checkbox", name=re.compile("Brightside Studio")))
    hands.press("Space")
    hands.tab_to(page.get_by_role("button", name="Send these answers"))
    hands.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Your answer is kept")
    review = UnitReview.objects.get(unit=marketing)
    answers = dict(review.parts.values_list("part", "answer"))
    assert (answers["people"], answers["aims"], answers["needs"]) == ("not_ours", "changed", "changed")
    assert answers["shape"] == "correct"
    assert review.parts.get(part="people").note == "Treasury names the deputy"
    assert axe(page) == []


def test_an_auditor_reads_what_was_confirmed_and_what_stood_on_the_screen(
    page, sign_in, live_server, clara, ingrid, marketing, mail, axe, screenshots
):
    mail()
    sign_in(page, clara, then="/")
    page.get_by_role("link", name=re.compile("Look at it")).click()
    page.get_by_role("button", name=YES).click()
    expect(page.locator("#messages")).to_contain_text("The record is confirmed")
    with recording(by=ingrid, reason="Heard in passing"):
        marketing.purpose = "Something else altogether"
        marketing.save()
    page.context.clear_cookies()
    sign_in(page, UserFactory(auditor=True), then="/units/MKT/reviews/")
    expect(page.get_by_role("row", name=re.compile("Autumn review"))).to_contain_text(
        "Clara Whitfield confirmed it"
    )
    assert axe(page) == []
    screenshots(page, "review-list")
    page.get_by_role("link", name="Autumn review").click()
    expect(page.get_by_role("region", name=re.compile("As shown on"))).to_contain_text(
        "Pays suppliers on time."
    )
    expect(page.locator("main")).not_to_contain_text("Something else altogether")
    expect(page.locator("main")).to_contain_text(UnitReview.objects.get().shown_sha256)
    assert axe(page) == []
    screenshots(page, "review-auditor")
    page.goto(f"{live_server.url}/units/MKT/history/")
    expect(page.locator("main")).to_contain_text("Answered in the review “Autumn review”")


def test_every_face_of_a_review_is_for_everybody(
    page, sign_in, live_server, clara, ingrid, marketing, mail, axe, screenshots
):
    path = re.search(r"/reviews/\d+/MKT/", mail().text)[0]
    DependencyFactory(consumer=UnitFactory(name="Retail Sales"), provider=marketing)
    faults = {}

    def look(address: str, name: str) -> None:
        page.goto(f"{live_server.url}{address}")
        if found := axe(page):
            faults[name] = found
        screenshots(page, f"review-{name}")

    sign_in(page, clara)
    for part in ("people", "value", "needs", "rules"):
        look(f"{path}part/{part}/", f"edit-{part}")
    look(f"{path}?all=1", "all")
    look(f"{path}delegate/", "delegate")
    look(f"{path}not-mine/", "not-mine")
    page.goto(f"{live_server.url}{path}")
    page.get_by_role("checkbox", name=re.compile("Brightside Studio")).uncheck()
    page.get_by_role("button", name=YES).click()
    expect(page.locator("#messages")).to_contain_text("Your answer is kept")
    page.context.clear_cookies()
    sign_in(page, ingrid)
    look(path, "settle")
    look(f"{path}?again=1", "team")
    look("/", "today")
    page.goto(f"{live_server.url}{path}")
    page.get_by_role("button", name=re.compile("Take it off the list")).click()
    expect(page.locator("#messages")).to_contain_text("Taken off the list: We rely on Brightside Studio")
    assert faults == {}
