"""An administrator looks after who signs in, in a real browser."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts import actions
from tests.factories.accounts import UserFactory
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    UserFactory(admin=True, name="Zoe Admin")
    UserFactory(ciso=True, name="Ada Lovelace", email="ada@test.example", last_login=timezone.now())
    UserFactory(ciso=True, name="Bea Second")
    UserFactory(name="Bob Gone", head=True, deactivated=True)
    UserFactory(name="Cleo Ended", responder=True, expired=True)
    UserFactory(name="Dan Auditor", auditor=True)
    head = UserFactory(name="Clara Whitfield", head=True, last_login=timezone.now())
    for code, name in (
        ("MKT", "Marketing"),
        ("PAY", "Payments and settlements"),
        ("TRE", "Treasury"),
        ("X", "Legal"),
    ):
        UnitFactory(code=code, name=name, stewards=[head])
    values = {"name": "Eve Invited", "email": "eve@test.example", "role": "head"}
    actions.invite(values=values, by=None, actor="Test", reason="Invited")
    return UserFactory(admin=True, name="Grace Admin")


def test_list_invite_change_deactivate(page, sign_in, live_server, people, axe, screenshots):
    sign_in(page, people, then="/accounts/users/")
    expect(page.get_by_role("heading", level=1)).to_have_text("People who sign in")
    assert axe(page) == []
    screenshots(page, "users")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Name").fill("Ida New")
    page.get_by_label("E-mail").fill("not an address")
    page.get_by_label("Role").select_option("auditor")
    page.get_by_role("button", name="Invite and send the mail").click()
    expect(page.get_by_role("alert").first).to_contain_text("An auditor’s access needs an end date.")
    assert axe(page) == []
    screenshots(page, "invite-refused")
    page.get_by_label("E-mail").fill("ida@test.example")
    page.get_by_label("Role").select_option("head")
    page.get_by_role("button", name="Invite and send the mail").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ida New")
    expect(page.locator("#messages")).to_contain_text("The invitation is on its way to ida@test.example.")
    page.goto(f"{live_server.url}/accounts/users/?q=clara")
    page.get_by_role("link", name="Clara Whitfield").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Clara Whitfield")
    assert axe(page) == []
    screenshots(page, "user-edit")
    page.get_by_role("link", name="Deactivate…").click()
    expect(page.get_by_label("Why access is taken away")).to_be_visible()
    assert axe(page) == []
    screenshots(page, "deactivate")
    page.get_by_label("Why access is taken away").fill("Left the company")
    page.get_by_role("button", name="Deactivate").click()
    expect(page.locator("#messages")).to_contain_text("Clara Whitfield cannot sign in any more.")
    expect(page.get_by_text("Cannot sign in, and is still named here")).to_be_visible()


def test_two_administrators_at_once(page, sign_in, live_server, people, axe, screenshots):
    sign_in(page, people, then="/accounts/users/?q=lovelace")
    page.get_by_role("link", name="Ada Lovelace").click()
    other = page.context.new_page()
    other.goto(page.url)
    for tab, name in ((other, "Ada of theirs"), (page, "Ada of mine")):
        tab.get_by_label("Name").fill(name)
        tab.get_by_label("Why this change").fill("She married")
        tab.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Two versions of")
    assert axe(page) == []
    screenshots(page, "user-stale")
    page.get_by_role("button", name="Save what is chosen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada of mine")


def test_my_account(page, sign_in, live_server, people, axe, screenshots):
    sign_in(page, people, then="/accounts/me/")
    assert axe(page) == []
    screenshots(page, "account")
    page.get_by_label("Name").fill("Grace A. Admin")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Your account is saved.")
    page.goto(f"{live_server.url}/accounts/signup/")
    assert axe(page) == []
    screenshots(page, "closed")
