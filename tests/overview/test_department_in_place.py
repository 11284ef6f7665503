"""Writing what a department cannot lose on its own page: who may, what is read again meanwhile, how much is shown."""

import re

import pytest

from tests.factories.contacts import AssetOwnerFactory
from tests.factories.units import AssetFactory, ImpactFactory, ProcessFactory
from tests.fixtures.answers import section

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true", "HX-Target": "value"}


@pytest.fixture
def rows(cast, clients):
    """`rows("head")`: the section to write in, as the page fetches it."""

    def read(reader="head", query="?edit=value", **headers):
        answer = clients[reader].get(f"/units/OWN/{query}", headers={**PART, **headers})
        assert answer.status_code == 200
        return re.sub(r"\s+", " ", answer.content.decode())

    return read


def test_a_head_writes_on_the_page_of_the_department(cast, rows, department_page):
    AssetOwnerFactory(
        unit=cast.unit, asset=AssetFactory(unit=cast.unit, name="Ledger"), contact__name="Ana Duarte"
    )
    reading = section(department_page("head"), "value")
    assert 'href="/units/OWN/value/" hx-get="/units/OWN/?edit=value"' in reading
    assert 'id="asset-new"' not in reading
    writing = rows()
    for piece in ('id="value"', "Ledger", 'id="asset-new"', "Done"):
        assert piece in writing
    assert "Ana Duarte" in rows("ciso")


def test_who_may_only_read_goes_on_reading(cast, rows, department_page):
    AssetFactory(unit=cast.unit, name="Ledger")
    assert "edit=value" not in department_page("auditor")
    assert "entries.js" not in department_page("auditor")
    for words in (rows("auditor"), rows("ciso", "?edit=value&share=1")):
        assert "Ledger" in words
        assert "asset-new" not in words
    assert "edit=value" not in department_page("ciso", "?share=1")


def test_nobody_writes_for_a_department_of_others(cast, clients):
    answer = clients["outsider"].get("/units/OWN/?edit=value", headers=PART)
    assert answer.status_code == 404


def test_a_saved_row_reads_only_what_one_reads_again(cast, rows):
    ImpactFactory(process=ProcessFactory(unit=cast.unit, name="Pay suppliers"))
    head, *inner = rows().split("<section")[1:]
    assert 'hx-trigger="changed:value-rows from:body"' in head
    assert any('id="value-strip"' in one and 'hx-trigger="changed:value from:body"' in one for one in inner)
    strip = rows(query="", **{"HX-Target": "value-strip"})
    assert "Pay suppliers" in strip
    assert "asset-new" not in strip


def test_the_most_critical_come_first_and_the_rest_on_asking(cast, rows):
    for number in range(30):
        AssetFactory(unit=cast.unit, name=f"Thing {number:02}", criticality=2)
    AssetFactory(unit=cast.unit, name="Customer list", crown=True)
    first = rows()
    assert first.index("Customer list") < first.index("Thing 00")
    assert first.count('<tr id="asset-') == 26  # with the empty row
    assert "6 more rows" in first
    every = rows(query="?edit=value&all=1")
    assert every.count('<tr id="asset-') == 32
    assert 'hx-get="/units/OWN/?edit=value&amp;all=1"' in every


def test_many_rows_cost_no_more_questions(cast, rows, count_queries):
    def asked():
        with count_queries() as queries:
            rows(query="?edit=value&all=1")
        return len(queries)

    AssetFactory(unit=cast.unit)
    ImpactFactory(process=ProcessFactory(unit=cast.unit))
    asked()
    few = asked()
    for _ in range(20):
        AssetFactory(unit=cast.unit)
        ImpactFactory(process=ProcessFactory(unit=cast.unit))
    assert asked() == few


def test_several_pasted_lines_take_the_place_of_the_empty_row(cast, clients):
    headers = {"HX-Request": "true", "HX-Target": "asset-new"}
    answer = clients["head"].post(
        "/units/OWN/assets/add/", {"row": "1", "kind": "data", "names": "One\nTwo\nThree"}, headers=headers
    )
    assert answer.content.decode().count("<tr") == 4
    assert cast.unit.assets.count() == 3
