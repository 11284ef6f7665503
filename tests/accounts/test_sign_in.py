"""Signing in with e-mail and password: who gets in, where one lands, when a session ends."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from common.history import recording
from tests.factories.accounts import UserFactory
from tests.factories.base import PASSWORD

ACCOUNT = "/accounts/me/"


def end_access(user, **values):
    with recording(actor="Test", reason="Taken away"):
        for name, value in values.items():
            setattr(user, name, value)
        user.save()


def yesterday():
    return timezone.localdate() - timedelta(1)


@pytest.mark.parametrize("role", ["ciso", "head", "admin", "auditor", "responder"])
def test_every_role_signs_in_with_a_password(client, db, sign_in_as, role):
    user = UserFactory(**{role: True})
    answer = sign_in_as(client, user)
    assert answer.status_code == 302
    assert client.get(ACCOUNT).status_code == 200


def test_the_email_is_read_in_any_case(client, db, sign_in_as):
    user = UserFactory(email="ada@test.example")
    user.email = "ADA@Test.Example"
    assert sign_in_as(client, user).status_code == 302


def test_a_wrong_password_is_told_without_saying_who_exists(client, db, sign_in_as):
    known = sign_in_as(client, UserFactory(), "not this one at all")
    unknown = sign_in_as(client, UserFactory.build(email="nobody@test.example"), "not this one at all")
    for answer in (known, unknown):
        assert answer.status_code == 200
        assert "are not correct" in answer.content.decode()
    assert client.get(ACCOUNT).status_code == 302


def test_an_ended_access_is_refused_with_the_day(client, db, sign_in_as):
    answer = sign_in_as(client, UserFactory(expired=True))
    assert answer.status_code == 403
    assert "Your access ended on" in answer.content.decode()
    assert client.get(ACCOUNT).status_code == 302


def test_access_lasts_through_its_last_day(client, db, sign_in_as):
    assert sign_in_as(client, UserFactory(access_ends_on=timezone.localdate())).status_code == 302


def test_a_deactivated_person_is_refused(client, db, sign_in_as):
    answer = sign_in_as(client, UserFactory(deactivated=True))
    assert answer.status_code == 403
    assert "Your access was taken away" in answer.content.decode()


def test_who_knows_no_password_learns_nothing_about_the_access(client, db, sign_in_as):
    answer = sign_in_as(client, UserFactory(deactivated=True), "not this one at all")
    assert "taken away" not in answer.content.decode()


@pytest.mark.parametrize("values", [{"is_active": False}, {"access_ends_on": "yesterday"}])
def test_a_running_session_ends_with_the_access(client, db, sign_in_as, values):
    user = UserFactory()
    sign_in_as(client, user)
    assert client.get(ACCOUNT).status_code == 200
    end_access(user, **{k: yesterday() if v == "yesterday" else v for k, v in values.items()})
    answer = client.get(ACCOUNT)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_the_sign_in_before_this_one_is_kept(client, db, sign_in_as):
    user = UserFactory()
    sign_in_as(client, user)
    user.refresh_from_db()
    first = user.last_login
    assert first is not None
    assert user.previous_sign_in_at is None
    client.logout()
    sign_in_as(client, user)
    user.refresh_from_db()
    assert user.previous_sign_in_at == first
    assert user.last_login > first


def test_signing_in_leaves_no_version_and_no_password_in_the_record(client, db, sign_in_as):
    user = UserFactory()
    before = user.history.count()
    sign_in_as(client, user)
    assert user.history.count() == before
    kept = {field.name for field in User.history.model._meta.fields}
    assert not kept & {"password", "last_login", "previous_sign_in_at"}


def test_one_lands_on_the_link_one_had_opened(client, db, sign_in_as):
    asked = client.get(f"{ACCOUNT}?from=mail&x=1")
    assert asked.status_code == 302
    page = client.get(asked.headers["Location"])
    assert f'value="{ACCOUNT}?from=mail&amp;x=1"' in page.content.decode()
    answer = sign_in_as(client, UserFactory(), next=f"{ACCOUNT}?from=mail&x=1")
    assert answer.headers["Location"] == f"{ACCOUNT}?from=mail&x=1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "https://testserver@evil.example/",
        "http://other.example/",
        "\thttps://evil.example",
    ],
)
def test_nobody_is_sent_to_another_site(client, db, sign_in_as, settings, elsewhere):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://evil.example"]
    answer = sign_in_as(client, UserFactory(), next=elsewhere)
    assert answer.headers["Location"] == "/"


def test_the_session_is_a_new_one_after_signing_in(client, db, sign_in_as):
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    sign_in_as(client, UserFactory())
    assert client.session.session_key != before


def test_changing_the_password_ends_other_sessions(client, client_of, db, sign_in_as):
    user = UserFactory()
    other = client_of(user)
    sign_in_as(client, user)
    new = "some entirely new words"
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer.status_code == 302, answer.content.decode()
    assert answer.headers["Location"] == ACCOUNT
    assert client.get(ACCOUNT).status_code == 200
    assert other.get(ACCOUNT).status_code == 302


def test_where_the_session_ran_out_a_part_of_a_page_sends_the_whole_page_to_sign_in(client, db):
    answer = client.get(
        ACCOUNT, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/units/?q=fina"}
    )
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=%2Funits%2F%3Fq%3Dfina"
    assert not answer.content


@pytest.mark.parametrize("value", ["a\0b@test.example", "x" * 100_000, "<script>alert(1)</script>", ""])
def test_odd_things_typed_into_the_form_are_an_ordinary_no(client, db, value):
    for data in ({"login": value, "password": PASSWORD}, {"login": "ada@test.example", "password": value}):
        answer = client.post(reverse("account_login"), data)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


def test_signing_out_needs_a_post(client, db, sign_in_as):
    sign_in_as(client, UserFactory())
    client.get(reverse("account_logout"))
    assert client.get(ACCOUNT).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(ACCOUNT).status_code == 302


def test_an_unproven_address_is_asked_about_before_a_password_counts(client, db, sign_in_as, mailoutbox):
    user = UserFactory(verified=False)
    answer = sign_in_as(client, user)
    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    assert client.get(ACCOUNT).status_code == 302
    [link] = [word for word in mailoutbox[0].body.split() if "/confirm-email/" in word]
    path = link.removeprefix("http://testserver")
    assert client.get(path).status_code == 200
    assert sign_in_as(client, user).headers["Location"] == reverse("account_email_verification_sent")
    client.post(path)
    assert sign_in_as(client, user).headers["Location"] == "/"
