"""Signing in with a code that is mailed, through a real mail server."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from tests.accounts.conftest import free_port
from tests.factories.accounts import UserFactory

REQUEST, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"


@pytest.fixture
def by_code(client, mailbox, code_in):
    def go(user, **more):
        assert client.post(REQUEST, {"email": user.email, **more}).status_code == 302
        return client.post(CONFIRM, {"code": code_in(mailbox.last_text()), **more})

    return go


def test_the_mailed_code_signs_in(client, db, by_code, mailbox):
    user = UserFactory()
    assert by_code(user).headers["Location"] == "/"
    assert client.get(reverse("account")).status_code == 200
    [(recipients, message)] = mailbox.taken
    assert recipients == [user.email]
    assert message["Subject"] == "Your sign-in code for SRRM"
    assert message.get_body(("html",)) is not None


def test_the_mail_is_stored_nowhere(db, by_code):
    by_code(UserFactory())
    from django.apps import apps

    for model in apps.get_models():
        for row in model._base_manager.all()[:50]:
            assert "This is your code" not in str(vars(row))


def test_one_lands_on_the_link_one_had_opened(db, by_code):
    assert by_code(UserFactory(), next="/accounts/me/?a=1").headers["Location"] == "/accounts/me/?a=1"


def test_the_way_from_the_link_to_the_code_keeps_the_link(client, db):
    page = client.get("/accounts/login/?next=/accounts/me/%3Fa%3D1").content.decode()
    assert f"{REQUEST}?next=%2Faccounts%2Fme%2F%3Fa%3D1" in page
    page = client.get(f"{REQUEST}?next=%2Faccounts%2Fme%2F%3Fa%3D1").content.decode()
    assert 'value="/accounts/me/?a=1"' in page


def test_nobody_is_sent_to_another_site(db, by_code):
    assert by_code(UserFactory(), next="https://evil.example/").headers["Location"] == "/"


def test_an_invited_person_may_come_in_by_code(db, by_code):
    user = actions.invite(
        values={"name": "Ada", "email": "ada@test.example", "role": "ciso"},
        by=None,
        actor="Test",
        reason="Invited",
    )
    assert by_code(user).headers["Location"] == "/"


def test_an_ended_access_is_refused(client, db, by_code):
    answer = by_code(UserFactory(access_ends_on=timezone.localdate() - timedelta(1)))
    assert answer.status_code == 403
    assert "Your access ended on" in answer.content.decode()
    assert client.get(reverse("account")).status_code == 302


def test_a_deactivated_person_gets_no_code(client, db, mailbox):
    user = UserFactory(deactivated=True)
    assert client.post(REQUEST, {"email": user.email}).status_code == 302
    assert all("This is your code" not in message.as_string() for _, message in mailbox.taken)


def test_who_is_unknown_sees_the_same_and_gets_a_mail_without_a_code(client, db, mailbox):
    known = client.post(REQUEST, {"email": UserFactory().email})
    client.cookies.clear()
    unknown = client.post(REQUEST, {"email": "stranger@elsewhere.example"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    recipients, message = mailbox.taken[-1]
    assert recipients == ["stranger@elsewhere.example"]
    assert message["Subject"] == "Nobody signs in to SRRM with this address"


def test_a_wrong_code_does_not_sign_in(client, db, mailbox):
    client.post(REQUEST, {"email": UserFactory().email})
    for _ in range(5):
        client.post(CONFIRM, {"code": "WRONG-CODE"})
    assert client.get(reverse("account")).status_code == 302


def test_after_three_wrong_codes_the_right_one_is_worth_nothing(client, db, mailbox, code_in):
    client.post(REQUEST, {"email": UserFactory().email})
    for _ in range(3):
        client.post(CONFIRM, {"code": "WRONG-CODE"})
    client.post(CONFIRM, {"code": code_in(mailbox.last_text())})
    assert client.get(reverse("account")).status_code == 302


def test_codes_cannot_be_asked_for_without_end(client, db, mailbox):
    user = UserFactory()
    for _ in range(6):
        client.cookies.clear()
        answer = client.post(REQUEST, {"email": user.email})
    assert len(mailbox.taken) <= 3
    assert answer.status_code in (200, 429)
    cache.clear()
    client.post(REQUEST, {"email": user.email})
    assert len(mailbox.taken) == 4


def test_a_mail_server_that_is_down_is_said(client, db, settings, mailbox):
    settings.EMAIL_PORT = free_port()
    answer = client.post(REQUEST, {"email": UserFactory().email})
    assert answer.status_code == 503
    assert "No mail could be sent" in answer.content.decode()


@pytest.mark.parametrize("value", ["a\0b@test.example", "x" * 100_000, "<script>alert(1)</script>", ""])
def test_odd_things_typed_into_the_form_are_an_ordinary_no(client, db, value):
    answer = client.post(REQUEST, {"email": value})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
