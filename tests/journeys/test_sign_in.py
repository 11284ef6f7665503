"""People sign in, in a real browser: every role, by password and by code, over a link, with a second step."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect

from accounts import actions, invitations
from tests.accounts.conftest import code_in, mailbox, provider, provider_process  # noqa: F401  fixtures
from tests.factories.accounts import UserFactory
from tests.factories.base import PASSWORD

ROLES = ["ciso", "head", "admin", "auditor", "responder"]
ME = "/accounts/me/"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_signs_in_and_out(page, sign_in, live_server, role):
    sign_in(page, UserFactory(name=f"Robin {role}", **{role: True}), then=ME)
    expect(page.get_by_role("heading", level=1)).to_have_text("My account")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")
    page.goto(f"{live_server.url}{ME}")
    expect(page.locator("input[name=password]")).to_be_visible()


def test_a_wrong_password_is_said_and_the_address_is_kept(page, live_server, axe):
    user = UserFactory()
    page.goto(f"{live_server.url}/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill("not this one at all")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("not correct")
    expect(page.locator("input[name=login]")).to_have_value(user.email)
    assert axe(page) == []


def test_an_ended_access_is_said(page, live_server, axe, screenshots):
    user = UserFactory(expired=True)
    page.goto(f"{live_server.url}/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("Your access ended on")
    assert axe(page) == []
    screenshots(page, "refused")


def test_the_link_opened_first_is_where_one_lands(page, sign_in):
    sign_in(page, UserFactory(), then=f"{ME}?from=mail&x=1")
    assert page.url.endswith(f"{ME}?from=mail&x=1")


def test_by_code_over_a_link(page, live_server, mailbox, code_in):  # noqa: F811
    user = UserFactory()
    page.goto(f"{live_server.url}{ME}?from=mail")
    page.get_by_role("link", name=re.compile("code")).click()
    page.locator("input[name=email]").fill(user.email)
    page.get_by_role("button", name=re.compile("code")).click()
    page.wait_for_url("**/code/confirm/**")
    page.locator("input[name=code]").fill(code_in(mailbox.last_text()))
    page.locator("form:has(input[name=code]) button").first.click()
    page.wait_for_url(f"**{ME}?from=mail")


def test_through_single_sign_on_over_a_link(page, live_server, provider, axe, screenshots):  # noqa: F811
    UserFactory(email="ada@test.example", name="Ada")
    provider.knows("ada-browser", email="ada@test.example", email_verified=True)
    page.goto(f"{live_server.url}{ME}?from=mail")
    assert axe(page) == []
    screenshots(page, "login")
    page.get_by_role("link", name="Sign in with Single sign-on").click()
    page.wait_for_url(f"{provider.url}/**")
    page.locator("input[name=sub]").fill("ada-browser")
    page.locator("button[type=submit], input[type=submit], button").first.click()
    page.wait_for_url(f"{live_server.url}{ME}?from=mail")


def test_an_invited_person_sets_a_password(page, live_server, axe, screenshots):
    values = {"name": "Ada", "email": "ada@test.example", "role": "head"}
    user = actions.invite(values=values, by=None, actor="Test", reason="Invited")
    page.goto(f"{live_server.url}/accounts/invitation/?token={invitations.token_for(user)}")
    assert axe(page) == []
    screenshots(page, "invitation")
    page.locator("input[name=password]").fill("four words out of nowhere")
    page.locator("input[name=again]").fill("four words out of nowhere")
    page.get_by_role("button", name="Set password and sign in").click()
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}{ME}")
    expect(page.get_by_role("heading", level=1)).to_have_text("My account")


def test_a_second_step_is_set_up_and_asked_for(page, sign_in, live_server, axe, screenshots):
    user = UserFactory()
    sign_in(page, user, then="/accounts/2fa/totp/activate/")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button").first.click()
    page.wait_for_url("**/2fa/totp/activate/**")
    picture = page.locator("img[src^='data:image/svg']")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    secret = page.locator("main").inner_text()
    [secret] = re.findall(r"\b[A-Z2-7]{32}\b", secret.replace(" ", "")) or [
        page.locator("#authenticator_secret, input[readonly]").first.input_value().replace(" ", "")
    ]
    assert axe(page) == []
    screenshots(page, "second-step")
    counters = list(yield_hotp_counters_from_time())
    page.locator("input[name=code]").fill(format_hotp_value(hotp_value(secret, counters[0])))
    page.locator("form:has(input[name=code]) button").first.click()
    page.wait_for_url("**/2fa/recovery-codes/**")
    screenshots(page, "recovery-codes")
    codes = re.findall(r"\b\d{8}\b|\b[0-9a-f]{8}\b", page.locator("main").inner_text())
    page.context.clear_cookies()
    page.goto(f"{live_server.url}{ME}")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/2fa/authenticate/**")
    assert axe(page) == []
    page.locator("input[name=code]").fill(codes[0])
    page.locator("form:has(input[name=code]) button").first.click()
    page.wait_for_url(f"{live_server.url}{ME}")
