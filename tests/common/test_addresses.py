"""Addresses put together are those that `reverse` gives."""

import uuid

import pytest
from django.urls import NoReverseMatch, reverse

from common.addresses import address


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("units:list", ()),
        ("department", ("FIN-01",)),
        ("department", ("a.b_C-1",)),
        ("units:edit", ("stand-in-0",)),
        ("units:release_obligation", ("FIN", 7)),
        ("unit_version", ("987654320", 987654321)),
        ("change", (uuid.UUID(int=5),)),
        ("units:suggestion", ("FIN", "exposure")),
        ("department", ("with blank & more?#ü",)),
    ],
)
def test_an_address_is_the_one_that_reverse_gives(name, args):
    assert address(name, *args) == reverse(name, args=args)


def test_where_there_is_no_such_page_it_says_so():
    with pytest.raises(NoReverseMatch):
        address("nowhere", 1)
