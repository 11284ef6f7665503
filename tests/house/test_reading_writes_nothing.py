"""GET never writes. Sessions are the one exception: they are the browser's, not the record's."""

import re

import pytest
from django.db import connection

from tests.factories.units import UnitFactory
from tests.house.addresses import address_of, walk
from tests.house.test_permissions import READERS

WRITES = re.compile(
    r"\s*(?:WITH\b.*?\b)?(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.IGNORECASE | re.DOTALL
)
SESSIONS = {"django_session"}


class Writes:
    """Collects the tables that statements inside `with` change."""

    def __init__(self):
        self.tables: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if (found := WRITES.match(sql)) and found[2] not in SESSIONS:
            self.tables.append(f"{found[1].split()[0]} {found[2]}")
        return execute(sql, params, many, context)


@pytest.mark.django_db
@pytest.mark.parametrize("reader", READERS)
def test_no_address_writes_when_it_is_read(clients, sampled, reader):
    wrote = {}
    for name, _ in walk():
        with connection.execute_wrapper(seen := Writes()):
            clients[reader].get(address_of(name, sampled))
        if seen.tables:
            wrote[name] = seen.tables
    assert wrote == {}


@pytest.mark.django_db
def test_a_write_would_be_seen():
    with connection.execute_wrapper(seen := Writes()):
        UnitFactory()
    assert "INSERT units_unit" in seen.tables
    assert "INSERT units_historicalunit" in seen.tables
