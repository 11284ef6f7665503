"""Guessing passwords is slowed down through the cache all web processes share."""

from django.core.cache import cache

from tests.factories.accounts import UserFactory

WRONG = "not this one at all"


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(client, db, sign_in_as):
    user = UserFactory()
    for _ in range(5):
        sign_in_as(client, user, WRONG)
    answer = sign_in_as(client, user)
    assert answer.status_code == 200
    assert "Too many failed login attempts" in answer.content.decode()
    cache.clear()
    assert sign_in_as(client, user).status_code == 302


def test_another_person_is_not_kept_out_by_it(client, db, sign_in_as):
    user, other = UserFactory(), UserFactory()
    for _ in range(6):
        sign_in_as(client, user, WRONG)
    assert sign_in_as(client, other).status_code == 302


def test_one_address_cannot_try_many_accounts(client, db, sign_in_as):
    for _ in range(10):
        sign_in_as(client, UserFactory(), WRONG)
    assert "Too many" in sign_in_as(client, UserFactory()).content.decode()


def test_a_pretended_address_does_not_help(client, db, sign_in_as):
    for number in range(11):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"192.0.2.{number}"
        answer = sign_in_as(client, UserFactory(), WRONG)
    assert "Too many" in answer.content.decode()
