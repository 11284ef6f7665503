"""A stranger's register with all its oddities, the small one always, the real one where it is."""

import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from common.sheets.mapping import fitted, from_json
from desk.sheets import flow
from tests.fixtures.sheets import whole
from units.models import Unit
from units.sheets.columns import COLUMNS
from units.sheets.kind import UNITS

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["small", "real"])
def file(request):
    return request.getfixturevalue("small_register" if request.param == "small" else "register")


def test_it_comes_in_whole_and_the_second_time_nothing_happens(file, register_mapping, capsys):
    for expected in ("Brought in", "Nothing to bring in"):
        call_command("import_units", str(file), "--mapping", str(register_mapping))
        assert expected in capsys.readouterr().out
    rows = len(file.read_text().splitlines()) - 1
    assert Unit.objects.count() == Unit.history.count() == rows
    assert Unit.history.values("history_group").distinct().count() == 1


def test_small_oddities_come_out_as_the_mapping_says(small_register, register_mapping):
    call_command("import_units", str(small_register), "--mapping", str(register_mapping), verbosity=0)
    units = {unit.code: unit for unit in Unit.objects.select_related("parent")}
    assert {code: unit.parent.code for code, unit in units.items() if unit.parent} == {
        "agency": "ministry", "attic": "agency", "new-body": "attic", "the-court": "ministry",
    }  # fmt: skip
    assert {code: unit.status for code, unit in units.items()} == {
        "agency": "active", "attic": "closed", "board": "closed", "commission": "active",
        "ministry": "active", "new-body": "planned", "the-court": "active",
    }  # fmt: skip
    assert units["agency"].notes == "Abbreviation: AT\nAlso belongs to: the-court, attic"
    assert (units["board"].name, str(units["board"].closed_on)) == ('Board of "Trade", old', "2015-03-31")
    assert (units["attic"].kind, units["attic"].closed_on) == ("", None)
    assert units["ministry"].name == "Ministry of Many Things"


def test_every_word_of_the_real_register_has_a_meaning_and_one_parent_is_left_empty(
    register, register_mapping
):
    record = flow.receive(UNITS, register.read_bytes(), file_name="o.csv", by=None, at=timezone.now())
    mapping = from_json(json.loads(register_mapping.read_text()), COLUMNS)
    headers = [fact["header"] for fact in record.facts]
    mapping = fitted(mapping, headers)
    flow.check(UNITS, record, mapping=mapping, by=None, at=timezone.now())
    assert record.outcome["created"] == record.outcome["rows"] == 1254
    plan = whole(UNITS.planner(UNITS.read(register.read_bytes()), mapping, by=None))
    assert plan.problems == []
    assert [(found.line, found.value) for found in plan.left_empty] == [(90, "scotland-office")]
    statuses = [row.unit.status for row in plan.created]
    assert {status: statuses.count(status) for status in set(statuses)} == {
        "active": 648,
        "planned": 17,
        "closed": 589,
    }


def test_the_real_register_is_guessed_nearly_whole(register):
    record = flow.receive(UNITS, register.read_bytes(), file_name="o.csv", by=None, at=timezone.now())
    taken = {
        header: said if isinstance(said, str) else said["to"]
        for header, said in record.mapping["columns"].items()
        if said
    }
    assert taken == {
        "Slug": "code", "Title": "name", "Format": "kind", "Parent": "parent", "Status": "status",
        "Closed on": "closed_on",
    }  # fmt: skip
