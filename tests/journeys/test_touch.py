"""Spoken in passing, logged before one forgets it; and something to talk about, proposed by a head."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dialogues.models import Commitment, Session, Topic
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.dialogues import (
    AgendaItemFactory,
    CommitmentFactory,
    DraftFactory,
    InsightFactory,
    ParticipationFactory,
    SessionFactory,
)
from tests.factories.units import UnitFactory
from tests.journeys.keyboard import Keyboard

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ingrid():
    return UserFactory(ciso=True, name="Ingrid Solheim")


@pytest.fixture
def clara():
    return UserFactory(head=True, name="Clara Whitfield")


@pytest.fixture
def marketing(clara, ingrid):
    unit = UnitFactory(code="MKT", name="Marketing", stewards=[clara], owner=ingrid)
    UnitFactory(code="FIN", name="Finance")
    AssignmentFactory(unit=unit, code="ambassador", contact=ContactFactory(name="Ana Duarte", home_unit=unit))
    return unit


def test_a_touch_is_logged_in_fifteen_seconds_from_anywhere(
    page, sign_in, ingrid, marketing, axe, screenshots
):
    sign_in(page, ingrid, then="/changes/")
    hands = Keyboard(page)
    hands.press("l")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in passing")
    expect(page.get_by_role("combobox", name="Department")).to_be_focused()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("option", name="Finance")).to_be_hidden()
    assert axe(page) == []
    screenshots(page, "touch")
    hands.type("Mark")
    expect(page.get_by_role("option", name="Finance")).to_be_hidden()
    expect(page.get_by_role("option", name="Marketing")).to_be_visible()
    hands.press("Enter")
    expect(page.get_by_label("What was said")).to_be_focused()
    hands.type("Ana: new agency in May")
    hands.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("Logged")
    assert hands.seconds <= 15, f"{hands.keys} keys, {hands.thoughts} thoughts: {hands.seconds:.1f} seconds"
    talk = Session.objects.get()
    assert (talk.kind, talk.state, talk.title) == ("touch", "closed", "In passing with Ana Duarte")


def test_on_a_department_page_the_department_is_known(page, sign_in, ingrid, marketing):
    sign_in(page, ingrid, then="/units/MKT/")
    hands = Keyboard(page)
    hands.press("l")
    expect(page.get_by_label("What was said")).to_be_focused()
    hands.type("@ana sends the list by friday")
    hands.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("1 promise")
    promise = Commitment.objects.get()
    assert (promise.side, promise.contact.name, promise.state) == ("they", "Ana Duarte", "proposed")


def test_a_head_proposes_something_to_talk_about(page, sign_in, clara, marketing, axe):
    sign_in(page, clara, then="/dialogues/topics/new/?unit=MKT")
    assert axe(page) == []
    page.get_by_label("What to talk about").fill("May the press team use an AI picture tool?")
    page.get_by_role("button", name="Put it on the agenda").click()
    expect(page.locator("#messages")).to_contain_text("on the agenda of the next talk")
    topic = Topic.objects.get()
    assert (topic.unit, topic.proposed_by) == (marketing, clara)


def test_a_promise_is_kept_in_one_click_and_taken_back_in_one(
    page, sign_in, ingrid, marketing, axe, screenshots
):
    promise = CommitmentFactory(text="Shorter access form", unit=marketing, user=ingrid, late=True)
    CommitmentFactory(text="A list of agencies", unit=marketing, theirs=True, proposed=True)
    sign_in(page, ingrid, then="/promises/")
    assert axe(page) == []
    screenshots(page, "promises")
    page.get_by_role("button", name="Kept").first.click()
    expect(page.locator("#messages")).to_contain_text("Kept: “Shorter access form”")
    expect(page.locator("#_promises")).not_to_contain_text("Shorter access form")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#_promises")).to_contain_text("Shorter access form")
    promise.refresh_from_db()
    assert promise.state == "open"
    page.get_by_role("link", name="Shorter access form").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Shorter access form")
    assert axe(page) == []
    screenshots(page, "promise")


def test_a_talk_is_closed_by_keyboard_and_the_count_goes_along(
    page, sign_in, ingrid, marketing, axe, screenshots
):
    talk = SessionFactory(held=True, title="Talk with Marketing", units=[marketing], liaison=ingrid)
    DraftFactory(
        session=talk,
        number=1,
        text="! nobody tells us who leaves #agency-access\n@ana sends the list by friday",
    )
    promise = CommitmentFactory(text="Shorter access form", unit=marketing, user=ingrid)
    AgendaItemFactory(
        session=talk, kind="we_owe", text=promise.text, commitment=promise, position=1, carried=2
    )
    AgendaItemFactory(session=talk, text="What must not go wrong before Christmas?", position=2)
    AgendaItemFactory(session=talk, text="What did security cost you?", position=3)
    sign_in(page, ingrid, then=f"/dialogues/sessions/{talk.pk}/close/")
    assert axe(page) == []
    screenshots(page, "close")
    bar = page.locator("footer.bar")
    expect(bar).to_contain_text("3 agenda items = 0 done + 0 dropped + 3 carried")
    hands = Keyboard(page)
    hands.tab_to(page.get_by_role("radio", name="Carry").first)
    hands.press("ArrowLeft")
    hands.press("ArrowLeft")
    expect(bar).to_contain_text("1 done + 0 dropped + 2 carried")
    hands.tab_to(page.get_by_role("radio", name="Carry").nth(1))
    hands.press("ArrowLeft")
    hands.press("Tab")
    expect(page.get_by_placeholder("because…").locator("visible=true")).to_be_focused()
    hands.type("Asked in spring")
    expect(bar).to_contain_text("1 done + 1 dropped + 1 carried")
    hands.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text(
        "Closed: 3 points = 1 done + 1 dropped + 1 carried; 1 thing heard, 1 promise."
    )
    assert list(talk.agenda.order_by("position").values_list("state", flat=True)) == [
        "done",
        "dropped",
        "carried",
    ]
    promise.refresh_from_db()
    assert promise.state == "kept"


def test_what_came_of_a_talk_is_sent_and_seen_across_departments(
    page, sign_in, live_server, ingrid, marketing, axe, screenshots
):
    finance = UnitFactory(code="TRE", name="Treasury")
    talk = SessionFactory(
        touch=True, kind="one_to_one", title="Talk with Marketing", units=[marketing], liaison=ingrid,
        starts_at=timezone.now(), notes="Six campaigns before Christmas.",
    )  # fmt: skip
    ana = ContactFactory(name="Ana Duarte", email="ana@cast.example", home_unit=marketing)
    ParticipationFactory(session=talk, contact=ana, unit=marketing, attended=True)
    InsightFactory(unit=marketing, session=talk, text="Nobody tells us who leaves", themes=["agency-access"])
    InsightFactory(unit=finance, text="Agencies keep their keys", themes=["agency-access"])
    sign_in(page, ingrid, then=f"/dialogues/sessions/{talk.pk}/")
    screenshots(page, "closed")
    page.get_by_role("link", name="Send the minutes…").click()
    expect(page.get_by_role("region", name="The mail")).to_contain_text("Nobody tells us who leaves")
    assert axe(page) == []
    screenshots(page, "minutes")
    page.get_by_role("button", name="Send the minutes").click()
    expect(page.locator("#messages")).to_contain_text("on their way to 1 person")
    page.goto(f"{live_server.url}/heard/")
    assert axe(page) == []
    screenshots(page, "heard")
    page.get_by_role("link", name="#agency-access").first.click()
    expect(page.locator("p.meta").first).to_contain_text("2 sentences from 2 departments")
    assert axe(page) == []
    screenshots(page, "theme")
    page.get_by_role("link", name="Agencies keep their keys").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Concern from Treasury")
    assert axe(page) == []
    screenshots(page, "heard-one")
