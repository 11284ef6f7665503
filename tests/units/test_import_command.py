"""`manage.py import_units`: the same import without a browser."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from desk.models import SheetImport
from tests.factories.units import UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    """`run("code,name\\n…", "--dry-run")` gives what the command printed; errors are in `run.errors`."""

    def call(content, *options, mapping=None):
        file = tmp_path / "units.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        if mapping is not None:
            (tmp_path / "mapping.json").write_text(
                mapping if isinstance(mapping, str) else json.dumps(mapping)
            )
            options = ("--mapping", str(tmp_path / "mapping.json"), *options)
        out, call.errors = StringIO(), StringIO()
        call_command("import_units", str(file), *options, stdout=out, stderr=call.errors)
        return out.getvalue()

    return call


def test_a_file_is_brought_in_and_told(run):
    said = run("code,name,extra\nA,Alpha,x\n", "--reason", "First export")
    assert "units.csv: 1 row" in said
    assert "1 new, 0 changed" in said
    assert "Columns not taken: extra" in said
    assert "Brought in 1 department." in said
    [version] = Unit.history.all()
    assert (version.history_actor, version.history_change_reason) == ("import_units", "First export")
    assert SheetImport.objects.get().record_group == version.history_group


def test_a_dry_run_writes_nothing(run):
    assert "this was a dry run" in run("code,name\nA,Alpha\n", "--dry-run")
    assert not Unit.objects.exists()
    assert not SheetImport.objects.exists()


def test_wrong_rows_are_listed_and_nothing_is_brought_in(run):
    with pytest.raises(CommandError, match="Nothing was brought in: 2 lines cannot be taken"):
        run("code,name,kind\nA,Alpha,guild\nB,Beta,team\n,Gamma,team\n")
    assert "line 2, kind, “guild”: It is none of" in run.errors.getvalue()
    assert "line 4, code: The code is missing" in run.errors.getvalue()
    assert not Unit.objects.exists()


def test_a_mapping_says_what_foreign_columns_mean(run):
    mapping = {
        "name": "HR",
        "columns": {"Id": "code", "Title": "name", "Type": {"to": "kind", "values": {"Guild": "team"}}},
    }
    run("Id;Title;Type\nA;Alpha;guild\n", mapping=mapping)
    unit = Unit.objects.get()
    assert (unit.code, unit.kind, unit.sources["kind"]) == ("A", "team", {"source": "HR", "value": "team"})


def test_the_second_time_there_is_nothing_to_do(run):
    run("code,name\nA,Alpha\n")
    assert "the inventory says all of it already" in run("code,name\nA,Alpha\n")
    assert Unit.history.count() == 1


def test_what_is_kept_and_left_empty_is_listed(run):
    UnitFactory(code="A", pinned_headcount=True)
    mapping = {
        "columns": {"code": "code", "headcount": "headcount", "parent": {"to": "parent", "unknown": "empty"}}
    }
    said = run("code,headcount,parent\nA,38,gone\n", "--dry-run", mapping=mapping)
    assert "line 2, A, People: “40” was set by hand and stays; the file says “38”" in said
    assert "line 2, parent, “gone”: No department has this code; left empty." in said


@pytest.mark.parametrize(
    ("content", "mapping", "sentence"),
    [
        (b"", None, "The file is empty"),
        (b"PK\x03\x04", None, "workbook is damaged"),
        (b"Slug,Title\na,b\n", None, "Say which column holds the code"),
        (b"Slug\na\n", {"columns": {"Slug": "code", "Title": "name"}}, "The file has no column “Title”"),
        (b"Slug\na\n", {"columns": {"Slug": "kode"}}, "no column of ours"),
        (b"Slug\na\n", "{", "not a JSON file"),
        (b"Slug\na\n", {"columns": {"Slug": "name"}}, "Say which column holds the code"),
    ],
)
def test_what_cannot_be_read_is_told(run, content, mapping, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(content, mapping=mapping)


def test_a_file_that_is_not_there_or_too_large_is_told(run, tmp_path, settings):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_units", str(tmp_path / "none.csv"))
    settings.UPLOAD_MAX_SIZE = 10
    with pytest.raises(CommandError, match="larger than"):
        run("code,name\nA,Alpha\n")


def test_somebody_can_be_named_who_may_bring_files_in(run, cast):
    run("code,name\nA,Alpha\n", "--by", "ADMIN@cast.example")
    assert Unit.history.filter(code="A").get().history_user_id == cast.admin.pk
    with pytest.raises(CommandError, match="may not bring files in"):
        run("code,name\nB,Beta\n", "--by", cast.head.email)
    with pytest.raises(CommandError, match="Nobody signs in as"):
        run("code,name\nB,Beta\n", "--by", "nobody@cast.example")
