"""Finding by any word: codes first, beginnings of words, and only what one may see."""

import re
from urllib.parse import urlencode

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.units import (
    AssetFactory,
    FormerCodeFactory,
    IncidentFactory,
    ObligationFactory,
    ProcessFactory,
    UnitFactory,
)
from tests.fixtures.answers import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def find(clients):
    def ask(q, reader="ciso", part=False, **params):
        headers = {"HX-Request": "true"} if part else {}
        answer = clients[reader].get(f"/search/?{urlencode({'q': q, **params})}", headers=headers)
        assert answer.status_code == 200
        return answer.content.decode()

    return ask


def hits(html):
    return re.findall(r'class="lead-in" href="[^"]*">([^<]+)<', html)


class TestDepartments:
    @pytest.fixture(autouse=True)
    def some(self, cast):
        UnitFactory(code="MAR", name="Zebra crossings")
        UnitFactory(code="X-1", name="Marketing research", purpose="Knows what people want")
        UnitFactory(code="X-2", name="Supermarkets and Kostić & Sons")
        UnitFactory(code="X-3", name="Far away", purpose="Marvellous things")

    def test_stand_in_the_order_code_beginning_of_the_name_any_word(self, find):
        assert hits(find("mar")) == ["Zebra crossings", "Marketing", "Marketing research", "Far away"]

    @pytest.mark.parametrize(
        ("q", "found"),
        [
            ("marketing res", "Marketing research"),
            ("KOSTIC", "Supermarkets and Kostić &amp; Sons"),
            ("kostić & sons", "Supermarkets and Kostić &amp; Sons"),
            ("x-3", "Far away"),
            ("people want", "Marketing research"),
        ],
    )
    def test_are_found_by_the_beginning_of_every_word(self, find, q, found):
        assert hits(find(q)) == [found]

    def test_are_found_by_a_code_of_earlier_days(self, cast, find):
        FormerCodeFactory(unit=cast.foreign, code="TRS-9")
        assert hits(find("trs-9")) == ["Treasury"]
        assert hits(find("trs-9", "head")) == []

    @pytest.mark.parametrize(
        "q", ["'", "a:*|b", "!mar", "mar & | !", "\\", "%", "mar\0keting", "(((", "é" * 500, "a " * 90]
    )
    def test_nothing_typed_is_an_operator_or_an_error(self, find, q):
        assert "Find" in find(q)

    def test_are_paged_where_there_are_many(self, cast, find):
        for number in range(60):
            UnitFactory(name=f"Depot {number:02}")
        first = find("depot")
        assert "more than 6" in first
        assert 'href="?q=depot&amp;in=units"' in first
        every = [name for page in (1, 2, 3) for name in hits(find("depot", **{"in": "units", "page": page}))]
        assert every == [f"Depot {number:02}" for number in range(60)]
        assert "60" in find("depot", **{"in": "units"})


def test_incidents_obligations_and_colleagues_are_found_as_well(cast, find):
    IncidentFactory(title="Stolen laptop", reference="INC-77", units=[cast.unit])
    ObligationFactory(name="PCI DSS")
    assert hits(find("laptop stolen")) == ["Stolen laptop"]
    assert hits(find("inc-77")) == ["Stolen laptop"]
    assert hits(find("pci")) == ["PCI DSS"]
    assert hits(find("cast audi")) == ["Cast auditor"]


@pytest.mark.parametrize("reader", ["head", "outsider", "responder"])
def test_colleagues_are_not_for_everybody(find, cast, reader):
    assert "auditor@" not in find("auditor", reader)


def test_nobody_finds_what_they_may_not_see(cast, find):
    IncidentFactory(title="Zyzzyva", restricted=True, units=[cast.unit], readers=[cast.ciso])
    UnitFactory(name="Zyzzyva section", parent=cast.foreign)
    assert hits(find("zyzzyva")) == ["Zyzzyva section", "Zyzzyva"]
    assert hits(find("zyzzyva", "head")) == []
    assert hits(find("zyzzyva", "outsider")) == ["Zyzzyva section"]
    assert hits(find("zyzzyva", "admin")) == ["Zyzzyva section"]


def test_who_is_on_duty_finds_names_and_codes_and_nothing_by_other_words(cast, clients, find):
    for q in ("purpose", "pays", "suppliers", "cast", "stolen"):
        before = told(clients["responder"].get(f"/search/?q={q}"))
        assert b"Nothing found" in before
    assert hits(find("mark", "responder")) == ["Marketing"]
    assert hits(find("own-t", "responder")) == ["Campaigns"]
    assert "/call/OWN-TEAM/" in find("own-t", "responder")
    assert "/units/OWN/" not in find("mark", "responder").replace("/units/OWN/impact/", "")


