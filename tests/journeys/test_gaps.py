"""The security team settles three gaps, and sees the board and the trend change."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from contacts.functions import DEPUTY, HEAD
from overview.gaps.decided import monday
from overview.models import GapAssignment, GapDismissal
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory, FunctionFactory
from tests.factories.overview import GapReadingFactory
from tests.factories.units import DependencyFactory, UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ciso():
    """Looks after two departments: nobody is named for one, a number of the other is old, and what it needs of the
    first was confirmed by one side."""
    user = UserFactory(ciso=True, name="Ingrid Solheim", email="ingrid@cast.example")
    for code in (HEAD, DEPUTY):
        FunctionFactory(code=code, inherits=True, call_order=1, critical=True)
    sales = UnitFactory(code="SAL", name="Sales", owner=user, light=True, complete=True)
    payroll = UnitFactory(code="PAY", name="Payroll", owner=user, light=True, complete=True)
    ana = ContactFactory(name="Ana Silva", phone="+44 20 7946 0142", number_old=True, home_unit=payroll)
    AssignmentFactory(unit=payroll, code=HEAD, contact=ana)
    DependencyFactory(
        consumer=payroll, provider=sales, flows="Figures", criticality=5, consumer_confirmed_at=timezone.now()
    )
    day = monday(timezone.localdate()) - timedelta(weeks=1)
    for number in range(9):
        GapReadingFactory(unit=payroll, taken_on=day, key=f"silo:{number}", rule="silo")
    return user


def now(page) -> int:
    """How many stand open now, by the last row of the trend."""
    cells = page.locator("#trend-table tbody tr").last.locator("td").all_inner_texts()
    return sum(int(number) for number in cells)


def choose(page, gap: str, unit: str) -> None:
    page.get_by_role("checkbox", name=f"Choose {gap}, {unit}").check()


def test_settling_three_gaps_changes_the_board_and_the_trend(page, sign_in, ciso, live_server, axe):
    sign_in(page, ciso, then="/gaps/")
    expect(page.get_by_role("heading", level=1)).to_have_text("To settle")
    assert axe(page) == []
    before = now(page)

    # The first: the number is confirmed where the step leads.
    page.get_by_role("row", name="Number of Ana Silva").get_by_role("link", name="Confirm the number").click()
    page.get_by_role("button", name="Confirm").first.click()
    expect(page.locator("#messages")).to_be_visible()
    page.goto(f"{live_server.url}/gaps/")
    expect(page.get_by_text("Number of Ana Silva not confirmed")).to_have_count(0)
    assert now(page) == before - 1

    # The second: somebody is named.
    payroll = Unit.objects.get(code="PAY")
    deputy = ContactFactory(home_unit=payroll, phone_confirmed_on=timezone.localdate())
    AssignmentFactory(unit=payroll, code=DEPUTY, contact=deputy)
    page.reload()
    expect(page.get_by_text("No deputy named yet")).to_have_count(0)
    assert now(page) == before - 2

    # The third: the other side confirms what it provides.
    row = page.get_by_role("row", name="Not yet confirmed by Sales")
    row.get_by_role("link", name="Confirm it with Sales").click()
    page.get_by_role("button", name="Confirm for Sales").click()
    expect(page.locator("#messages")).to_be_visible()
    page.goto(f"{live_server.url}/gaps/")
    expect(page.get_by_text("Not yet confirmed by Sales")).to_have_count(0)
    assert now(page) == before - 3

    # Somebody takes care of what is left of Sales, and it may stay for now.
    choose(page, "No head or deputy named yet", "Sales")
    page.get_by_label("Note for whoever takes care of it").fill("Ask before spring")
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("With Ingrid Solheim: “Ask before spring”")).to_be_visible()
    assert GapAssignment.objects.get().assignee == ciso
    choose(page, "No head or deputy named yet", "Sales")
    page.get_by_label("May stay, because").fill("The post is being filled")
    page.get_by_role("button", name="Let it stay").click()
    expect(page.get_by_role("link", name="1 may stay for now")).to_be_visible()
    assert now(page) == before - 4

    page.get_by_role("link", name="1 may stay for now").click()
    page.get_by_role("button", name="Take it up again").click()
    expect(page.get_by_text("Nothing may stay for now")).to_be_visible()
    assert not GapDismissal.objects.exists()
