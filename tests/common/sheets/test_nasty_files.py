"""Files as organisations hand them out, one for each thing that goes wrong with them, and what becomes of each."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from common.sheets import reading
from common.sheets.columns import Amount, Day, Text, Whole
from common.sheets.converting import convert
from common.sheets.mapping import ColumnMapping, Rule
from common.sheets.options import as_json, from_json
from common.sheets.problems import UnreadableFile

TABLE = "code,name,people\nA,Café “Zoë”,5\nB,Größe,7\n"
ROWS = [["A", "Café “Zoë”", "5"], ["B", "Größe", "7"]]
PLAIN = "code,name,people\nA,Alpha,5\nB,Beta,7\n"


def rows(sheet) -> list[list[str]]:
    return [row.cells for row in sheet.rows]


ENCODINGS = {
    "UTF-8": (TABLE.encode(), "utf-8"),
    "UTF-8 with a mark": (TABLE.encode("utf-8-sig"), "utf-8"),
    "Windows-1252": (TABLE.encode("cp1252"), "cp1252"),
    "UTF-16 with a mark": (TABLE.encode("utf-16"), "utf-16-le"),
    "UTF-16, the other way round": (b"\xfe\xff" + TABLE.encode("utf-16-be"), "utf-16-be"),
    "UTF-16 without a mark": (TABLE.encode("utf-16-le"), "utf-16-le"),
    "Mac OS Roman": (TABLE.encode("mac_roman"), "mac_roman"),
    "DOS": (TABLE.replace("“", "'").replace("”", "'").encode("cp850"), "cp850"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_an_encoding_is_found(name):
    data, encoding = ENCODINGS[name]
    sheet = reading.read(data)
    expected = [
        [cell.replace("“", "'").replace("”", "'") if encoding == "cp850" else cell for cell in row]
        for row in ROWS
    ]
    assert (rows(sheet), sheet.reading.encoding) == (expected, encoding)


def test_latin_1_is_read_as_its_larger_sister_and_can_be_said():
    data = "code;name\nA;Größe\n".encode("iso-8859-1")
    sheet = reading.read(data)
    assert rows(sheet) == [["A", "Größe"]]
    said = replace(sheet.reading, encoding="iso-8859-1")
    assert rows(reading.read(data, said)) == [["A", "Größe"]]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Kod;Nazwa\nA;Księgowość\nB;Zarząd główny i łączność\n", "cp1250"),
        ("Код;Отдел\nA;Департамент финансов\n", "cp1251"),
        ("Κωδικός;Τμήμα\nA;Διεύθυνση Οικονομικών\n", "cp1253"),
        ("名前,コード\n経理部,A\n", "cp932"),
    ],
)
def test_encodings_of_other_places_are_found_by_their_words(text, encoding):
    assert reading.detect(text.encode(encoding)).encoding == encoding


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_found(delimiter):
    sheet = reading.read(PLAIN.replace(",", delimiter).encode())
    assert sheet.reading.delimiter == delimiter
    assert rows(sheet) == [["A", "Alpha", "5"], ["B", "Beta", "7"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"], ids=["LF", "CRLF", "CR", "CRCRLF"])
def test_line_ends_of_every_machine_count_the_same_lines(end):
    sheet = reading.read(PLAIN.replace("\n", end).encode())
    assert [(row.line, row.cells[0]) for row in sheet.rows] == [(2, "A"), (3, "B")]


# Name → (file, rows that are read, part of what is said about it).
SHAPES = {
    "lines above the headers": (
        "Report of units\nRun on 2024-11-16\n\n" + PLAIN,
        [["A", "Alpha", "5"], ["B", "Beta", "7"]],
        "2 lines above the headers are not taken: “Report of units”, “Run on 2024-11-16”.",
    ),
    "lines above, filled up with empty cells": (
        "Report of units,,\nAs at:,16/11/2024,\n,,\n" + PLAIN,
        [["A", "Alpha", "5"], ["B", "Beta", "7"]],
        "2 lines above the headers",
    ),
    "notes below the table": (
        PLAIN + "\nSource: HR system\n* estimated\n",
        [["A", "Alpha", "5"], ["B", "Beta", "7"]],
        "2 lines below the table are not taken: “Source: HR system”, “* estimated”.",
    ),
    "a sum below the table": (
        "code,name,kind,people\nA,Alpha,x,5\nTotal,,,5\n",
        [["A", "Alpha", "x", "5"]],
        "1 line below the table is not taken: “Total 5”.",
    ),
    "what looks like a note between rows is a row": (
        "code,name,people\nNote,,\nB,Beta,7\n",
        [["Note", "", ""], ["B", "Beta", "7"]],
        "",
    ),
    "a row that is called like a note and says something": (
        "code,name,kind,people\nA,Alpha,x,5\nTotal,All,,\n",
        [["A", "Alpha", "x", "5"], ["Total", "All", "", ""]],
        "",
    ),
    "a name that begins like a note": (
        "number,name,a,b\n,Ada,x,\n,Source: HR,,\n",
        [["", "Ada", "x", ""], ["", "Source: HR", "", ""]],
        "",
    ),
    "empty headers": (
        "code,,people\nA,Alpha,5\n",
        [["A", "Alpha", "5"]],
        "called by their place: “column 2”",
    ),
    "the same header twice": (
        "code,name,Name\nA,Alpha,Beta\n",
        [["A", "Alpha", "Beta"]],
        "called by their place: “Name (column 3)”",
    ),
    "empty rows at the end": (PLAIN + ",,\n,,\n\n", [["A", "Alpha", "5"], ["B", "Beta", "7"]], ""),
    "empty columns at the end": (
        PLAIN.replace("\n", ",,,,\n"),
        [["A", "Alpha", "5"], ["B", "Beta", "7"]],
        "",
    ),
    "a line that names the delimiter": (
        "sep=;\n" + PLAIN.replace(",", ";"),
        [["A", "Alpha", "5"], ["B", "Beta", "7"]],
        "",
    ),
    "quotes with line ends inside": ('code,name\nA,"one\ntwo"\n', [["A", "one\ntwo"]], ""),
    "commas in prose beside semicolons": (
        "code;name\nA;Alpha, Beta, Gamma\nB;Delta, Epsilon\n",
        [["A", "Alpha, Beta, Gamma"], ["B", "Delta, Epsilon"]],
        "",
    ),
    "the sign that ended files of DOS": (PLAIN + "\x1a", [["A", "Alpha", "5"], ["B", "Beta", "7"]], ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_the_table_is_found_and_what_is_left_out_is_said(name):
    text, expected, said = SHAPES[name]
    sheet = reading.read(text.encode())
    assert (rows(sheet), sheet.problems) == (expected, [])
    assert said in " ".join(sheet.notices)
    assert bool(said) or not sheet.notices


def test_another_line_of_headers_can_be_said():
    data = b"code,name\nA,Alpha\ncode2,name2\nB,Beta\n"
    assert reading.read(data).headers == ["code", "name"]
    sheet = reading.read(data, replace(reading.detect(data), header=3))
    assert (sheet.headers, rows(sheet)) == (["code2", "name2"], [["B", "Beta"]])


def test_notes_below_can_be_rows_after_all():
    data = b"code,name,people\nA,Alpha,5\nNote,,\n"
    assert len(reading.read(data).rows) == 1
    assert len(reading.read(data, replace(reading.detect(data), below=True)).rows) == 2


def test_marks_of_web_pages_are_offered_and_decoded_when_that_is_said():
    data = b"code,name\nA,Research &amp; Development &#8211; R&D &copy\n"
    sheet = reading.read(data)
    assert sheet.entity == "&amp;"
    assert rows(sheet) == [["A", "Research &amp; Development &#8211; R&D &copy"]]
    decoded = reading.read(data, replace(sheet.reading, entities=True))
    assert rows(decoded) == [["A", "Research & Development – R&D &copy"]]


def test_a_character_that_is_none_is_named_with_line_and_column_and_the_others_are_read():
    data = "code,name\nA,Café\nB,X\nC,Größe über alles äöü\n".encode().replace(b"X", b"caf\xe9")
    sheet = reading.read(data)
    assert [row.cells[0] for row in sheet.rows] == ["A", "C"]
    [problem] = sheet.problems
    assert (problem.line, problem.column, problem.value) == (3, "name", "caf\ufffd")
    assert "not UTF-8" in problem.reason


REFUSED = {
    "a picture called .csv": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10", "not a text file"),
    "a program called .csv": (b"\x7fELF\x02\x01\x01" + bytes(range(32)) * 20, "not a text file"),
    "a web page called .xls": (b"<html><table><tr><td>code</td></tr></table>", "web page"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + bytes(100), "old Excel"),
    "a locked workbook": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "a million columns": (b",".join([b"c"] * 1_000_000) + b"\nA\n", "1,000,000 columns; at most 200"),
    "only headers": (b"code,name\n", "no row below"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_with_a_sentence(name):
    data, sentence = REFUSED[name]
    with pytest.raises(UnreadableFile, match=sentence):
        reading.read(data)


COLUMNS = [
    Text(name="code", label="Code", limit=20),
    Whole(name="people", label="People"),
    Amount(name="revenue", label="Revenue"),
    Day(name="opened_on", label="Opened"),
]
MAPPING = ColumnMapping(
    [Rule("code", "code"), Rule("people", "people"), Rule("money", "revenue"), Rule("day", "opened_on")]
)


def values_of(text: str, **said) -> tuple[list[tuple], list[str]]:
    data = text.encode()
    sheet = reading.read(data, replace(reading.detect(data), **said) if said else None)
    drafts, problems = convert(sheet, MAPPING, COLUMNS)
    values = [tuple(draft.values.get(column.name) for column in COLUMNS) for draft in drafts]
    return values, [f"{problem.column}: {problem.reason}" for problem in problems]


def test_numbers_and_days_of_britain_are_read():
    text = 'code,people,money,day\n007,"1,878","£171,700,000",16/11/2024\n008,145k,(500),1 December 2024\n009,0,N/A,\n'
    values, problems = values_of(text)
    assert problems == []
    assert values == [
        ("007", 1878, Decimal(171_700_000), date(2024, 11, 16)),
        ("008", 145_000, Decimal(-500), date(2024, 12, 1)),
        ("009", 0, None, None),
    ]


def test_numbers_and_days_of_the_continent_are_read():
    text = "code;people;money;day\nA;1.878;1.878,00 €;16.11.2024\nB;12;0,50;01.02.2024\n"
    values, problems = values_of(text)
    assert problems == []
    assert values == [
        ("A", 1878, Decimal(1878), date(2024, 11, 16)),
        ("B", 12, Decimal("0.5"), date(2024, 2, 1)),
    ]


def test_days_of_america_are_told_by_a_day_beyond_the_twelfth():
    values, problems = values_of("code,people,money,day\nA,1,1,11/16/2024\nB,1,1,02/01/2024\n")
    assert problems == []
    assert [row[3] for row in values] == [date(2024, 11, 16), date(2024, 2, 1)]


def test_where_nothing_tells_the_order_of_day_and_month_it_is_said_and_can_be_changed():
    text = "code,people,money,day\nA,1,1,02/01/2024\n"
    sheet = reading.read(text.encode())
    assert "Nothing in the file tells whether its dates have the day or the month first." in sheet.notices
    assert values_of(text)[0][0][3] == date(2024, 1, 2)
    assert values_of(text, dates="month")[0][0][3] == date(2024, 2, 1)


def test_a_value_written_the_other_way_is_wrong_and_never_guessed():
    values, problems = values_of(
        'code,people,money,day\nA,1.878,"1,5",11/16/2024\nB,2,0.75,16/11/2024\nC,3,4,17/11/2024\n'
    )
    assert values[0] == ("A", None, None, None)
    assert [problem.partition(":")[0] for problem in problems] == ["people", "money", "day"]


def test_how_a_file_is_read_comes_back_from_json():
    told = reading.detect("x\n\na;b\n1;2,5\n2;3\n".encode("utf-16"))
    assert from_json(as_json(told)) == told


@pytest.mark.parametrize(
    "said",
    [{}, None, [], {"encoding": "rot13"}, {"encoding": "utf-8", "header": 0}, {"encoding": "utf-8", "header": "1"},
     {"encoding": "utf-8", "delimiter": "x"}, {"encoding": "utf-8", "dates": "year"}, {"encoding": ["utf-8"]}],
)  # fmt: skip
def test_a_reading_that_cannot_be_is_none(said):
    assert from_json(said) is None
