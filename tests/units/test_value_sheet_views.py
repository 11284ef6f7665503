"""The pages on which assets and processes come in, and the files in which they leave."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from desk.models import SheetImport
from tests.factories.units import AssetFactory, ImpactFactory, ProcessAssetFactory, ProcessFactory
from tests.house.addresses import address_of
from tests.house.test_permissions import answer, reviewed
from units.models import Asset, Process

pytestmark = pytest.mark.django_db

PARTS = ("export_csv", "import", "import_template", "import_detail", "import_apply", "import_mapping")


def upload(client, kind: str, content: str):
    return client.post(f"/{kind}/import/", {"file": SimpleUploadedFile(f"{kind}.csv", content.encode())})


def page(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("kind", ["assets", "processes"])
def test_each_address_answers_each_role_as_reviewed(clients, sampled, kind):
    for part in PARTS:
        name = f"{kind}_{part}"
        expected = reviewed()[name]
        url = address_of(name, sampled)
        assert {reader: answer(clients[reader], url) for reader in expected} == expected


def test_a_bad_row_is_shown_with_its_line_and_stops_all(clients, cast):
    upload(clients["admin"], "assets", "unit,name,kind\nOWN,CRM,system\nNOPE,Mail,system\n")
    record = SheetImport.objects.get()
    preview = page(clients["admin"].get(f"/assets/import/{record.pk}/"))
    assert "1 line cannot be taken" in preview
    assert "No department has this code." in preview
    clients["admin"].post(f"/assets/import/{record.pk}/apply/", {"seen": record.fingerprint})
    assert not Asset.objects.exists()


def test_processes_are_looked_at_with_their_doubts_and_brought_in(clients, cast):
    upload(
        clients["ciso"],
        "processes",
        "unit,name,mtd,rto,category,1 day\nOWN,Send letters,1 day,2 days,financial,4\n",
    )
    record = SheetImport.objects.get()
    shown = page(clients["ciso"].get(f"/processes/import/{record.pk}/"))
    assert "Worth a look" in shown
    assert "run again within 2 days" in shown
    clients["ciso"].post(f"/processes/import/{record.pk}/apply/", {"seen": record.fingerprint})
    assert Process.objects.get().impacts.get().severity == 4
    after = page(clients["ciso"].get(f"/processes/import/{record.pk}/?show=created"))
    assert "/units/OWN/value/" in after


def test_the_list_as_it_is_filtered_leaves_as_a_file(clients, cast):
    AssetFactory(unit=cast.unit, name="=cmd()", handles=["card", "personal"])
    AssetFactory(unit=cast.foreign, name="Ledger")
    text = b"".join(clients["ciso"].get("/assets/export.csv?unit=OWN")).decode()
    assert text.startswith("\ufeffunit,name,kind,classification,criticality,handles,description\r\n")
    assert "OWN,'=cmd(),data,internal,3,card; personal," in text
    assert "Ledger" not in text


def test_a_head_gets_their_own_and_no_code_of_a_department_they_do_not_see(clients, cast):
    process = ProcessFactory(unit=cast.unit, name="Send letters")
    ProcessAssetFactory(process=process, asset=AssetFactory(unit=cast.foreign, name="Ledger"))
    ProcessFactory(unit=cast.foreign, name="Close the books")
    text = b"".join(clients["head"].get("/processes/export.csv")).decode()
    assert "Send letters" in text
    assert "Ledger" in text
    assert cast.foreign.code not in text
    assert "Close the books" not in text


def test_files_ask_as_often_for_many_rows_as_for_one(clients, cast, count_queries):
    def asked() -> list[int]:
        numbers = []
        for kind in ("assets", "processes"):
            with count_queries() as seen:
                b"".join(clients["ciso"].get(f"/{kind}/export.csv"))
            numbers.append(len(seen))
        return numbers

    def grow(number):
        for _ in range(number):
            ProcessAssetFactory(process=ImpactFactory().process)

    grow(1)
    asked()
    few = asked()
    grow(10)
    assert asked() == few


@pytest.mark.parametrize("kind", ["assets", "processes"])
def test_the_commands_bring_in_a_file(cast, tmp_path, capsys, kind):
    file = tmp_path / f"{kind}.csv"
    file.write_text("unit,name\nOWN,One\nOWN,Two\n")
    call_command(f"import_{kind}", str(file))
    call_command(f"import_{kind}", str(file))
    said = capsys.readouterr().out
    assert f"Brought in 2 {kind}." in said
    assert "Nothing to bring in" in said
