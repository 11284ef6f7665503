"""What the map told serves the same reader again while nothing changes, and nobody else."""

import json

import pytest

from accounts.roles import Role
from common.history import recording
from tests.factories.units import DependencyFactory, StewardshipFactory, UnitFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/map/data.json?open=all"


def codes(client, address=ADDRESS):
    return {row[0] for row in json.loads(client.get(address).content)["nodes"]}


def test_serves_the_same_reader_while_nothing_changes(clients, cast, count_queries):
    DependencyFactory(consumer=cast.unit, provider=cast.foreign)
    first = clients["ciso"].get(ADDRESS).content
    with count_queries() as seen:
        assert clients["ciso"].get(ADDRESS).content == first
    assert len(seen) <= 3


def test_each_reader_is_told_what_is_theirs(clients, cast):
    DependencyFactory(consumer=cast.unit, provider=cast.foreign, criticality=5)
    seen = {reader: clients[reader].get(ADDRESS).content for reader in ("ciso", "responder", "head")}
    assert len(set(seen.values())) == 3
    assert {reader: clients[reader].get(ADDRESS).content for reader in seen} == seen


def test_what_changes_is_told_at_once(clients, cast):
    assert "NEW" not in codes(clients["ciso"])
    new = UnitFactory(code="NEW")
    assert "NEW" in codes(clients["ciso"])
    DependencyFactory(consumer=new, provider=cast.foreign)
    assert len(json.loads(clients["ciso"].get(ADDRESS).content)["lines"]) == 1


def test_who_may_act_for_more_sees_more_and_then_no_more(clients, cast):
    before = codes(clients["head"])
    with recording(by=cast.ciso, reason="Covers"):
        acting = StewardshipFactory(unit=cast.foreign, user=cast.head)
    assert codes(clients["head"]) == before | {"FOREIGN"}
    with recording(by=cast.ciso, reason="Over"):
        acting.delete()
    assert codes(clients["head"]) == before


def test_who_has_another_role_is_told_what_that_role_may_know(clients, cast):
    assert json.loads(clients["ciso"].get(ADDRESS).content)["facts"]
    with recording(by=cast.admin, reason="Another task"):
        cast.ciso.role = Role.RESPONDER
        cast.ciso.save()
    assert json.loads(clients["ciso"].get(ADDRESS).content)["facts"] == []


def test_a_branch_has_the_same_lines_however_few_it_is_asked_for_with(clients, cast, monkeypatch):
    inside, outside = UnitFactory(parent=cast.unit), UnitFactory()
    for consumer, provider in ((inside, cast.unit), (outside, inside), (cast.unit, cast.foreign)):
        DependencyFactory(consumer=consumer, provider=provider)
    asked = [(reader, f"/map/data.json?{query}") for reader in ("ciso", "responder", "head")
             for query in ("below=OWN&page=1", "page=1", "kind=team&page=1")]  # fmt: skip
    few = [clients[reader].get(address).json() for reader, address in asked]
    monkeypatch.setattr("overview.map.facts.FEW", 0)
    assert [
        clients[reader].get(address.replace("page=1", "page=2")).json() for reader, address in asked
    ] == few
