"""Excel workbooks: read as they show themselves, or refused with a sentence that says why."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from common.sheets import packed as packing
from common.sheets import reading
from common.sheets.options import from_json
from common.sheets.problems import UnreadableFile
from tests.common.sheets.workbook_making import a_workbook, changed, packed, saved, with_part, with_sheet

HEADERS = ["code", "name", "people"]
GOOD = a_workbook([HEADERS, ["A", "Alpha", 5], ["B", None, 7]])


def rows(data: bytes, said=None) -> list[list[str]]:
    return [row.cells for row in reading.read(data, said).rows]


def test_cells_are_read_as_text_and_empty_ones_at_the_end_are_filled_up():
    data = a_workbook([HEADERS, ["A", "Größe & <b>", 5], ["B", None, 7], ["C"]])
    assert rows(data) == [["A", "Größe & <b>", "5"], ["B", "", "7"], ["C", "", ""]]


def test_numbers_days_and_codes_are_read_as_a_workbook_shows_them():
    data = a_workbook(
        [
            ["code", "number", "day", "moment", "time", "truth", "sum"],
            [7, 1878.0, date(2024, 2, 29), datetime(2024, 2, 29, 14, 30), time(14, 30), True, 0.1 + 0.2],  # noqa: DTZ001
        ],
        formats={"A2": "000"},
    )
    assert rows(data) == [["007", "1878", "2024-02-29", "2024-02-29 14:30:00", "14:30", "TRUE", "0.3"]]


def test_days_of_a_workbook_that_counts_from_1904_are_the_same():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row in (["code", "day"], ["A", date(2024, 2, 29)]):
        book.active.append(row)
    assert rows(saved(book)) == [["A", "2024-02-29"]]


def test_lines_are_the_rows_of_the_sheet_and_what_stands_above_the_headers_is_said():
    data = a_workbook([["Report of units"], [], HEADERS, ["A", "Alpha", 5], [], ["B", "Beta", 7]])
    sheet = reading.read(data)
    assert [row.line for row in sheet.rows] == [4, 6]
    assert sheet.notices == ["1 line above the headers is not taken: “Report of units”."]


def test_the_first_sheet_with_a_table_is_read_and_another_can_be_said():
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    other = book.create_sheet("Old units")
    for row in (["code"], ["Z"]):
        other.append(row)
    book.create_sheet("Cover", 0)
    data = saved(book)
    sheet = reading.read(data)
    assert (sheet.reading.sheet, sheet.choices) == ("Units", ["Cover", "Units", "Old units"])
    assert "3 sheets; “Units” is read" in sheet.notices[0]
    said = from_json({"encoding": "utf-8", "sheet": "Old units"})
    assert rows(data, said) == [["Z"]]
    with pytest.raises(UnreadableFile, match="no sheet “Gone”"):
        reading.read(data, from_json({"encoding": "utf-8", "sheet": "Gone"}))


def test_a_formula_gives_what_was_shown_and_that_is_said():
    data = with_sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c><c r="B1" t="inlineStr"><is><t>n</t></is></c></row>'
        '<row r="2"><c r="A2" t="str"><f>LOWER("A")</f><v>a</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
    )
    sheet = reading.read(data)
    assert [row.cells for row in sheet.rows] == [["a", "2"]]
    assert sheet.notices[0].startswith("2 cells hold formulas; what was shown")


def test_a_formula_without_a_value_is_wrong_and_the_other_rows_are_read():
    data = a_workbook([HEADERS, ["A", "Alpha", "=2+3"], ["B", "Beta", 7]])
    sheet = reading.read(data)
    assert [row.cells[0] for row in sheet.rows] == ["B"]
    [problem] = sheet.problems
    assert (problem.line, problem.column) == (2, "people")
    assert "value was not saved" in problem.reason


def test_rich_texts_are_one_and_reading_aids_are_left_out():
    data = with_sheet(
        '<row><c t="inlineStr"><is><t>code</t></is></c></row>'
        '<row><c t="inlineStr"><is><r><t>Tok</t></r><r><t>yo_x000D_</t></r>'
        '<rPh sb="0" eb="1"><t>aid</t></rPh></is></c></row>'
    )
    assert rows(data) == [["Tokyo\r"]]


CELL = '<c r="{at}" t="inlineStr"><is><t>x</t></is></c>'
REFUSED = {
    "macros": (with_part(GOOD, "xl/vbaProject.bin"), "holds macros"),
    "old macros": (with_part(GOOD, "xl/macrosheets/sheet1.xml"), "holds macros"),
    "links to other files": (with_part(GOOD, "xl/externalLinks/externalLink1.xml"), "values from other files"),
    "a binary workbook": (packed({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), "binary workbook"),
    "a text document": (packed({"[Content_Types].xml": b"", "word/document.xml": b""}), "text document"),
    "an OpenDocument file": (packed({"mimetype": b"", "content.xml": b""}), "OpenDocument"),
    "an archive": (packed({"units.csv": b"code\nA\n"}), "packed file"),
    "cut off": (GOOD[: len(GOOD) // 2], "damaged"),
    "broken XML": (changed(GOOD, lambda name, said: said[:-20] if "sheet1" in name else said), "damaged"),
    "a part that is missing": (changed(GOOD, lambda name, said: None if "sheet1" in name else said), "damaged"),
    "entities of its own": (
        with_sheet("<row><c><v>&a;</v></c></row>", before='<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
        "entities of its own",
    ),
    "a column far out": (with_sheet(f"<row>{CELL.format(at='A1')}{CELL.format(at='XFD1')}</row>"), "column 16,384"),
    "a million columns": (with_sheet(f"<row>{'<c/>' * 1_000_000}</row>"), "more columns than a workbook"),
    "a row far down": (with_sheet(f'<row r="99999999999">{CELL.format(at="A1")}</row>'), "more rows than a workbook"),
    "no table": (a_workbook([["only"]]), "No sheet of the workbook has a line of headers"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name):
    data, sentence = REFUSED[name]
    with pytest.raises(UnreadableFile, match=sentence):
        reading.read(data)


def test_a_bomb_is_stopped_while_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(packing, "MOST_UNPACKED", 100_000)
    data = with_sheet(" " * 10_000_000)
    assert len(data) < 50_000
    with pytest.raises(UnreadableFile, match="Unpacked, the workbook has more than"):
        reading.read(data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused():
    data = io.BytesIO(GOOD)
    with zipfile.ZipFile(data, "a") as again:
        again.writestr("xl/workbook.xml", b"<workbook/>")
    with pytest.raises(UnreadableFile, match="damaged"):
        reading.read(data.getvalue())


def test_a_sheet_full_of_empty_cells_is_stopped(monkeypatch):
    monkeypatch.setattr("common.sheets.workbook_cells.MOST_CELLS", 5_000)
    with pytest.raises(UnreadableFile, match="more than 5,000 cells"):
        reading.read(with_sheet(f"<row>{'<c/>' * 100}</row>" * 100))


def test_a_sheet_with_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr("common.sheets.workbooks.MOST_RECORDS", 3)
    with pytest.raises(UnreadableFile, match="more than 200,000 rows"):
        reading.read(a_workbook([["code"], ["A"], ["B"], ["C"]]))
