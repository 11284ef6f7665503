"""Whether a file is judged and written in one piece or in many makes no difference to anybody."""

import pytest
from django.utils import timezone

from common.sheets import plan as planning
from desk.sheets import flow
from tests.factories.units import FormerCodeFactory, UnitFactory
from tests.fixtures.sheets import received
from units.models import Unit
from units.sheets.assets import ASSET_SHEET
from units.sheets.dependencies import DEPENDENCY_SHEET
from units.sheets.kind import UNITS
from units.sheets.processes import PROCESS_SHEET

pytestmark = pytest.mark.django_db

TREE = (
    "code,name,parent,headcount,status\n"
    "LEAF,Leaf,TWIG,1,\nTWIG,Twig,branch,2,\nOLD,Grown,,77,\nBRANCH,Branch,now,3,\nBUD,Bud,TOP,4,\nTOP,Top,,5,\n"
)
WRONG = (
    "code,name,parent,headcount\n"
    "A,Alpha,B,1\nB,Beta,C,x\nC,Gamma,A,3\n,Nobody,,4\na,Again,,5\nD,Delta,NOWHERE,6\nE,,A,7\nOLD,One,,8\nNOW,Two,,9\n"
)


# Lines about one process in several pieces, one of them wrong, one without a name, one about nobody.
PROCESSES = (
    "unit,name,rto,category,severity,from\n"
    "OWN,Pay,4 h,financial,3,1 day\nOWN,Bill,2 days,financial,2,1 day\nNONE,X,,,,\nown,PAY,,legal,4,1 week\n"
    "OWN,,1 h,,,\nOWN,Bill,3 days,,,\nOWN,Ship,,,,\n"
)


@pytest.fixture
def now(db):
    """A department that had another code."""
    unit = UnitFactory(code="NOW", name="Present", headcount=5)
    FormerCodeFactory(unit=unit, code="OLD")
    return unit


def checked(text, kind=UNITS):
    record, mapping = received(text, kind=kind)
    flow.check(kind, record, mapping=mapping, by=None, at=timezone.now())
    return record


def both(text, monkeypatch, kind=UNITS) -> tuple:
    whole = checked(text, kind)
    monkeypatch.setattr(planning, "SIZE", 2)
    return whole, checked(text, kind)


@pytest.mark.parametrize("text", [TREE, WRONG])
def test_the_same_is_found(now, text, monkeypatch):
    whole, pieces = both(text, monkeypatch)
    found = [{part: list(entries) for part, entries in record.findings.items()} for record in (whole, pieces)]
    assert found[0] == found[1]
    assert (whole.outcome, whole.fingerprint) == (pieces.outcome, pieces.fingerprint)


@pytest.mark.parametrize("packed", [True, False])
def test_the_same_is_written(now, monkeypatch, packed):
    monkeypatch.setattr(planning, "SIZE", 2)
    monkeypatch.setattr(flow, "OPEN", 0 if packed else 9)
    record = checked(TREE)
    assert list(record.findings["problems"]) == []
    flow.bring_in(UNITS, record, by=None, reason="Trees", at=timezone.now(), seen=record.fingerprint)
    parents = dict(Unit.objects.values_list("code", "parent__code"))
    assert {code: parents[code] for code in ("LEAF", "TWIG", "BRANCH", "BUD", "TOP")} == {
        "LEAF": "TWIG", "TWIG": "BRANCH", "BRANCH": "NOW", "BUD": "TOP", "TOP": None,
    }  # fmt: skip
    versions = {version.code: version for version in Unit.history.filter(history_group=record.record_group)}
    labels = {code: version.history_labels.get("parent") for code, version in versions.items()}
    assert labels["LEAF"] == "Twig"
    assert labels["BRANCH"] == Unit.objects.get(code="NOW").name
    again = checked(TREE)
    assert again.outcome["unchanged"] == again.outcome["rows"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PROCESS_SHEET, PROCESSES),
        (ASSET_SHEET, "unit,name,kind\nOWN,Ledger,data\nOWN,Mill,facility\nOWN,ledger,data\nNONE,X,data\nOWN,Till,x\n"),
        (DEPENDENCY_SHEET, "consumer,provider\nOWN,FOREIGN\nFOREIGN,OWN\nOWN,FOREIGN\n"),
    ],
)  # fmt: skip
def test_the_same_is_found_of_what_is_of_value(cast, kind, text, monkeypatch):
    whole, pieces = both(text, monkeypatch, kind)
    assert (whole.outcome, whole.fingerprint) == (pieces.outcome, pieces.fingerprint)
    assert whole.outcome["problems"] > 0
