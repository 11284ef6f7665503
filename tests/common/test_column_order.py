"""Columns of a list stand in the order of the address; the one that names a row stays first."""

import pytest
from django.db.models import F
from django.http import QueryDict

from common.lists import Column, in_order, kept, read, without

NAME, RISK, PEOPLE = (Column(name, name.title(), str) for name in ("name", "risk", "people"))
ALL = (NAME, RISK, PEOPLE)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("columns=people&columns=risk", [PEOPLE, RISK]),
        ("columns=people&columns=name&columns=risk", [NAME, PEOPLE, RISK]),
        ("columns=risk&columns=risk&columns=name", [NAME, RISK]),
        ("", [NAME, RISK, PEOPLE]),
        ("columns=none", [NAME, RISK, PEOPLE]),
    ],
)
def test_the_address_orders_them_and_none_stands_twice(asked, shown):
    named = (Column("name", "Name", str, sort=F("name")), RISK, PEOPLE)
    query = read(QueryDict(asked), named, filters=(), sort="name", then=())
    assert [column.name for column in query.columns] == [column.name for column in shown]


def test_those_not_shown_stand_behind_in_the_order_of_the_house():
    assert in_order([PEOPLE, NAME, *ALL], ALL) == [NAME, PEOPLE, RISK]


def test_the_wish_for_everything_is_carried_no_further():
    params = QueryDict("all=1&sort=-risk")
    assert without(params) == "?sort=-risk"
    assert kept(params) == [("sort", "-risk")]
