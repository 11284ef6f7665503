"""The pages on which people come in, and the files in which they leave: who may, and what they say."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from contacts.models import Contact
from desk.models import SheetImport
from tests.factories.contacts import ContactFactory
from tests.house.test_permissions import answer, reviewed

pytestmark = pytest.mark.django_db

LIST = "/contacts/import/"
MINE = ("export_csv", "export_xlsx", "export_vcf", "card_vcf", "import", "import_template", "import_detail",
        "import_apply", "import_mapping")  # fmt: skip


def upload(client, content, name="people.csv"):
    return client.post(LIST, {"file": SimpleUploadedFile(name, content.encode())})


def page(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("name", MINE)
def test_each_address_answers_each_role_as_reviewed(clients, sampled, name):
    gaps = {"card_vcf": ["contact"]} | {
        f"import_{part}": ["people_import"] for part in ("detail", "apply", "mapping")
    }
    url = reverse(f"contacts:{name}", args=[sampled[gap] for gap in gaps.get(name, ())])
    expected = reviewed()[f"contacts:{name}"]
    assert {reader: answer(clients[reader], url) for reader in expected} == expected


def test_a_file_is_uploaded_looked_at_and_brought_in(clients, cast):
    ContactFactory(name="Bea", personnel_number="P2", title="Clerk", home_unit=cast.unit)
    upload(clients["admin"], "personnel_number,name,title\nP1,Ana,Head\nP2,Bea,Head\n")
    record = SheetImport.objects.get()
    assert (record.kind, record.state) == ("contacts", SheetImport.State.CHECKED)
    preview = page(
        clients["admin"].get(reverse("contacts:import_detail", args=[record.pk]) + "?show=changed")
    )
    assert "Bring in 2 people" in preview
    assert "Clerk" in preview
    assert reverse("contacts:person", args=[Contact.objects.get(name="Bea").pk]) in preview
    clients["admin"].post(reverse("contacts:import_apply", args=[record.pk]), {"seen": record.fingerprint})
    assert Contact.objects.get(personnel_number="P1").title == "Head"
    after = page(clients["admin"].get(reverse("contacts:import_detail", args=[record.pk]) + "?show=created"))
    assert reverse("contacts:person", args=[Contact.objects.get(name="Ana").pk]) in after


def test_foreign_headers_are_guessed_and_matched_on_the_page(clients, cast):
    upload(
        clients["ciso"],
        "Employee ID;Full name;E-mail address;Org code;Line manager\n7;Ana;a@x.example;OWN;\n",
    )
    record = SheetImport.objects.get()
    assert record.mapping["columns"] == {
        "Employee ID": "personnel_number", "Full name": "name", "E-mail address": "email", "Org code": "home_unit",
        "Line manager": "manager",
    }  # fmt: skip
    assert "Match the columns" in page(
        clients["ciso"].get(reverse("contacts:import_detail", args=[record.pk]))
    )


def test_an_import_of_departments_is_not_found_among_people(clients, sampled):
    url = reverse("contacts:import_detail", args=[sampled["import"]])
    assert clients["ciso"].get(url).status_code == 404


def test_a_table_of_nobody_asks_for_the_column_that_says_who(clients):
    upload(clients["ciso"], "title,location\nHead,Leeds\n")
    record = SheetImport.objects.get()
    url = reverse("contacts:import_detail", args=[record.pk])
    said = page(clients["ciso"].post(url, {"to_0": "title", "to_1": "location"}))
    assert "Say which column holds the personnel number" in said


def test_cards_are_uploaded_in_the_same_place(clients):
    upload(clients["ciso"], "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n", name="ana.vcf")
    record = SheetImport.objects.get()
    assert record.outcome["created"] == 1


def test_a_doubt_is_shown_and_stops_nothing(clients, cast):
    ContactFactory(name="Ana", home_unit=cast.unit)
    upload(clients["ciso"], "name,email\nAna,other@x.example\n")
    record = SheetImport.objects.get()
    shown = page(clients["ciso"].get(reverse("contacts:import_detail", args=[record.pk])))
    assert "Worth a look" in shown
    assert "Bring in 1 person" in shown


def test_the_list_as_it_is_filtered_leaves_as_a_file_without_formulas(clients, cast):
    ContactFactory(name="=HYPERLINK(1)", title="Needle", home_unit=cast.unit)
    ContactFactory(name="Other", home_unit=cast.unit)
    content = b"".join(clients["ciso"].get("/contacts/export.csv?q=needle"))
    assert content.startswith(b"\xef\xbb\xbfpersonnel_number,name")
    assert b"'=HYPERLINK" in content
    assert b"Other" not in content
    cards = b"".join(clients["ciso"].get("/contacts/export.vcf?q=needle"))
    assert cards.count(b"BEGIN:VCARD") == 1


def test_files_ask_as_often_for_fifty_people_as_for_one(clients, cast, count_queries):
    def asked(address) -> int:
        with count_queries() as seen:
            b"".join(clients["ciso"].get(address))
        return len(seen)

    def all_asked():
        return [asked(f"/contacts/export.{ending}") for ending in ("csv", "vcf")]

    ContactFactory(home_unit=cast.unit, manager=ContactFactory())
    all_asked()
    few = all_asked()
    for _ in range(25):
        ContactFactory(home_unit=cast.unit, manager=ContactFactory())
    assert all_asked() == few


def test_the_command_brings_in_a_file_and_says_what_is_wrong(tmp_path, capsys):
    file = tmp_path / "people.csv"
    file.write_text("personnel_number,name\nP1,Ana\n")
    call_command("import_contacts", str(file), "--dry-run")
    assert not Contact.objects.exists()
    call_command("import_contacts", str(file))
    call_command("import_contacts", str(file))
    said = capsys.readouterr().out
    assert "Brought in 1 person." in said
    assert "Nothing to bring in: the directory says all of it already." in said


def test_the_columns_of_the_list_can_be_taken_along_instead(clients, cast):
    ContactFactory(
        name="Needle", phone="+44 20 7946", phone_confirmed_on=date(2026, 11, 2), home_unit=cast.unit
    )
    asked = "?take=shown&q=needle&columns=name&columns=phone&columns=department&columns=phone_confirmed_on"
    lines = b"".join(clients["ciso"].get(f"/contacts/export.csv{asked}")).decode("utf-8-sig").splitlines()
    assert lines == [
        "Name,Phone,Department,Number confirmed",
        f"Needle,'+44 20 7946,{cast.unit.name},2026-11-02",
    ]


def test_a_workbook_holds_the_same_people(clients, cast):
    ContactFactory(name="Needle", personnel_number="0042", phone="+44 20 7946")
    data = b"".join(clients["ciso"].get("/contacts/export.xlsx?q=needle"))
    headers, row = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    said = dict(zip(headers, row, strict=True))
    assert (said["personnel_number"], said["name"], said["phone"]) == ("0042", "Needle", "+44 20 7946")
