"""My account: name, time zone, and the ways to secure one's sign-in."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from common.history import recording
from tests.factories.accounts import UserFactory

ME = "/accounts/me/"


@pytest.fixture
def ada(db):
    return UserFactory(name="Ada", head=True)


@pytest.fixture
def by_ada(client_of, ada):
    return client_of(ada)


def test_everybody_has_the_page_and_nobody_else(clients):
    for role, client in clients.items():
        assert client.get(ME).status_code == (302 if role == "anonymous" else 200), role


def test_it_leads_on_to_password_and_second_step(by_ada):
    page = by_ada.get(ME).content.decode()
    for name in ("account_change_password", "mfa_index", "account_logout"):
        assert f'"{reverse(name)}"' in page


def test_name_and_time_zone_are_saved_with_who_and_why(by_ada, ada):
    data = {"name": "Ada L.", "time_zone": "Asia/Tokyo", "revision": ada.revision}
    assert by_ada.post(ME, data).status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.time_zone) == ("Ada L.", "Asia/Tokyo")
    version = ada.history.first()
    assert (version.history_actor, version.history_user_id) == ("Ada", ada.pk)


def test_nothing_else_can_be_changed_there(by_ada, ada):
    more = {"role": "admin", "email": "mine@test.example", "is_active": "", "access_ends_on": "2199-01-01"}
    by_ada.post(ME, {"name": "Ada", "time_zone": "", "revision": ada.revision, **more})
    before = (ada.role, ada.email, ada.is_active, ada.access_ends_on)
    ada.refresh_from_db()
    assert (ada.role, ada.email, ada.is_active, ada.access_ends_on) == before


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": ""}, "cannot be empty"),
        ({"name": "a\0b"}, "NUL"),
        ({"name": "x" * 100_000}, "150 characters"),
        ({"time_zone": "Mars/Olympus"}, "not a time zone"),
        ({"time_zone": "x" * 100_000}, "not a time zone"),
        ({"time_zone": "Europe/London\0"}, "not a time zone"),
    ],
)
def test_what_cannot_be_is_said(by_ada, ada, values, said):
    answer = by_ada.post(ME, {"name": "Ada", "time_zone": "", "revision": ada.revision, **values})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    ada.refresh_from_db()
    assert ada.name == "Ada"


def test_a_save_over_somebody_elses_shows_both(by_ada, ada):
    opened = {"name": "Mine", "time_zone": "", "revision": ada.revision}
    with recording(actor="Grace", reason="Meanwhile"):
        ada.name = "Theirs"
        ada.save()
    answer = by_ada.post(ME, opened)
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()


def test_times_are_given_in_ones_own_time_zone(client_of, db):
    moment = datetime(2020, 7, 1, 12, 0, tzinfo=UTC)
    for zone, said in (("Asia/Tokyo", "21:00"), ("", "13:00"), ("Mars/Olympus", "13:00")):
        user = UserFactory(time_zone=zone, previous_sign_in_at=moment)
        assert said in client_of(user).get(ME).content.decode()


def test_the_short_address_leads_there(by_ada, client):
    assert by_ada.get("/accounts/").headers["Location"] == ME
    assert client.get("/accounts/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/signup/",
        "/accounts/email/",
        "/accounts/3rdparty/",
        "/accounts/3rdparty/signup/",
        "/accounts/social/connections/",
        "/accounts/social/signup/",
    ],
)
def test_pages_of_the_library_that_make_no_sense_here_say_what_to_do(by_ada, client, ada, path):
    for who in (by_ada, client):
        for answer in (who.get(path), who.post(path, {"email": "mine@test.example", "action_add": ""})):
            assert answer.status_code == 404
            assert "There is no such page here" in answer.content.decode()
    ada.refresh_from_db()
    assert ada.emailaddress_set.count() == 1
