"""Files of every shape: read, or refused with a sentence that says what to do."""

import pytest

from common.sheets import reading
from common.sheets.problems import UnreadableFile


def cells(data: bytes) -> list[list[str]]:
    return [row.cells for row in reading.read(data).rows]


READABLE = {
    "comma": (b"code,name\nA,Alpha\n", [["A", "Alpha"]]),
    "semicolon": (b"code;name\nA;Alpha, Beta\n", [["A", "Alpha, Beta"]]),
    "tab": (b"code\tname\nA\tAlpha; Beta\n", [["A", "Alpha; Beta"]]),
    "byte-order mark": ("\ufeffcode,name\nA,Ünité\n".encode(), [["A", "Ünité"]]),
    "byte-order mark and quotes": (b'\xef\xbb\xbf"code","name"\nA,B\n', [["A", "B"]]),
    "no line end at the end": (b"code,name\nA,B", [["A", "B"]]),
    "Windows line ends": (b"code,name\r\nA,B\r\n", [["A", "B"]]),
    "old Mac line ends": (b"code,name\rA,B\rC,D\r", [["A", "B"], ["C", "D"]]),
    "quotes, commas and line ends inside": (b'code,name\nA,"Al ""x"", \r\nBe"\n', [["A", 'Al "x", \r\nBe']]),
    "a quote inside an unquoted cell": (b'code,name\nA,5" pipe\n', [["A", '5" pipe']]),
    "empty lines between": (b"\ncode,name\n\nA,B\n,\n \t, \nC,D\n", [["A", "B"], ["C", "D"]]),
    "empty cells beyond the headers": (b"code,name\nA,B,,\n", [["A", "B"]]),
    "one column": (b"code\nA\n", [["A"]]),
    "a delimiter in a quoted header": (b'code;"a,b,c,d"\nA;B\n', [["A", "B"]]),
    "a neutralised formula": (b"code,name\nA,'=1+1\n", [["A", "=1+1"]]),
    "NUL in a cell is for the cell to refuse": (b"code,name\nA,B\0C\n", [["A", "B\0C"]]),
    "a very long cell": (b"code,name\nA," + b"x" * 200_000 + b"\n", [["A", "x" * 200_000]]),
}


@pytest.mark.parametrize("name", READABLE)
def test_it_is_read(name):
    data, expected = READABLE[name]
    assert cells(data) == expected


UNREADABLE = {
    "nothing": (b"", "The file is empty."),
    "blanks": (b" \r\n\t\n", "The file is empty."),
    "only a byte-order mark": (b"\xef\xbb\xbf", "The file is empty."),
    "only headers": (b"code,name\n", "no row below it"),
    "a packed file": (b"PK\x03\x04rest", "damaged"),
    "old Excel": (b"\xd0\xcf\x11\xe0rest", "old Excel"),
    "PDF": (b"%PDF-1.7", "PDF"),
    "gzip": (b"\x1f\x8b\x08", "compressed"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10", "not a text file"),
    "a quote that never closes": (b'code,name\nA,B\nC,"D\nE,F\n', "opens in line 3 is never closed"),
    "a quote in the middle": (b'code,name\nA,"B" C\n', "Line 2 has a quote in the middle"),
    "no headers at all": (b"x" * 300 + b",b\nA,B\n", "does not look like headers"),
    "a thousand columns": (b",".join(b"c%d" % n for n in range(1000)) + b"\n", "1,000 columns"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_it_is_refused_with_a_sentence(name):
    data, sentence = UNREADABLE[name]
    with pytest.raises(UnreadableFile, match=sentence):
        reading.read(data)


def test_more_rows_than_the_limit_are_refused():
    assert len(reading.read(b"code\n" + b"A\n" * 3, max_rows=3).rows) == 3
    with pytest.raises(UnreadableFile, match="more than 3 rows"):
        reading.read(b"code\n" + b"A\n" * 4, max_rows=3)


def test_lines_are_counted_as_an_editor_counts_them():
    data = b'code,name\nA,"one\ntwo\nthree"\n\nB,C\n'
    assert [row.line for row in reading.read(data).rows] == [2, 6]


def test_rows_of_the_wrong_length_are_listed_with_their_line_and_the_others_read():
    sheet = reading.read(b"code,name\nA\nB,b\nC,c,surplus\n")
    assert [row.cells for row in sheet.rows] == [["B", "b"]]
    assert [(problem.line, problem.value) for problem in sheet.problems] == [(2, "A"), (4, "C,c,surplus")]
    assert "has 1 cells, the headers are 2" in sheet.problems[0].reason


def test_a_header_without_a_name_gets_one():
    assert reading.read(b"code,,name \nA,x,B\n").headers == ["code", "column 2", "name"]
