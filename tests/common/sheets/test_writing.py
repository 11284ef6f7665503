"""What is written is read back cell by cell, whatever stands in it."""

from datetime import date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from common.sheets import reading
from common.sheets.writing import PIECE, csv_pieces

cell = st.text(st.sampled_from("=+-@\t\r\n'\",; aé") | st.characters(exclude_categories=["Cs"]), max_size=20)
# A line without any content is no row; a code always has some.
row = st.tuples(st.sampled_from(["A", "B"]), cell, cell).map(list)


@given(st.lists(row, min_size=1, max_size=8))
def test_rows_come_back_as_they_went(rows):
    data = b"".join(csv_pieces(["code", "name", "purpose"], rows))
    sheet = reading.read(data)
    assert data.startswith(reading.BYTE_ORDER_MARK)
    assert sheet.problems == []
    assert [row.cells for row in sheet.rows] == rows


def test_rows_are_read_only_as_the_file_is_sent():
    asked = []

    def rows():
        for number in range(10 * PIECE):
            asked.append(number)
            yield [str(number)]

    pieces = csv_pieces(["code"], rows())
    next(pieces)
    assert len(asked) <= PIECE


def test_numbers_and_days_are_written_as_they_are_read_again():
    row = [-3, Decimal("1500.50"), date(2024, 2, 29), datetime(2024, 2, 29, 9, 5), None]  # noqa: DTZ001
    data = b"".join(csv_pieces(["a", "b", "c", "d", "e"], [row])).decode("utf-8-sig")
    assert data.splitlines()[1] == "-3,1500.50,2024-02-29,2024-02-29 09:05,"
