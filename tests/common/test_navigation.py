"""The rooms of the side list."""

from itertools import groupby
from types import SimpleNamespace

import pytest

from common import navigation
from common.navigation import ROOMS, Room, places


def person(*permissions, role="ciso"):
    return SimpleNamespace(role=role, has_perm=lambda codename: codename in permissions)


HOME = Room("Today", "account_login", "a", key="t", phone=True, called={"head": "My department"})
DEEPER = Room("Code", "account_request_login_code", "b", key="u")
NOWHERE = Room("Not built yet", "no_such_page", "a")


def test_only_rooms_one_may_enter_and_that_exist():
    assert [p.label for p in places(person("a"), "/", (HOME, DEEPER, NOWHERE))] == ["Today"]
    assert [p.label for p in places(person("a", "b"), "/", (HOME, DEEPER, NOWHERE))] == ["Today", "Code"]


def test_the_longest_beginning_of_the_address_is_where_one_is():
    here = {
        p.label: p.current for p in places(person("a", "b"), "/accounts/login/code/confirm/", (HOME, DEEPER))
    }
    assert here == {"Today": False, "Code": True}


def test_home_is_current_on_its_own_page_only(monkeypatch):
    monkeypatch.setattr(navigation, "address", lambda name: "/" if name == "today" else "/units/")
    rooms = (Room("Today", "today", "a"), Room("Departments", "units:list", "a"))
    assert [p.current for p in places(person("a"), "/", rooms)] == [True, False]
    assert [p.current for p in places(person("a"), "/units/X/edit/", rooms)] == [False, True]
    assert [p.current for p in places(person("a"), "/elsewhere/", rooms)] == [False, False]


def test_a_room_may_be_called_otherwise_for_a_role():
    assert places(person("a", role="head"), "/", (HOME,))[0].label == "My department"


def test_the_bar_of_a_phone_has_at_most_three_rooms_beside_find_and_more():
    assert sum(room.phone for room in ROOMS) <= 3


def test_no_two_rooms_share_a_key():
    keys = [room.key for room in ROOMS if room.key]
    assert len(keys) == len(set(keys))


@pytest.mark.django_db
def test_every_room_leads_to_a_page(cast):
    for room in ROOMS:
        assert navigation.address(room.url_name), f"{room.url_name} leads nowhere"


def test_rooms_of_one_group_stand_together_and_the_daily_ones_come_first():
    groups = [group for group, _ in groupby(room.group for room in ROOMS)]
    assert groups[0] == ""
    assert len(groups) == len(set(groups))
