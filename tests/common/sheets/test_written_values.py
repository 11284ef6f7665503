"""Whatever way a number or a day is written, it is read as what it is; and any bytes give a table or a sentence."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.sheets import reading
from common.sheets.dates import NoDay, read_day
from common.sheets.notation import notation_of
from common.sheets.numbers import NoNumber, read_number
from common.sheets.problems import UnreadableFile
from tests.common.sheets.workbook_making import a_workbook, changed

amounts = st.decimals(-(10**14), 10**14, places=2)
days = st.dates(date(1000, 1, 1))


def british(value: Decimal) -> str:
    return f"{value:,.2f}"


def continental(value: Decimal) -> str:
    return british(value).translate(str.maketrans(",.", ".,"))


@given(amounts)
def test_an_amount_comes_back_from_every_way_of_writing_it(value):
    assert read_number(british(value)) == value
    assert read_number(continental(value), ",") == value
    assert read_number(british(value).replace(",", "\u202f")) == value
    assert read_number(f"£{british(value)}" if value >= 0 else f"(£{british(-value)})") == value
    assert read_number(f"{continental(value)} €", ",") == value


@given(st.integers(0, 10**9), st.sampled_from([("k", 3), ("m", 6), ("bn", 9), (" million", 6)]))
def test_words_for_thousands_and_millions_are_read(number, word):
    assert read_number(f"{number:,}{word[0]}") == number * 10 ** word[1]


@given(days)
def test_a_day_comes_back_from_every_way_of_writing_it(day):
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day:%d/%m}/{day.year}") == day
    assert read_day(f"{day.day}.{day.month}.{day.year} 14:30") == day
    assert read_day(f"{day:%m/%d}/{day.year}", "month") == day
    assert read_day(f"{day:%d %B} {day.year}") == day
    assert read_day(f"{day:%b} {day.day}, {day.year}") == day
    assert read_day(f"{day.year}{day:%m%d}") == day


@given(st.lists(amounts, min_size=1, max_size=20))
def test_the_decimal_mark_is_never_told_wrong(values):
    for write, decimal in ((british, "."), (continental, ",")):
        assert notation_of([[write(value) for value in values]]).decimal == decimal


@given(st.text(max_size=70))
def test_any_text_is_a_number_or_none(text):
    for decimal in ".,":
        try:
            assert read_number(text, decimal).is_finite()
        except NoNumber:
            continue


@given(st.text(max_size=70), st.sampled_from(["day", "month"]))
def test_any_text_is_a_day_or_none(text, order):
    try:
        assert isinstance(read_day(text, order), date)
    except NoDay:
        return


def gone_through(data: bytes) -> None:
    try:
        sheet = reading.read(data)
    except UnreadableFile:
        return
    assert len(list(sheet.rows)) == len(sheet.rows)
    assert all(len(row.cells) == len(sheet.headers) for row in sheet.rows)
    assert rows_of(reading.read(data, sheet.reading)) == rows_of(sheet)


def rows_of(sheet) -> list:
    return [(row.line, row.cells) for row in sheet.rows]


table_like = st.text(st.sampled_from('ab1,;|\t\n\r" .é\0&#'), max_size=80)


@given(table_like, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252"]))
def test_any_text_gives_a_table_or_a_sentence(text, encoding):
    gone_through(text.encode(encoding, "replace"))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_table_or_a_sentence(data):
    gone_through(data)


WORKBOOK = a_workbook([["code", "name"], ["A", "Alpha"], ["B", 5]])


@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=4))
def test_a_workbook_with_other_bytes_in_it_gives_a_table_or_a_sentence(place, other):
    gone_through(WORKBOOK[:place] + other + WORKBOOK[place + len(other) :])


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
@given(data=st.data())
def test_a_part_with_other_text_in_it_gives_a_table_or_a_sentence(part, data):
    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        place = data.draw(st.integers(0, len(content)))
        other = data.draw(
            st.sampled_from([b"<", b'"', b"9999999", b"-1", b"e9", b"x", b"</c>", b"\xff", b" t='s'", b""])
        )
        return content[:place] + other + content[place + data.draw(st.integers(0, 3)) :]

    gone_through(changed(WORKBOOK, change))
