"""Inviting somebody, and the link in the mail: good once, for a week, and harmless to look at."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from accounts import actions, invitations
from accounts.models import User
from common.history import recording
from tests.factories.accounts import UserFactory

NEW = "/accounts/users/invite/"
PASSWORD = "four words out of nowhere"


@pytest.fixture
def admin(db):
    return UserFactory(admin=True, name="Grace Admin")


@pytest.fixture
def by_admin(client_of, admin):
    return client_of(admin)


@pytest.fixture
def ada(db):
    values = {"name": "Ada", "email": "ada@test.example", "role": "ciso"}
    return actions.invite(values=values, by=None, actor="Test", reason="Invited")


def filled(**values):
    return {
        "name": "Ada",
        "email": "Ada@Test.example",
        "role": "head",
        "time_zone": "",
        "revision": "",
        **values,
    }


def link_to(user) -> str:
    return f"/accounts/invitation/?token={invitations.token_for(user)}"


def accept(client, link, password=PASSWORD, again=PASSWORD):
    return client.post(link, {"password": password, "again": again})


def test_an_invitation_is_mailed_followed_and_signs_in(
    by_admin, client, mailbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = by_admin.post(NEW, filled(reason="New head of Marketing"))
    user = User.objects.get(email="ada@test.example")
    assert answer.headers["Location"] == reverse("user_edit", args=[user.pk])
    [(recipients, message)] = mailbox.taken
    assert recipients == ["ada@test.example"]
    assert message["Subject"].startswith("Grace Admin invites you to SRRM")
    [link] = [word for word in mailbox.last_text().split() if "/invitation/" in word]
    assert link.startswith("http://testserver/accounts/invitation/?token=")
    path = link.removeprefix("http://testserver")
    assert "Welcome, Ada" in client.get(path).content.decode()
    assert accept(client, path).headers["Location"] == "/"
    assert client.get(reverse("account")).status_code == 200
    assert EmailAddress.objects.get(user=user).verified
    version = user.history.get()
    assert (version.history_actor, version.history_change_reason) == ("Grace Admin", "New head of Marketing")


def test_looking_at_the_link_changes_nothing_however_often(client, ada):
    link = link_to(ada)
    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    ada.refresh_from_db()
    assert not ada.has_usable_password()
    assert not EmailAddress.objects.get(user=ada).verified
    assert accept(client, link).status_code == 302


def test_the_link_is_good_once(client, client_of, ada):
    link = link_to(ada)
    accept(client, link)
    answer = accept(client_of(None), link, "another set of words", "another set of words")
    assert answer.status_code == 410
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_the_link_runs_out(client, ada, monkeypatch):
    link = link_to(ada)
    later = timezone.now().timestamp() + timedelta(days=8).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert client.get(link).status_code == 410
    assert accept(client, link).status_code == 410


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\0", "é", "x" * 10_000])
def test_a_made_up_token_invites_nobody(client, db, token):
    assert client.get("/accounts/invitation/", {"token": token}).status_code == 410


def test_a_link_to_one_person_does_not_open_another(client, ada):
    other = UserFactory()
    forged = signing.dumps([other.pk, "0" * 20], salt=invitations.SALT)
    assert client.get(f"/accounts/invitation/?token={forged}").status_code == 410


def test_the_link_dies_with_a_new_address_and_with_the_access(client, ada):
    link = link_to(ada)
    with recording(actor="Test", reason="Moved"):
        ada.email = "lovelace@test.example"
        ada.save()
    assert client.get(link).status_code == 410
    link = link_to(ada)
    with recording(actor="Test", reason="Not needed"):
        ada.is_active = False
        ada.save()
    assert client.get(link).status_code == 410


def test_the_link_says_so_where_the_access_has_ended(client, ada):
    with recording(actor="Test", reason="Ended"):
        ada.access_ends_on = timezone.localdate() - timedelta(1)
        ada.save()
    assert client.get(link_to(ada)).status_code == 403


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "too short"),
        ("ada@test.example", "ada@test.example", "too similar"),
        ("password1234", "password1234", "too common"),
        (PASSWORD, "something else here", "not the same"),
        ("", "", "cannot be empty"),
        ("nul\0nul nul nul", "nul\0nul nul nul", "NUL"),
        ("x" * 100_000, "x" * 100_000, "1000 characters"),
    ],
)
def test_a_password_that_will_not_do_is_said_at_the_field(client, ada, password, again, said):
    answer = accept(client, link_to(ada), password, again)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    ada.refresh_from_db()
    assert not ada.has_usable_password()


def test_the_invitation_can_be_sent_again(by_admin, ada, mailbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        by_admin.post(reverse("user_invite_again", args=[ada.pk]))
    assert len(mailbox.taken) == 1
    assert by_admin.get(reverse("user_invite_again", args=[ada.pk])).status_code == 405


@pytest.mark.parametrize("trait", [{}, {"expired": True}, {"deactivated": True}])
def test_nobody_who_was_here_or_may_not_come_is_invited_again(
    by_admin, mailbox, django_capture_on_commit_callbacks, trait
):
    user = UserFactory(**trait)
    with django_capture_on_commit_callbacks(execute=True):
        answer = by_admin.post(reverse("user_invite_again", args=[user.pk]), follow=True)
    assert not mailbox.taken
    assert "message-error" in answer.content.decode()


def test_a_mail_server_that_is_down_is_said_and_the_person_is_kept(
    by_admin, settings, mailbox, django_capture_on_commit_callbacks
):
    settings.EMAIL_PORT = 1
    with django_capture_on_commit_callbacks(execute=True):
        answer = by_admin.post(NEW, filled())
    page = by_admin.get(answer.headers["Location"]).content.decode()
    assert User.objects.filter(email="ada@test.example").exists()
    assert "Send the invitation again" in page


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": ""}, "cannot be empty"),
        ({"email": "not an address"}, "valid email"),
        ({"email": "a\0b@test.example"}, "NUL"),
        ({"email": f"{'x' * 100_000}@test.example"}, "Keep this to 254 characters"),
        ({"email": "ada@tést.example"}, "plain letters"),
        ({"name": ""}, "cannot be empty"),
        ({"name": "\u200b\x01 "}, "cannot be empty"),
        ({"name": "x" * 100_000}, "Keep this to 150 characters"),
        ({"name": "a\0b"}, "NUL"),
        ({"role": "king"}, "Select a valid choice"),
        ({"role": ""}, "cannot be empty"),
        ({"time_zone": "Mars/Olympus"}, "not a time zone"),
        ({"time_zone": "../../etc/passwd"}, "not a time zone"),
        ({"access_ends_on": "soon"}, "not a date"),
        ({"access_ends_on": "1899-01-01"}, "before 1900"),
        ({"access_ends_on": "2001-01-01"}, "This day is over"),
        ({"role": "auditor"}, "An auditor’s access needs an end date."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(by_admin, values, said):
    before = User.objects.count()
    answer = by_admin.post(NEW, filled(**values))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'value="Ada"' in page or "name" in values
    assert User.objects.count() == before


def test_the_same_address_is_not_invited_twice(by_admin, ada):
    answer = by_admin.post(NEW, filled(email="ADA@test.example"))
    assert answer.status_code == 422
    assert "Somebody with this e-mail exists." in answer.content.decode()


def test_a_script_in_a_name_stays_text(by_admin, mailbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = by_admin.post(NEW, filled(name="<script>alert(1)</script>\r\nBcc: all"))
    for address in (answer.headers["Location"], "/accounts/users/"):
        page = by_admin.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; Bcc: all" in page
    assert "<script>" not in mailbox.taken[0][1].get_body(("html",)).get_content()


def test_an_auditor_with_an_end_is_invited(by_admin):
    day = timezone.localdate() + timedelta(30)
    assert by_admin.post(NEW, filled(role="auditor", access_ends_on=day.isoformat())).status_code == 302
    assert User.objects.get(email="ada@test.example").access_ends_on == day
