"""Single sign-on against a real OpenID Connect provider, a process of its own, over HTTP."""

import os
import subprocess
import sys

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.urls import reverse

from accounts import actions
from accounts.models import User
from tests.accounts.conftest import free_port
from tests.factories.accounts import UserFactory

START = "/accounts/oidc/oidc/login/"


@pytest.fixture
def through(client, provider):
    """`through(sub)`: goes to the provider as a browser does, and comes back."""

    def go(sub: str, start: str = START):
        away = client.get(start)
        assert away.status_code == 302
        assert away.headers["Location"].startswith(f"{provider.url}/oauth2/authorize?")
        back = provider.authorize(away.headers["Location"], sub)
        assert back.startswith(f"http://testserver{START}callback/?code=")
        return client.get(back.removeprefix("http://testserver"))

    return go


def invited(email: str) -> User:
    values = {"name": "Ada", "email": email, "role": "ciso"}
    return actions.invite(values=values, by=None, actor="Test", reason="Invited")


def test_the_first_time_the_vouched_for_email_finds_the_invited_person(
    client, db, provider, through, mailoutbox
):
    user = invited("ada@test.example")
    provider.knows("ada-1", email="Ada@Test.Example", email_verified=True)
    assert through("ada-1").headers["Location"] == "/"
    assert client.get(reverse("account")).status_code == 200
    assert SocialAccount.objects.get(user=user).uid == "ada-1"
    assert "Single sign-on is linked to your SRRM account" in [mail.subject for mail in mailoutbox]
    user.refresh_from_db()
    assert user.name == "Ada"
    assert user.last_login is not None


def test_from_then_on_the_sub_counts_and_not_the_email(client, db, provider, through):
    user, other = invited("ada@test.example"), UserFactory(email="bob@test.example")
    provider.knows("ada-2", email="ada@test.example", email_verified=True)
    through("ada-2")
    client.logout()
    provider.knows("ada-2", email="bob@test.example", email_verified=True)
    through("ada-2")
    assert client.get(reverse("account")).context["user"] == user
    assert not SocialAccount.objects.filter(user=other).exists()


def test_the_email_in_use_elsewhere_under_another_sub_is_refused(client, db, provider, through):
    invited("ada@test.example")
    provider.knows("ada-3", email="ada@test.example", email_verified=True)
    through("ada-3")
    client.logout()
    provider.knows("somebody-new", email="ada@test.example", email_verified=True)
    answer = through("somebody-new")
    assert answer.status_code == 403
    assert "another single sign-on account" in answer.content.decode()
    assert client.get(reverse("account")).status_code == 302


@pytest.mark.parametrize("claims", [{"email_verified": False}, {}, {"email_verified": "false"}])
def test_an_email_nobody_vouches_for_links_nothing(client, db, provider, through, claims):
    invited("ada@test.example")
    provider.knows("mallory", email="ada@test.example", **claims)
    answer = through("mallory")
    assert answer.status_code == 403
    assert "does not vouch" in answer.content.decode()
    assert not SocialAccount.objects.exists()
    assert client.get(reverse("account")).status_code == 302


@pytest.mark.parametrize("claims", [{"email": "stranger@elsewhere.example", "email_verified": True}, {}])
def test_nobody_unknown_comes_in_and_no_account_is_made(client, db, provider, through, claims):
    before = User.objects.count()
    provider.knows("stranger", **claims)
    answer = through("stranger")
    assert answer.status_code == 403
    assert "nobody here was invited" in answer.content.decode()
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()
    assert client.get(reverse("account")).status_code == 302


def test_a_deactivated_person_is_not_linked(db, provider, through):
    UserFactory(email="ada@test.example", deactivated=True)
    provider.knows("ada-4", email="ada@test.example", email_verified=True)
    assert through("ada-4").status_code == 403
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("trait", ["deactivated", "expired"])
def test_who_was_linked_and_lost_access_is_refused(client, db, provider, through, trait):
    user = UserFactory(email="ada@test.example", **{trait: True})
    SocialAccount.objects.create(user=user, provider="oidc", uid="ada-5")
    provider.knows("ada-5", email="ada@test.example", email_verified=True)
    answer = through("ada-5")
    assert answer.status_code == 403
    assert "Your access" in answer.content.decode()
    assert client.get(reverse("account")).status_code == 302


def test_one_lands_on_the_link_one_had_opened(client, db, provider, through):
    invited("ada@test.example")
    provider.knows("ada-6", email="ada@test.example", email_verified=True)
    page = client.get("/accounts/login/?next=/accounts/me/%3Fa%3D1").content.decode()
    assert f"{START}?process=login&amp;next=%2Faccounts%2Fme%2F%3Fa%3D1" in page
    answer = through("ada-6", f"{START}?process=login&next=%2Faccounts%2Fme%2F%3Fa%3D1")
    assert answer.headers["Location"] == "/accounts/me/?a=1"


@pytest.mark.parametrize("process", ["login", "redirect", "connect"])
def test_nobody_is_sent_to_another_site(db, provider, through, process):
    invited("ada@test.example")
    provider.knows("ada-7", email="ada@test.example", email_verified=True)
    answer = through("ada-7", f"{START}?process={process}&next=https://evil.example/")
    assert answer.headers["Location"] == "/"


def test_nobody_attaches_a_foreign_identity_to_the_account_they_are_in(
    client, db, provider, through, client_of
):
    user = UserFactory()
    client.force_login(user)
    provider.knows("mallory-2", email="mallory@elsewhere.example", email_verified=True)
    assert through("mallory-2", f"{START}?process=connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_made_up_answer_is_refused(client, db, provider):
    answer = client.get(f"{START}callback/?code=made-up&state=made-up")
    assert answer.status_code == 403
    assert "did not work" in answer.content.decode()


def test_a_provider_that_is_down_is_said(client, db, provider, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {**app["settings"], "server_url": f"http://127.0.0.1:{free_port()}"}
    answer = client.get(START)
    assert answer.status_code == 503
    assert "does not answer just now" in answer.content.decode()


def test_the_second_step_is_asked_for_as_well(client, db, provider, through):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user = UserFactory(email="ada@test.example")
    TOTP.activate(user, generate_totp_secret())
    provider.knows("ada-8", email="ada@test.example", email_verified=True)
    assert through("ada-8").headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get(reverse("account")).status_code == 302


def test_without_a_provider_there_is_no_such_way(client, db):
    assert "oidc" not in client.get(reverse("account_login")).content.decode()
    assert client.get(START).status_code == 404


def test_environment_variables_switch_it_on():
    program = (
        "from srrm import settings as s; p = s.SOCIALACCOUNT_PROVIDERS['openid_connect'];"
        "a = p['APPS'][0]; print(a['client_id'], a['settings'], p['OAUTH_PKCE_ENABLED'])"
    )
    env = {
        **os.environ,
        "OIDC_SERVER_URL": "https://id.example",
        "OIDC_CLIENT_ID": "srrm",
        "OIDC_CLIENT_SECRET": "secret",
    }
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=django_settings.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "srrm {'server_url': 'https://id.example', 'uid_field': 'sub'} True"
