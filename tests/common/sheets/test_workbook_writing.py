"""A workbook holds what was put into it, as what it was; and it is sent while its rows are read."""

import io
import re
import tracemalloc
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.sheets.formula import restored
from common.sheets.workbook_writing import CUT, MOST_CHARACTERS, letters, workbook_pieces


def opened(headers, rows, *, title="Departments"):
    data = b"".join(workbook_pieces(headers, rows, title=title))
    return openpyxl.load_workbook(io.BytesIO(data)).active


def read_back(rows) -> list[list]:
    """As a reader has it: characters that XML cannot hold are written as _x000B_, and one apostrophe is taken away."""
    sheet = opened(["h"] * len(rows[0]), rows)
    return [[_plain(cell) for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]


def _plain(value):
    if not isinstance(value, str):
        return "" if value is None else value
    return restored(re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), value))


def test_each_kind_of_value_stays_what_it_is():
    moment = datetime(2026, 11, 22, 14, 30)  # noqa: DTZ001  workbooks know no time zones
    row = ["0042", 7, Decimal("1500.50"), date(2024, 2, 29), moment, None, "", 0, -3]
    sheet = opened(["h"] * 9, [row])
    cells = sheet[2]
    assert [cell.value for cell in cells] == [
        "0042", 7, 1500.5, datetime(2024, 2, 29), moment, None, None, 0, -3,  # noqa: DTZ001
    ]  # fmt: skip
    assert [cells[3].is_date, cells[4].is_date, cells[1].is_date] == [True, True, False]
    assert (cells[0].number_format, cells[0].data_type) == ("@", "s")


def test_the_headers_stay_in_sight_and_narrow_the_rows():
    sheet = opened(["code", "name"], [["A", "One"], ["B", "Two"]])
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("Departments", "A2", "A1:B3")
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold


@pytest.mark.parametrize("text", ["=1+1", "+44 20 7946", "-x", "@home", "=HYPERLINK(1)"])
def test_a_text_is_never_a_formula(text):
    cell = opened(["h"], [[text]])["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (date(1066, 10, 14), "1066-10-14"),
        (date(1900, 2, 28), "1900-02-28"),
        (date(1900, 3, 1), datetime(1900, 3, 1)),  # noqa: DTZ001
        (Decimal("99999999999999.99"), "99999999999999.99"),
        (Decimal("9999999999999.99"), 9999999999999.99),
        (Decimal("100000000000000.00"), 100000000000000.00),
        (10**15 - 1, 10**15 - 1),
        (10**16 + 1, "10000000000000001"),
    ],
)
def test_what_a_spreadsheet_would_change_is_written_as_text(value, kept):
    assert opened(["h"], [[value]])["A2"].value == kept


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    value = opened(["h"], [["x" * 40_000]])["A2"].value
    assert len(value) == MOST_CHARACTERS
    assert value.endswith(CUT)


@pytest.mark.parametrize(
    ("title", "name"), [("Who/what: [all]", "Who what   all"), ("'", "Sheet"), ("x" * 40, "x" * 31)]
)
def test_the_sheet_has_a_name_that_spreadsheets_take(title, name):
    assert opened(["h"], [["a"]], title=title).title == name


def test_columns_are_named_as_spreadsheets_count():
    assert [letters(place) for place in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


cells = st.one_of(
    st.text(
        st.sampled_from("=+-@\t\r\n'\"<&_x0041 é") | st.characters(exclude_categories=["Cs"]), max_size=20
    ),
    st.integers(-(10**12), 10**12),
    st.dates(date(1900, 3, 1), date(2199, 12, 31)),
)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5))
def test_whatever_is_written_is_read_back(rows):
    wanted = [[datetime(c.year, c.month, c.day) if isinstance(c, date) else c for c in row] for row in rows]  # noqa: DTZ001
    found = read_back(rows)
    # Rows that say nothing at all at the end are no rows of a sheet.
    assert found == wanted[: len(found)]
    assert all(cell == "" for row in wanted[len(found) :] for cell in row)


def test_a_long_list_is_sent_while_it_is_read_and_never_held():
    asked = 0

    def rows():
        nonlocal asked
        for asked in range(30_000):
            yield [f"CODE-{asked}", "Marketing and communication of the group", asked, date(2024, 2, 29)]

    def measured(pieces):
        tracemalloc.start()
        sizes = [len(piece) for piece in pieces]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return sizes, peak

    pieces = workbook_pieces(["code", "name", "number", "day"], rows(), title="Departments")
    next(pieces)
    assert asked < 10_000
    sizes, peak = measured(pieces)
    assert max(sizes) < 200_000
    assert peak < 2_000_000
