"""The list of people who sign in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import actions, duties
from accounts.duties import Duty
from tests.factories.accounts import UserFactory

LIST = "/accounts/users/"


@pytest.fixture
def listed(db, client_of):
    """`listed(**query)`: names on the page, in order; and the answer."""
    admin = UserFactory(admin=True, name="Zoe Admin", email="zoe@test.example")
    client = client_of(admin)

    def ask(**query):
        answer = client.get(LIST, query)
        assert answer.status_code == 200
        return [person.name for person in answer.context["page"].rows], answer

    return ask


@pytest.fixture
def people(db):
    day = timezone.localdate()
    UserFactory(name="Ada Lovelace", email="ada@maths.example", ciso=True, last_login=timezone.now())
    UserFactory(name="Bob Gone", head=True, deactivated=True)
    UserFactory(name="Cleo Ended", responder=True, expired=True)
    UserFactory(name="Dan Auditor", auditor=True, access_ends_on=day + timedelta(3))
    values = {"name": "Eve Invited", "email": "eve@test.example", "role": "head"}
    actions.invite(values=values, by=None, actor="Test", reason="Invited")


def test_everybody_is_listed_by_name(listed, people):
    names, _ = listed()
    assert names == ["Ada Lovelace", "Bob Gone", "Cleo Ended", "Dan Auditor", "Eve Invited", "Zoe Admin"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "lovel"}, ["Ada Lovelace"]),
        ({"q": "ada maths"}, ["Ada Lovelace"]),
        ({"q": "nobody at all"}, []),
        ({"q": "100%_\\"}, []),
        ({"role": "head"}, ["Bob Gone", "Eve Invited"]),
        ({"role": ["auditor", "ciso"]}, ["Ada Lovelace", "Dan Auditor"]),
        ({"state": "active"}, ["Ada Lovelace", "Dan Auditor", "Zoe Admin"]),
        ({"state": "invited"}, ["Eve Invited"]),
        ({"state": "ended"}, ["Cleo Ended"]),
        ({"state": "deactivated"}, ["Bob Gone"]),
        ({"state": "invited", "role": "ciso"}, []),
    ],
)
def test_it_is_narrowed(listed, people, query, names):
    assert listed(**query)[0] == names


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("-name", "Zoe Admin"),
        ("-last_sign_in", "Ada Lovelace"),
        ("access_ends_on", "Cleo Ended"),
        ("role", "Zoe Admin"),
    ],
)
def test_it_is_sorted(listed, people, sort, first):
    assert listed(sort=sort)[0][0] == first


@pytest.mark.parametrize(
    "query",
    [
        {"sort": "password"},
        {"sort": "--name"},
        {"role": "king"},
        {"state": "asleep"},
        {"page": "0"},
        {"page": "99999999999"},
        {"page": "two"},
        {"page": "7"},
        {"password__startswith": "pbkdf2"},
        {"q": "a\0b"},
        {"q": "x" * 100_000},
    ],
)
def test_what_cannot_be_read_is_said_and_left_out(listed, people, query):
    names, answer = listed(**query)
    assert "notice-wait" in answer.content.decode()
    assert len(names) == 6


def test_states_and_days_are_said_in_words(listed, people):
    page = listed()[1].content.decode()
    for words in (
        "Can sign in",
        "Invited, not here yet",
        "Access ended",
        "Deactivated",
        "Department head or delegate",
    ):
        assert words in page


def test_pages_hold_fifty(listed, db):
    UserFactory.create_batch(60)
    assert len(listed()[0]) == 50
    assert len(listed(page="2")[0]) == 11


def test_the_number_of_queries_does_not_grow_with_the_people(listed, db, count_queries, monkeypatch):
    monkeypatch.setattr(duties, "_tellers", [])
    with count_queries() as few:
        listed()
    UserFactory.create_batch(49)
    with count_queries() as many:
        listed()
    assert len(few) == len(many) <= 8, many


def test_what_people_are_there_for_is_told_by_the_apps_above(listed, people, monkeypatch):
    def tell(users, viewer):
        assert viewer.name == "Zoe Admin"
        return [
            (user.pk, Duty("may act for", f"Marketing {n}", "/units/M/"))
            for user in users[:1]
            for n in range(5)
        ]

    monkeypatch.setattr(duties, "_tellers", [])
    duties.teller(tell)
    page = listed()[1].content.decode()
    assert page.count("may act for") == 1
    assert page.count("Marketing") == 3
    assert ">2 more<" in page
