"""The lines that cannot be taken, handed out with the reasons beside them, and brought in once they are put right."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from contacts.sheets.kind import PEOPLE
from desk.models import SheetImport
from desk.sheets import flow
from tests.fixtures.sheets import received
from units.models import Unit
from units.sheets.kind import UNITS

pytestmark = pytest.mark.django_db


@pytest.fixture
def bad(db, clients):
    """The rows of the file that is handed out for a table, as they were typed."""

    def of(text, *, kind=UNITS, mapping=None, reader="ciso"):
        record, meaning = received(text, kind=kind, mapping=mapping)
        flow.check(kind, record, mapping=meaning, by=None, at=timezone.now())
        record.save()
        response = clients[reader].get(reverse(kind.urls["bad_rows"], args=[record.pk]))
        assert response.status_code == 200
        said = b"".join(response.streaming_content).decode("utf-8-sig")
        delimiter = max(",;\t|", key=said.split("\r\n")[0].count)
        return list(csv.reader(io.StringIO(said, newline=""), delimiter=delimiter))

    return of


def test_only_lines_that_are_wrong_with_all_their_cells_and_every_reason(bad):
    rows = bad("code,name,headcount,odd\nA,Alpha,1,x\n,Beta,many,y\nC,Gamma,2,z\n")
    assert rows[0] == ["code", "name", "headcount", "odd", "reason"]
    assert [row[:4] for row in rows[1:]] == [["", "Beta", "many", "y"]]
    assert rows[1][4].startswith("Line 3 · ")
    assert "headcount: " in rows[1][4]
    assert "code: The code is missing" in rows[1][4]


def test_columns_and_delimiter_are_those_of_the_file(bad):
    mapping = {"name": "HR", "columns": {"Slug": "code", "Titel": "name", "Leute": "headcount"}}
    rows = bad('Slug;Titel;Leute\nA;"Alpha; große";viele\n', mapping=mapping)
    assert rows[0] == ["Slug", "Titel", "Leute", "reason"]
    assert rows[1][:3] == ["A", "Alpha; große", "viele"]


def test_a_line_of_the_wrong_length_is_there_with_its_cells(bad):
    rows = bad("code,name\nA,Alpha,one,two\nB\nC,Gamma\n")
    assert rows[0] == ["code", "name", "column 3", "column 4", "reason"]
    assert [row[:4] for row in rows[1:]] == [["A", "Alpha", "one", "two"], ["B", "", "", ""]]
    assert "has 4 cells" in rows[1][4]


def test_what_looks_like_a_formula_is_not_one(bad):
    rows = bad("code,name,headcount\nA,=1+1,many\n")
    assert rows[1][1] == "'=1+1"


def test_a_column_that_is_called_reason_keeps_its_name(bad):
    rows = bad("code,reason\n,because\n", mapping={"name": "", "columns": {"code": "code", "reason": None}})
    assert rows[0][:2] == ["code", "reason"]
    assert len(set(rows[0])) == 3


def test_cells_of_what_somebody_may_not_read_stay_empty(bad, monkeypatch):
    every = UNITS.columns_for(None)
    monkeypatch.setattr(
        type(UNITS), "columns_for",
        lambda self, user: every if user is None else [one for one in every if one.name != "exposure"],
    )  # fmt: skip
    rows = bad("code,name,exposure,headcount\nA,Alpha,5,many\n")
    assert rows[1][:4] == ["A", "Alpha", "", "many"]


def test_cards_are_named_by_their_line(bad):
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:Ana\nEMAIL:nonsense\nEND:VCARD\nBEGIN:VCARD\nVERSION:2.1\nFN:Bea\nEND:VCARD\n"
    rows = bad(card, kind=PEOPLE)
    assert [row[-1].split(" · ")[0] for row in rows[1:]] == ["Line 1", "Line 7"]
    assert "Ana" in rows[1]


def test_put_right_it_comes_in_without_matching_columns_again(bad, clients):
    rows = bad("code,name,headcount\nA,Alpha,1\nB,Beta,many\n")
    rows[1][2] = "7"
    text = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    clients["ciso"].post(reverse("units:import"), {"file": SimpleUploadedFile("right.csv", text.encode())})
    record = SheetImport.objects.order_by("pk").last()
    assert record.state == SheetImport.State.CHECKED
    clients["ciso"].post(reverse("units:import_apply", args=[record.pk]), {"seen": record.fingerprint})
    assert Unit.objects.get(code="B").headcount == 7


def test_the_page_offers_it_and_a_file_without_wrong_lines_has_none(clients):
    record, meaning = received("code,name\n,Alpha\n")
    flow.check(UNITS, record, mapping=meaning, by=None, at=timezone.now())
    record.save()
    address = reverse("units:import_bad_rows", args=[record.pk])
    assert address in clients["ciso"].get(reverse("units:import_detail", args=[record.pk])).content.decode()
    right, meaning = received("code,name\nA,Alpha\n")
    flow.check(UNITS, right, mapping=meaning, by=None, at=timezone.now())
    right.save()
    assert clients["ciso"].get(reverse("units:import_bad_rows", args=[right.pk])).status_code == 404
