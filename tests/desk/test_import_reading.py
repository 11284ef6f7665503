"""How a file is read: detected, shown, changed, and kept for the next file from the same source."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from desk.models import Mapping, SheetImport
from tests.common.sheets.workbook_making import a_workbook
from units.models import Unit

pytestmark = pytest.mark.django_db

FOREIGN = (
    "Report of units\r\n\r\nUnit;Called;Staff;Since\r\n"
    'A-1;"Größe &amp; Maß";1.878,00;02.01.2024\r\nA-9;Neun;9;\r\n\r\nSource: HR\r\n'
)


def uploaded(client, content: bytes | str, name="units.csv") -> SheetImport:
    data = content.encode("cp1252") if isinstance(content, str) else content
    response = client.post(reverse("units:import"), {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302
    return SheetImport.objects.latest("pk")


def said(record: SheetImport, **changed) -> dict:
    """What the form holds as it is shown, with some of it changed."""
    names = ("encoding", "delimiter", "header", "decimal", "dates")
    return {name: record.reading[name] for name in names} | changed


def test_what_was_detected_and_left_out_is_shown(client, cast):
    client.force_login(cast.ciso)
    record = uploaded(client, FOREIGN)
    page = client.get(reverse("units:import_detail", args=[record.pk])).content.decode()
    assert "Windows-1252 · semicolon · headers in line 3 · 1.878,50 · 16/11/2024" in page
    assert "1 line above the headers is not taken: “Report of units”." in page
    assert "1 line below the table is not taken: “Source: HR”." in page
    assert "Decode marks of web pages such as “&amp;amp;”" in page


def test_a_file_is_read_again_as_it_is_said(client, cast):
    client.force_login(cast.ciso)
    record = uploaded(client, FOREIGN)
    address = reverse("units:import_reading", args=[record.pk])
    response = client.post(address, said(record, dates="month", entities="on"))
    assert response.url.endswith("?step=columns")
    record.refresh_from_db()
    assert record.reading["dates"] == "month"
    assert record.facts[1]["samples"][0] == "Größe & Maß"


def test_what_the_columns_mean_stays_where_the_headers_do(client, cast):
    client.force_login(cast.ciso)
    record = uploaded(client, FOREIGN)
    chosen = {"to_0": "code", "to_1": "name", "to_2": "headcount", "to_3": "opened_on"}
    address = reverse("units:import_reading", args=[record.pk])
    client.post(address, said(record, dates="month") | chosen)
    record.refresh_from_db()
    assert record.mapping["columns"] == {
        "Unit": "code",
        "Called": "name",
        "Staff": "headcount",
        "Since": "opened_on",
    }
    client.post(address, said(record, header="4"))
    record.refresh_from_db()
    assert [fact["header"] for fact in record.facts] == ["A-1", "Größe &amp; Maß", "1.878,00", "02.01.2024"]


def test_where_it_cannot_be_read_like_that_nothing_is_kept(client, cast):
    client.force_login(cast.ciso)
    record = uploaded(client, FOREIGN)
    response = client.post(reverse("units:import_reading", args=[record.pk]), said(record, header="99"))
    assert response.status_code == 422
    assert "Nothing stands in line 99 or below." in response.content.decode()
    assert SheetImport.objects.get(pk=record.pk).reading == record.reading


def test_it_is_brought_in_as_it_was_said_and_the_next_file_is_read_the_same_way(client, cast):
    client.force_login(cast.ciso)
    record = uploaded(client, FOREIGN)
    client.post(reverse("units:import_reading", args=[record.pk]), said(record, dates="month", entities="on"))
    chosen = {
        "to_0": "code",
        "to_1": "name",
        "to_2": "headcount",
        "to_3": "opened_on",
        "name": "HR",
        "keep": "on",
    }
    detail = reverse("units:import_detail", args=[record.pk])
    assert client.post(detail, chosen).status_code == 302
    record.refresh_from_db()
    assert record.outcome["problems"] == 0
    client.post(reverse("units:import_apply", args=[record.pk]), {"reason": "HR", "seen": record.fingerprint})
    unit = Unit.objects.get(code="A-1")
    assert (unit.name, unit.headcount, f"{unit.opened_on}") == ("Größe & Maß", 1878, "2024-02-01")
    assert Mapping.objects.get().rules["reading"] == {"dates": "month", "entities": True}

    following = uploaded(client, FOREIGN.replace("A-1", "A-2"))
    assert (following.reading["dates"], following.reading["entities"]) == ("month", True)


def test_a_workbook_comes_in_and_another_of_its_sheets_can_be_read(client, cast):
    client.force_login(cast.ciso)
    book = a_workbook([["code", "name", "headcount"], ["W-1", "Works", 7]], others=["Cover"])
    record = uploaded(client, book, "units.xlsx")
    assert record.reading["sheet"] == "Units"
    assert record.outcome["created"] == 1
    page = client.get(reverse("units:import_detail", args=[record.pk]) + "?step=columns").content.decode()
    assert "sheet “Units” · headers in line 1" in page
    refused = client.post(
        reverse("units:import_reading", args=[record.pk]),
        {"sheet": "Cover", "header": "1", "decimal": ".", "dates": "day"},
    )
    assert refused.status_code == 422


def test_what_is_in_is_not_read_again(client, cast):
    client.force_login(cast.ciso)
    record = uploaded(client, "code;name\nB-1;Größe\n")
    client.post(reverse("units:import_apply", args=[record.pk]), {"reason": "HR", "seen": record.fingerprint})
    client.post(reverse("units:import_reading", args=[record.pk]), said(record, header="2"))
    assert SheetImport.objects.get(pk=record.pk).reading["header"] == 1


def test_address_books_have_no_such_choice(client, cast):
    client.force_login(cast.ciso)
    card = b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada Byron\r\nEND:VCARD\r\n"
    client.post(reverse("contacts:import"), {"file": SimpleUploadedFile("a.vcf", card)})
    record = SheetImport.objects.latest("pk")
    assert record.reading == {}
    page = client.get(reverse("contacts:import_detail", args=[record.pk]) + "?step=columns").content.decode()
    assert "How the file is read" not in page


def test_what_is_not_said_stays_as_it_was(client, cast):
    client.force_login(cast.ciso)
    record = uploaded(client, FOREIGN)
    client.post(reverse("units:import_reading", args=[record.pk]), {"dates": "month"})
    again = SheetImport.objects.get(pk=record.pk).reading
    assert {name for name in again if again[name] != record.reading[name]} == {"dates"}
