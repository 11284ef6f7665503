"""The columns page while one matches: the first rows as they are read now, parts of a key, names, fixed values, and
what was kept for such files."""

import pytest

from desk.models import Mapping, SheetImport
from tests.factories.units import UnitFactory
from tests.units.test_import_matching import fields
from tests.units.test_import_views import detail, page, upload

pytestmark = pytest.mark.django_db

BUREAUS = (
    "Agency,Bureau,Title,Above,Staff\n"
    "005,00,Agriculture,,10\n005,07,Forest Service,Agriculture,many\n006,00,Commerce,,30\n"
)


@pytest.fixture
def record(clients):
    upload(clients["ciso"], BUREAUS, name="bureaus.csv")
    return SheetImport.objects.get()


def part(client, record, name: str, **changes):
    headers = {"HX-Request": "true", "HX-Target": name}
    return client.post(detail(record), fields(client, record, **changes), headers=headers)


def sample(client, record, **changes):
    return part(client, record, "import-sample", **changes).context["sample"]


def cells(sample, label: str) -> list:
    place = [column.label for column in sample.columns].index(label)
    return [row[place] for _, row in sample.rows]


def test_the_page_shows_the_first_rows_as_they_are_read(clients, record):
    said = page(clients["ciso"].get(detail(record)))
    assert "As it is read now" in said
    assert "Forest Service" in said
    assert "It is not a whole number" in said
    assert "Say which column holds the code" in said


def test_the_rows_follow_what_is_chosen_and_nothing_is_kept(clients, record, count_queries):
    before = SheetImport.objects.values().get()
    sent = fields(clients["ciso"], record, to_0="code")
    with count_queries() as seen:
        response = clients["ciso"].post(
            detail(record), sent, headers={"HX-Request": "true", "HX-Target": "import-sample"}
        )
    assert [cell.ours for cell in cells(response.context["sample"], "Code")] == ["005", "005", "006"]
    assert "<html" not in page(response)
    assert not any('"content"' in query for query in seen), "the file itself is not needed"
    assert SheetImport.objects.values().get() == before


def test_a_key_is_made_of_two_columns(clients, record):
    client = clients["ciso"]
    asked = page(part(client, record, "import-columns", to_0="code", to_1="code"))
    assert "Its part of “Code”" in asked
    both = {"to_0": "code", "to_1": "code", "joiner_0": "/", "part_0": "2", "part_1": "1"}
    assert [cell.ours for cell in cells(sample(client, record, **both), "Code")] == [""] * 3
    both["joiner_0"] = "-"
    assert [cell.ours for cell in cells(sample(client, record, **both), "Code")] == [
        "00-005",
        "07-005",
        "00-006",
    ]
    assert client.post(detail(record), fields(client, record, **both, to_4="")).status_code == 302
    record.refresh_from_db()
    assert record.mapping["joined"] == {"code": "-"}
    assert [row[1] for row in record.findings["created"]] == ["00-005", "07-005", "00-006"]


def test_nothing_is_joined_before_somebody_was_asked(clients, record):
    client = clients["ciso"]
    response = client.post(detail(record), fields(client, record, to_0="code", to_1="code"))
    assert response.status_code == 422
    assert "choose one of them, or say what stands between them" in page(response)
    assert "Between the parts" in page(response)


def test_cells_that_look_like_names_are_taken_for_names(clients):
    upload(clients["ciso"], "Key,What\nA,Forest Service\n")
    record = SheetImport.objects.get()
    asked = part(clients["ciso"], record, "import-columns", to_1="parent").context["match"]
    assert asked["by_1"].value() == "name"
    assert asked["unknown_1"].label == "A name that nobody has"


def test_a_parent_is_found_by_name_where_that_is_said(clients, record):
    UnitFactory(code="X", name="Agriculture", closed=True)
    client = clients["ciso"]
    both = {"to_0": "code", "to_1": "code", "joiner_0": "-", "to_3": "parent", "to_4": ""}
    client.post(detail(record), fields(client, record, **both, by_3="name"))
    record.refresh_from_db()
    [problem] = record.findings["problems"]
    assert "2 departments are called so: 005-00 (line 2), X (closed)" in problem[3]


def test_the_same_value_in_every_row(clients, record):
    client = clients["ciso"]
    UnitFactory(code="USA", name="United States")
    both = {"to_0": "code", "to_1": "code", "joiner_0": "-", "to_3": "", "to_4": ""}
    fixed = both | {"same_kind": "department", "same_parent": "USA"}
    shown = sample(client, record, **fixed)
    assert {cell.ours for cell in cells(shown, "Kind")} == {"Department"}
    wrong = client.post(detail(record), fields(client, record, **fixed, same_headcount="many"))
    assert wrong.status_code == 422
    assert "It is not a whole number" in page(wrong)
    assert client.post(detail(record), fields(client, record, **fixed)).status_code == 302
    record.refresh_from_db()
    assert record.mapping["constants"] == {"kind": "department", "parent": "USA"}
    assert record.outcome["created"] == 3
    again = client.get(detail(record) + "?step=columns").context["same"]
    assert (again["same_kind"].value(), again["same_parent"].value()) == ("department", "USA")


def test_what_a_column_says_has_no_fixed_value_besides(clients, record):
    client = clients["ciso"]
    response = part(client, record, "import-columns", same_kind="team", to_3="kind")
    assert "same_kind" not in response.context["same"].fields
    assert "same_parent" in response.context["same"].fields


def test_a_file_with_the_headers_of_an_earlier_one_starts_from_what_was_kept(clients, record):
    client = clients["ciso"]
    both = {"to_0": "code", "to_1": "code", "joiner_0": "-", "to_3": "parent", "by_3": "name", "to_4": ""}
    client.post(detail(record), fields(client, record, **both, name="Bureaus", keep="on"))
    upload(clients["admin"], BUREAUS.replace("many", "20"))
    second = SheetImport.objects.order_by("pk").last()
    shown = clients["admin"].get(detail(second))
    assert "A file with these columns came in before" in page(shown)
    assert shown.context["match"]["to_1"].value() == "code"
    assert shown.context["keep"]["name"].value() == "Bureaus"

    upload(clients["admin"], BUREAUS.replace("Staff", "Staff 2026"))
    third = SheetImport.objects.order_by("pk").last()
    shown = clients["admin"].get(detail(third))
    assert "The choices for <strong>Bureaus</strong> fit this file" in page(shown)
    kept = Mapping.objects.get()
    url = detail(third) + "mapping.json"
    assert clients["admin"].post(url, {"saved": kept.pk}).status_code == 302
    third.refresh_from_db()
    assert third.outcome["created"] == 3


def test_what_was_kept_for_other_files_is_not_offered(clients, record):
    Mapping.objects.create(
        kind="units", name="Other", rules={"columns": {"Slug": "code"}}, saved_at=record.uploaded_at
    )
    assert clients["ciso"].get(detail(record)).context["offered"] is None