def test_the_palette_gets_a_list_and_no_page(cast, find):
    html = find("mark", part=True)
    assert "<html" not in html
    assert '<li><a href="/units/OWN/"><span>Marketing</span>' in html
    assert "Nothing found for “qqq”" in find("qqq", part=True)
    assert find("", part=True).strip() == ""


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"in": "secrets"}, "There is no such group"),
        ({"page": "0"}, "is not a page number"),
        ({"page": "two"}, "is not a page number"),
        ({"page": "99999", "in": "units"}, "Nothing found"),
    ],
)
def test_a_strange_address_is_answered_with_a_sentence(cast, find, params, said):
    assert said in find("mark", **params)


def test_words_beyond_the_limit_are_said_to_be_left_out(cast, find):
    assert "Only the first 200 characters" in find("mark " * 100)


def test_an_empty_box_teaches(cast, find):
    assert "the beginning of a word is enough" in find("")


def test_the_number_of_questions_does_not_grow(cast, clients, count_queries):
    clients["ciso"].get("/search/?q=dep")
    with count_queries() as none:
        clients["ciso"].get("/search/?q=dep")
    for number in range(30):
        UnitFactory(name=f"Depot {number}")
        IncidentFactory(title=f"Depot {number} broken into", units=[cast.unit])
        UserFactory(name=f"Depp {number}")
        ObligationFactory(name=f"Depositary rule {number}")
    with count_queries() as many:
        clients["ciso"].get("/search/?q=dep")
    assert len(many) == len(none) <= 14


class TestPeopleAndThings:
    def test_people_are_found_by_name_title_and_place(self, cast, find):
        ContactFactory(name="Ana Duarte", title="Campaign lead", home_unit=cast.unit)
        ContactFactory(name="Ana Gone", left=True, home_unit=cast.unit)
        assert hits(find("ana")) == ["Ana Duarte", "Ana Gone"]
        assert "left on" in find("ana gone")
        assert hits(find("campaign lead")) == ["Ana Duarte"]

    def test_a_head_finds_their_own_people_only(self, cast, find):
        ContactFactory(name="Zoe Own", home_unit=cast.unit)
        ContactFactory(name="Zoe Foreign", home_unit=cast.foreign)
        assert hits(find("zoe", "head")) == ["Zoe Own"]
        assert hits(find("zoe", "responder")) == []

    def test_nobody_is_found_by_a_number_that_is_not_for_them(self, cast, find):
        ContactFactory(name="Zoe Own", home_unit=cast.unit, personnel_number="X4711")
        assert hits(find("x4711", "head")) == []

    def test_a_second_entry_of_somebody_is_not_found(self, cast, find):
        one = ContactFactory(name="Zoe Own", home_unit=cast.unit)
        ContactFactory(name="Zoe Own Twice", home_unit=cast.unit, merged_into=one)
        assert hits(find("zoe")) == ["Zoe Own"]

    def test_what_a_department_cannot_lose_is_found_with_its_name(self, cast, find):
        AssetFactory(unit=cast.unit, name="Ledger of customers", kind="data")
        AssetFactory(unit=cast.foreign, name="Ledger of the bank")
        ProcessFactory(unit=cast.unit, name="Close the ledger")
        assert hits(find("ledger")) == ["Ledger of customers", "Ledger of the bank", "Close the ledger"]
        assert hits(find("ledger", "head")) == ["Ledger of customers", "Close the ledger"]
        assert "Data · Marketing" in find("ledger of cust")

    def test_what_a_head_may_not_see_leaves_no_trace(self, cast, clients):
        answer = clients["head"].get("/search/?q=ledger")
        AssetFactory(unit=cast.foreign, name="Ledger of the bank")
        ProcessFactory(unit=cast.foreign, name="Close the ledger")
        ContactFactory(name="Ledger Smith", home_unit=cast.foreign)
        assert told(clients["head"].get("/search/?q=ledger")) == told(answer)


def test_who_is_hit_next_is_one_step_from_a_department_that_was_found(clients, cast):
    for reader, main in (("ciso", "/units/OWN/"), ("head", "/units/OWN/"), ("responder", "/call/OWN/")):
        for headers in ({}, {"HX-Request": "true"}):
            page = clients[reader].get("/search/?q=marketing", headers=headers).content.decode()
            assert f'href="{main}"' in page
            assert 'href="/units/OWN/impact/"' in page


def test_on_duty_the_call_sheet_is_one_step_from_the_name(clients, cast):
    assert 'href="/units/OWN/impact/"' in clients["responder"].get("/?q=marketing").content.decode()
    part = {"HX-Request": "true", "HX-Target": "found-to-call"}
    found = clients["responder"].get("/call/?q=marketing", headers=part).content.decode()
    assert 'href="/units/OWN/impact/"' in found
