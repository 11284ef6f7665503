"""Matching a foreign file on screen: the guess, what is asked, what is kept, mappings as files."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from desk.models import Mapping, SheetImport
from tests.fixtures.register import MAPPING, SMALL
from tests.units.test_import_views import detail, page, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(clients):
    upload(clients["ciso"], SMALL, name="register.csv")
    return SheetImport.objects.get()


def fields(client, record, **changes) -> dict:
    """The form as it was shown, with changes."""
    shown = client.get(detail(record) + "?step=columns").context
    said = {field.html_name: field.value() for form in ("match", "same") for field in shown[form]}
    return said | {"name": ""} | changes


def test_the_guess_is_filled_in(clients, record):
    shown = fields(clients["ciso"], record)
    assert [shown[f"to_{n}"] for n in range(11)] == [
        "code", "name", "", "kind", "parent", "", "status", "closed_on", "", "", "",
    ]  # fmt: skip


def test_what_was_chosen_is_checked_and_kept_under_a_name(clients, cast, record):
    client = clients["ciso"]
    sent = fields(client, record, to_5="notes", name="The register", keep="on", unknown_4="empty")
    response = client.post(detail(record), sent)
    assert response.status_code == 302
    record.refresh_from_db()
    assert record.outcome["left_empty"] == 1
    assert {row[1] for row in record.findings["problems"]} == {"Format", "Status"}
    kept = Mapping.objects.get()
    assert (kept.name, kept.saved_by, kept.rules) == ("The register", cast.ciso, record.mapping)
    assert kept.rules["columns"]["Other parents"] == {"to": "notes", "label": "Other parents"}


def test_a_column_that_becomes_a_choice_asks_for_its_words_without_keeping_anything(clients, record):
    before = SheetImport.objects.values().get()
    sent = fields(clients["ciso"], record, to_3="", to_8="status")
    response = clients["ciso"].post(
        detail(record), sent, headers={"HX-Request": "true", "HX-Target": "import-columns"}
    )
    assert response.status_code == 200
    assert "no_longer_exists" in page(response)
    assert "<html" not in page(response)
    assert SheetImport.objects.values().get() == before


def test_nothing_can_be_checked_without_a_code_or_with_two_of_one(clients, record):
    for changes, sentence in (({"to_0": ""}, "holds the code"), ({"to_2": "name"}, "both become “Name”")):
        response = clients["ciso"].post(detail(record), fields(clients["ciso"], record, **changes))
        assert response.status_code == 422
        assert sentence in page(response)


def test_what_was_never_offered_is_refused(clients, record):
    for changes in ({"to_0": "team_notes"}, {"word_3_0": "guild"}, {"name": "x" * 101}, {"name": "a\0b"}):
        response = clients["ciso"].post(detail(record), fields(clients["ciso"], record, **changes))
        assert response.status_code == 422, changes


def test_keeping_needs_a_name(clients, record):
    response = clients["ciso"].post(detail(record), fields(clients["ciso"], record, keep="on"))
    assert response.status_code == 422
    assert not Mapping.objects.exists()


def test_a_mapping_file_is_taken_over_and_handed_out_again(clients, record):
    url = reverse("units:import_mapping", args=[record.pk])
    file = SimpleUploadedFile("mapping.json", MAPPING.read_bytes())
    assert clients["ciso"].post(url, {"file": file}).status_code == 302
    record.refresh_from_db()
    assert record.outcome["created"] == 7
    handed_out = clients["ciso"].get(url)
    assert json.loads(handed_out.content) == json.loads(MAPPING.read_text())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"{", "not a JSON file"),
        (b"[" * 100_000, "not a JSON file"),
        (b"\xff\xfe", "not a JSON file"),
        (b"[1]", "JSON object"),
        (b'{"columns": {"Missing": "code"}}', "no column “Missing”"),
        (b'{"columns": {"Slug": "name"}}', "holds the code"),
        (b'{"columns": {"Slug": "<script>"}}', "&lt;script&gt;"),
    ],
)
def test_a_mapping_file_that_cannot_be_used_is_refused(clients, record, content, sentence):
    url = reverse("units:import_mapping", args=[record.pk])
    response = clients["ciso"].post(url, {"file": SimpleUploadedFile("mapping.json", content)})
    assert response.status_code == 422
    assert sentence in page(response)


def test_a_kept_mapping_that_fits_is_offered(clients, record, cast):
    assert "Choose a mapping" in page(
        clients["ciso"].post(reverse("units:import_mapping", args=[record.pk]), {})
    )
    clients["ciso"].post(detail(record), fields(clients["ciso"], record, name="Mine", keep="on"))
    upload(clients["admin"], SMALL)
    second = SheetImport.objects.order_by("pk").last()
    form = clients["admin"].get(detail(second)).context["take"]
    assert form["saved"].value() == Mapping.objects.get().pk
