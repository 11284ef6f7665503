"""The second step: an app that shows codes, and recovery codes for the day it is lost."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.apps import apps
from django.core.cache import cache
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.base import PASSWORD

ACTIVATE, AUTHENTICATE = "/accounts/2fa/totp/activate/", "/accounts/2fa/authenticate/"


def code_of(secret: str) -> str:
    """What an app shows right now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def protected(client, db, sign_in_as, mailoutbox, django_capture_on_commit_callbacks):
    """Somebody who set the second step up through its pages, signed out again; with the secret."""
    user = UserFactory()
    sign_in_as(client, user)
    asked = client.get(ACTIVATE)
    assert asked.status_code == 302
    client.post(asked.headers["Location"], {"password": PASSWORD})
    page = client.get(ACTIVATE)
    assert page.status_code == 200
    assert 'src="data:image/svg+xml' in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode().replace(" ", "")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ACTIVATE, {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()
    client.logout()
    cache.clear()  # a code is good once; the next one would be half a minute away
    return user, secret


def test_the_password_alone_is_not_enough_any_more(client, protected, sign_in_as):
    user, secret = protected
    answer = sign_in_as(client, user, next="/accounts/me/?a=1")
    assert answer.headers["Location"].startswith(AUTHENTICATE)
    assert client.get("/accounts/me/").status_code == 302
    assert client.post(AUTHENTICATE, {"code": "000000"}).status_code == 200
    answer = client.post(AUTHENTICATE, {"code": code_of(secret)})
    assert answer.headers["Location"] == "/accounts/me/?a=1"
    assert client.get("/accounts/me/").status_code == 200


def test_a_code_by_mail_needs_the_second_step_as_well(client, protected, mailbox, code_in):
    user, _ = protected
    client.post("/accounts/login/code/", {"email": user.email})
    answer = client.post("/accounts/login/code/confirm/", {"code": code_in(mailbox.last_text())})
    assert answer.headers["Location"].startswith(AUTHENTICATE)


def test_a_recovery_code_works_once(client, protected, sign_in_as):
    user, _ = protected
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    code = RecoveryCodes(row).get_unused_codes()[0]
    sign_in_as(client, user)
    assert client.post(AUTHENTICATE, {"code": code}).headers["Location"] == "/"
    client.logout()
    sign_in_as(client, user)
    assert client.post(AUTHENTICATE, {"code": code}).status_code == 200


def test_an_access_that_ended_between_the_steps_is_refused(client, protected, sign_in_as):
    user, secret = protected
    sign_in_as(client, user)
    from common.history import recording

    with recording(actor="Test", reason="Taken away"):
        user.refresh_from_db()
        user.is_active = False
        user.save()
    client.post(AUTHENTICATE, {"code": code_of(secret)})
    assert client.get("/accounts/me/").status_code == 302


def test_the_person_hears_of_it_by_mail(protected, mailoutbox):
    assert [mail.subject for mail in mailoutbox] == ["Your SRRM account has a second step now"]
    assert "From: 127.0.0.1" in mailoutbox[0].body


def test_secrets_and_codes_stand_in_no_version(protected):
    _, secret = protected
    kept = [
        str(vars(row))
        for model in apps.get_models()
        if hasattr(model, "history_type")
        for row in model._base_manager.all()
    ]
    assert kept
    assert not any(secret in text or "recovery" in text for text in kept)
    assert not hasattr(Authenticator, "history")


def test_the_pages_of_the_second_step_open(client, protected, sign_in_as):
    user, secret = protected
    sign_in_as(client, user)
    client.post(AUTHENTICATE, {"code": code_of(secret)})
    for name in (
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
    ):
        answer = client.get(reverse(name))
        if answer.status_code == 302:
            client.post(answer.headers["Location"], {"password": PASSWORD})
            answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        assert "Content-Security-Policy" in answer.headers
