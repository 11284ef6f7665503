"""What tests of the department page share."""

import re

import pytest


@pytest.fixture
def department_page(cast, clients):
    """`department_page("head", "?share=1")`: the page of the head's unit as that person reads it, on one line."""

    def read(reader="ciso", query=""):
        return re.sub(r"\s+", " ", clients[reader].get(f"/units/OWN/{query}").content.decode())

    return read
