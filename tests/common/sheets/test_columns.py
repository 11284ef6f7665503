"""A cell becomes a value or a sentence; a value becomes a cell that becomes the same value."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.sheets.columns import Amount, Choice, Day, Level, Reference, Several, Text, Whole
from common.sheets.problems import CellProblem

NAME = Text(name="name", label="Name", limit=300)
PROSE = Text(name="purpose", label="Purpose", limit=10_000, lines=True)
KIND = Choice(name="kind", label="Kind", choices=[("team", "Team"), ("shared_service", "Shared service")])
LEVEL = Level(name="exposure", label="Exposure", choices=[(n, f"{n} of 5") for n in range(1, 6)])
PEOPLE = Whole(name="headcount", label="People")
REVENUE = Amount(name="annual_revenue", label="Revenue")
OPENED = Day(name="opened_on", label="Exists since")
PARENT = Reference(name="parent", label="Belongs to")

READ = [
    (NAME, "  Ünité  ", "Ünité"),
    (NAME, "two\r\nlines", "two lines"),
    (PROSE, "a\r\nb\rc\n", "a\nb\nc"),
    (KIND, "Shared  Service", "shared_service"),
    (KIND, "SHARED-SERVICE", "shared_service"),
    (KIND, " ", ""),
    (LEVEL, "4", 4),
    (LEVEL, "4 of 5", 4),
    (LEVEL, "4.0", 4),
    (LEVEL, "", None),
    (PEOPLE, " 0 ", 0),
    (PEOPLE, "0012.00", 12),
    (PEOPLE, "-3", -3),
    (PEOPLE, "", None),
    (PEOPLE, "1,878", 1878),
    (PEOPLE, "2k", 2000),
    (PEOPLE, "N/A", None),
    (REVENUE, "£171,700,000", Decimal("171700000.00")),
    (REVENUE, "145k", Decimal("145000.00")),
    (REVENUE, "(500)", Decimal("-500.00")),
    (REVENUE, "1500000", Decimal("1500000.00")),
    (REVENUE, "0.5", Decimal("0.50")),
    (REVENUE, "12.3400", Decimal("12.34")),
    (OPENED, "2024-02-29", date(2024, 2, 29)),
    (OPENED, "2024-02-29 00:00:00", date(2024, 2, 29)),
    (OPENED, "1066-10-14", date(1066, 10, 14)),
    (OPENED, "16/11/2024", date(2024, 11, 16)),
    (OPENED, "16 November 2024", date(2024, 11, 16)),
    (OPENED, "–", None),
    (NAME, "\u00a0Human\u00a0Resources\u200b", "Human Resources"),
    (PARENT, " FIN ", "FIN"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "text", "value"), READ)
def test_it_reads(column, text, value):
    assert column.parse(text) == value


REFUSED = [
    (NAME, "x" * 301, "301 characters; at most 300"),
    (NAME, "a\0b", "NUL"),
    (PROSE, "x" * 100_000, "100,000 characters; at most 10,000"),
    (PARENT, "\0", "NUL"),
    (KIND, "squad", "none of team, shared_service"),
    (LEVEL, "6", "none of 1, 2, 3, 4, 5"),
    (LEVEL, "2.5", "none of"),
    (PEOPLE, "many", "not a whole number"),
    (PEOPLE, "1.878", "not a whole number"),
    (PEOPLE, "1.878,00", "read with a decimal point"),
    (PEOPLE, "12.5", "not a whole number"),
    (PEOPLE, "1e9", "not a whole number"),
    (PEOPLE, "٣", "not a whole number"),
    (PEOPLE, "9" * 5_000, "larger than the record can hold"),
    (REVENUE, "5 %", "not an amount"),
    (REVENUE, "NaN", "not an amount"),
    (REVENUE, "Infinity", "not an amount"),
    (REVENUE, "1.005", "not an amount"),
    (REVENUE, "1" * 16, "larger than the record can hold"),
    (OPENED, "11/16/2024", "the other way round"),
    (OPENED, "16/11/24", "two digits only"),
    (OPENED, "45612", "number a spreadsheet has for a day"),
    (NAME, "#REF!", "error here"),
    (OPENED, "2023-02-29", "no such day"),
    (OPENED, "0000-01-01", "no such day"),
    (OPENED, "soon", "not a date"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "text", "sentence"), REFUSED)
def test_it_refuses_with_a_sentence(column, text, sentence):
    with pytest.raises(CellProblem, match=sentence):
        column.parse(text)


def test_a_check_of_its_own_names_the_problem():
    code = Text(name="code", label="Code", limit=10, check=lambda text: "No dots." if "." in text else None)
    assert code.parse("") == ""
    with pytest.raises(CellProblem, match="No dots"):
        code.parse("a.b")


# What can stand in the database: forms strip texts, and PostgreSQL holds no NUL.
kept_text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200).map(
    str.strip
)
VALUES = {
    NAME: kept_text,
    PROSE: kept_text,
    KIND: st.sampled_from(["", "team", "shared_service"]),
    LEVEL: st.none() | st.integers(1, 5),
    PEOPLE: st.none() | st.integers(0, 10_000_000),
    REVENUE: st.none() | st.decimals(0, 99_999_999_999_999, places=2),
    OPENED: st.none() | st.dates(),
}


@pytest.mark.parametrize("column", VALUES, ids=lambda column: column.name)
@given(data=st.data())
def test_what_is_written_reads_back_as_the_same(column, data):
    value = data.draw(VALUES[column])
    assert column.same(column.parse(column.show(value)), value)


@given(st.sampled_from(list(VALUES)), st.text(max_size=40))
def test_any_text_gives_a_value_or_a_sentence(column, text):
    try:
        value = column.parse(text)
    except CellProblem:
        return
    assert column.same(column.parse(column.show(value)), value)


class TestSeveral:
    HOLDS = Several(
        name="handles", label="Holds", choices=[("card", "Payment card data"), ("staff", "Staff records")]
    )

    @pytest.mark.parametrize(
        "text", ["card; staff", "Staff records, payment-card data", "staff\ncard;", "card|staff|card"]
    )
    def test_words_are_read_however_they_are_parted(self, text):
        assert self.HOLDS.same(self.HOLDS.parse(text), ["card", "staff"])

    def test_an_unknown_one_is_named(self):
        with pytest.raises(CellProblem, match="“gossip” is none of card, staff"):
            self.HOLDS.parse("card; gossip")

    @pytest.mark.parametrize("value", [[], ["staff"], ["staff", "card"]])
    def test_what_is_shown_is_read_back(self, value):
        assert self.HOLDS.parse(self.HOLDS.show(value)) == value
