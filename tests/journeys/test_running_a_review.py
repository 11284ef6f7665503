"""The administrator plans a review, settles what stands in its way, opens it, asks again, and closes it."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from outreach.models import Message
from reviews.actions import answers
from reviews.choices import CycleState, Outcome
from reviews.models import Cycle, UnitReview
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def marek():
    return UserFactory(admin=True, name="Marek Dvořák")


@pytest.fixture
def clara():
    return UserFactory(head=True, name="Clara Whitfield")


@pytest.fixture
def departments(clara):
    """Marketing with a head who signs in; the press office, whose head does not; a laboratory without anybody."""
    marketing = UnitFactory(code="MKT", name="Marketing", stewards=[clara])
    press = UnitFactory(code="PRESS", name="Press office", parent=marketing)
    laboratory = UnitFactory(code="LAB", name="Laboratory")
    AssignmentFactory(
        unit=marketing, contact=ContactFactory(name="Clara Whitfield", user=clara, home_unit=marketing)
    )
    AssignmentFactory(unit=press, contact=ContactFactory(name="Jonas Beck", home_unit=press))
    return marketing, press, laboratory


def test_a_review_from_its_plan_to_its_summary(
    page: Page, live_server, sign_in, screenshots, axe, marek, clara, departments
):
    sign_in(page, marek, then="/reviews/")
    page.get_by_role("link", name="Plan a review").first.click()
    page.get_by_label("Name").first.fill("Autumn review")
    expect(page.locator("#_scope")).to_contain_text("3 departments")
    page.get_by_label("Department", exact=True).uncheck()
    expect(page.locator("#_scope")).to_contain_text("nobody would be asked")
    page.get_by_label("Department", exact=True).check()
    expect(page.locator("#_scope")).to_contain_text("3 departments")
    page.get_by_role("button", name="Plan and rehearse").click()

    expect(page.get_by_text("It cannot open yet.")).to_be_visible()
    expect(page.get_by_role("row", name="Press office")).to_contain_text(
        "Jonas Beck does not sign in here yet."
    )
    assert axe(page) == []
    screenshots(page, "review-rehearsal")
    assert page.get_by_role("button", name="Open the review now…").count() == 0

    page.get_by_role("link", name="Settle Press office").click()
    page.locator("#id_who + .ts-wrapper .ts-control").click()
    page.locator(".ts-dropdown [data-selectable]", has_text="Clara Whitfield").click()
    page.locator("#id_note").fill("She knows it well")
    page.get_by_role("button", name="They answer").click()
    expect(page.get_by_text("Clara Whitfield answers for Press office.")).to_be_visible()

    page.get_by_role("link", name="Settle Laboratory").click()
    page.get_by_label("Why it is left out").fill("It closes in spring")
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_text("1 person would get a mail about 2 departments")).to_be_visible()

    page.get_by_role("button", name="Open the review now…").click()
    page.get_by_role("button", name="Open it and send the mail").click()
    expect(page.get_by_text("0 of 2 have answered")).to_be_visible()
    [mail] = Message.objects.filter(kind="review_asked")
    assert mail.user == clara

    answers.answer(
        UnitReview.objects.get(unit=departments[0]), outcome=Outcome.CONFIRMED, parts={}, shown={}, by=clara,
        at=timezone.now(),
    )  # fmt: skip
    page.reload()
    expect(page.get_by_text("1 of 2 have answered")).to_be_visible()
    assert axe(page) == []
    screenshots(page, "review-board")
    page.get_by_label("Choose Press office").check()
    page.get_by_role("button", name="Ask these again").click()
    expect(page.get_by_text("Asked again: 1 department.")).to_be_visible()
    assert Message.objects.filter(kind="review_nudged").count() == 1

    page.get_by_role("link", name="Close the review…").click()
    expect(page.get_by_text("1 department would be kept so")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Close the review").click()
    expect(page.get_by_text("1 confirmed, 1 no answer yet · 1 left out")).to_be_visible()
    found = Cycle.objects.get(name="Autumn review")
    assert found.state == CycleState.CLOSED
    response = page.request.get(f"{live_server.url}/reviews/{found.pk}/summary.pdf")
    assert response.body().startswith(b"%PDF")
    assert Cycle.objects.filter(follows=found, state=CycleState.PLANNED).exists()
