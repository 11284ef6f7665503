"""A forgotten password: a link that is mailed, good once, harmless to look at."""

import pytest
from django.urls import reverse

from accounts import actions
from tests.factories.accounts import UserFactory
from tests.factories.base import PASSWORD

ASK, NEW = "/accounts/password/reset/", "four words out of nowhere"


@pytest.fixture
def link_for(client, mailbox):
    def ask(user) -> str:
        assert client.post(ASK, {"email": user.email}).status_code == 302
        [link] = [word for word in mailbox.last_text().split() if "/password/reset/key/" in word]
        assert link.startswith("http://testserver/")
        return link.removeprefix("http://testserver")

    return ask


def follow(client, link) -> str:
    """The page with the form, behind the link."""
    answer = client.get(link)
    return answer.headers["Location"] if answer.status_code == 302 else link


def set_new(client, page):
    return client.post(page, {"password1": NEW, "password2": NEW})


def test_the_link_sets_a_password_once(client, db, link_for, sign_in_as):
    user = UserFactory()
    link = link_for(user)
    page = follow(client, link)
    assert client.get(page).status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert set_new(client, page).status_code == 302
    assert sign_in_as(client, user, NEW).headers["Location"] == "/"
    client.logout()
    set_new(client, follow(client, link))
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert "password1" not in client.get(link).content.decode()


def test_the_person_hears_of_it(client, db, link_for, mailbox):
    set_new(client, follow(client, link_for(UserFactory())))
    assert mailbox.taken[-1][1]["Subject"] == "Your SRRM password was set anew"


def test_sessions_elsewhere_end(client, client_of, db, link_for):
    user = UserFactory()
    elsewhere = client_of(user)
    set_new(client, follow(client, link_for(user)))
    assert elsewhere.get(reverse("account")).status_code == 302


def test_an_invited_person_may_come_in_this_way_as_well(client, db, link_for, sign_in_as):
    values = {"name": "Ada", "email": "ada@test.example", "role": "ciso"}
    user = actions.invite(values=values, by=None, actor="Test", reason="Invited")
    set_new(client, follow(client, link_for(user)))
    answer = sign_in_as(client, user, NEW)
    assert answer.status_code == 302


@pytest.mark.parametrize("trait", ["expired", "deactivated"])
def test_who_may_not_come_gets_no_link(client, db, mailbox, trait):
    user = UserFactory(**{trait: True})
    assert client.post(ASK, {"email": user.email}).status_code == 302
    assert not any("/password/reset/key/" in message.as_string() for _, message in mailbox.taken)


def test_who_is_unknown_sees_the_same(client, db, mailbox):
    known = client.post(ASK, {"email": UserFactory().email})
    unknown = client.post(ASK, {"email": "stranger@elsewhere.example"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


@pytest.mark.parametrize("value", ["a\0b@test.example", "x" * 100_000, "<script>alert(1)</script>", ""])
def test_odd_things_typed_into_the_form_are_an_ordinary_no(client, db, value):
    answer = client.post(ASK, {"email": value})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_an_unused_link_dies_with_the_access(client, db, link_for, sign_in_as):
    from common.history import recording

    user = UserFactory()
    page = follow(client, link_for(user))
    with recording(actor="Test", reason="Left"):
        user.is_active = False
        user.save()
    set_new(client, page)
    assert sign_in_as(client, user, NEW).status_code in (200, 403)
    assert client.get(reverse("account")).status_code == 302
