"""Somebody always stays in the CISO's team and as administrator, whoever does what at the same moment."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction
from django.utils import timezone

from accounts import actions, keepers
from accounts.models import User
from common.history import recording
from tests.factories.accounts import UserFactory

REASON = "Left the company"
ROLES = ["ciso", "admin"]


def today():
    return timezone.localdate()


def change(user, by, **values):
    return actions.change(user, values=values, by=by, on=today(), reason=REASON)


LOSING = [
    {"is_active": False},
    {"role": "head"},
    {"access_ends_on": today() + timedelta(400)},
]


@pytest.fixture
def somebody(db):
    return UserFactory(head=True)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("values", LOSING)
def test_the_last_one_stays(somebody, role, values):
    last = UserFactory(**{role: True})
    with pytest.raises(ValidationError, match="obody would be left"):
        change(last, somebody, **values)
    last.refresh_from_db()
    assert (last.is_active, last.role, last.access_ends_on) == (True, role, None)
    assert last.history.count() == 1


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("values", LOSING)
def test_one_of_two_may_go(somebody, role, values):
    one, _ = UserFactory(**{role: True}), UserFactory(**{role: True})
    change(one, somebody, **values)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "trait", [{"deactivated": True}, {"expired": True}, {"access_ends_on": today() + timedelta(5)}]
)
def test_who_cannot_stay_for_good_stands_in_for_nobody(somebody, role, trait):
    last = UserFactory(**{role: True})
    UserFactory(**{role: True}, **trait)
    with pytest.raises(ValidationError):
        change(last, somebody, is_active=False)


@pytest.mark.parametrize("role", ROLES)
def test_an_invitation_nobody_followed_stands_in_for_nobody(somebody, role):
    last = UserFactory(**{role: True})
    values = {"name": "Ada", "email": "typo@test.example", "role": role}
    invited = actions.invite(values=values, by=somebody, reason="Invited")
    with pytest.raises(ValidationError):
        change(last, somebody, is_active=False)
    change(invited, somebody, is_active=False)


def test_of_two_who_were_only_invited_one_may_be_taken_back(somebody):
    one, _ = (
        actions.invite(
            values={"name": n, "email": f"{n}@test.example", "role": "ciso"}, by=somebody, reason="Invited"
        )
        for n in ("a", "b")
    )
    change(one, somebody, is_active=False)


@pytest.mark.parametrize("role", ROLES)
def test_a_last_one_whose_access_ends_may_stay_longer_but_not_go(somebody, role):
    last = UserFactory(**{role: True}, access_ends_on=today() + timedelta(5))
    change(last, somebody, access_ends_on=today() + timedelta(50))
    with pytest.raises(ValidationError):
        change(last, somebody, is_active=False)
    with pytest.raises(ValidationError):
        change(last, somebody, access_ends_on=today() - timedelta(1))
    change(last, somebody, access_ends_on=None)


def test_other_changes_of_the_last_one_go_through(somebody):
    last = UserFactory(admin=True)
    change(last, somebody, name="New Name", email="new@test.example")


def test_heads_auditors_and_responders_may_all_go(somebody):
    for trait in ("head", "auditor", "responder"):
        change(UserFactory(**{trait: True}), somebody, is_active=False)


def test_the_page_says_why(db, client_of):
    admin, ciso = UserFactory(admin=True), UserFactory(ciso=True, name="Ada")
    answer = client_of(admin).post(
        f"/accounts/users/{ciso.pk}/deactivate/", {"revision": ciso.revision, "reason": REASON}
    )
    assert answer.status_code == 422
    assert "Nobody would be left in the CISO’s team." in answer.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ROLES)
def test_of_two_who_go_at_the_same_moment_one_stays(role):
    with recording(actor="Test", reason="Set up"):
        by, first, second = UserFactory(head=True), UserFactory(**{role: True}), UserFactory(**{role: True})
    both_looked, outcomes = threading.Barrier(2, timeout=30), []

    def go(user):
        try:
            both_looked.wait(10)
            change(user, by, is_active=False)
            outcomes.append("gone")
        except ValidationError:
            outcomes.append("stays")
        finally:
            connections.close_all()

    for _ in range(5):
        outcomes.clear()
        threads = [threading.Thread(target=go, args=[user]) for user in (first, second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert sorted(outcomes) == ["gone", "stays"]
        assert User.objects.filter(role=role, is_active=True).count() == 1
        for user in User.objects.filter(role=role, is_active=False):
            change(user, by, is_active=True)


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_for_the_first_and_then_sees_what_it_did():
    by, first, second = UserFactory(head=True), UserFactory(admin=True), UserFactory(admin=True)
    refused = []

    def later():
        try:
            change(second, by, is_active=False)
        except ValidationError as error:
            refused.append(error)
        finally:
            connections.close_all()

    with transaction.atomic():
        keepers.lock(first)
        thread = threading.Thread(target=later)
        thread.start()
        _wait_until_somebody_waits()
        change(first, by, is_active=False)
    thread.join(20)
    assert refused
    assert User.objects.get(pk=second.pk).is_active


def _wait_until_somebody_waits():
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    for _ in range(2000):
        with connection.cursor() as cursor:
            cursor.execute(asked)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("Nobody waited for the lock.")
