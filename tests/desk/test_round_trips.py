"""What leaves to be brought in again comes back as unchanged: every kind of sheet, as CSV and as a workbook."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from common.history import recording
from contacts.sheets.kind import PEOPLE
from desk.sheets.kinds import Kind
from overview.successions.kind import SUCCESSION_SHEET
from tests.factories.contacts import ContactFactory
from tests.factories.overview import ReorganisationFactory
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    ImpactFactory,
    ProcessAssetFactory,
    ProcessFactory,
    UnitFactory,
)
from tests.fixtures.answers import told
from units.choices import Bucket, ImpactCategory
from units.models import Unit
from units.sheets.assets import ASSET_SHEET
from units.sheets.dependencies import DEPENDENCY_SHEET
from units.sheets.kind import UNITS
from units.sheets.processes import PROCESS_SHEET

pytestmark = pytest.mark.django_db

# What a form lets through, and what spreadsheets, separators and readers of tables trip over.
AWKWARD = (
    "Total", "Notes", "Source: HR", "n/a", "-", "007", "1,878", "1.5", "16/11/2024", "TRUE", "=1+1", "'=1+1", "+44 20",
    "@home", "'", '"', ";", ",", "a|b", "R&amp;D", "_x0041_", "<b>", "3 May", "1e5", "é", "日本",
)  # fmt: skip
typed = st.text(
    st.sampled_from("=+-@'\",;|&_<x 1é") | st.characters(exclude_categories=["C", "Z"]),
    min_size=1,
    max_size=20,
)
word = (st.sampled_from(AWKWARD) | typed).map(str.strip).filter(bool)
prose = st.lists(word, max_size=3).map("\n".join)
day = st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))
level = st.none() | st.integers(1, 5)
row = st.fixed_dictionaries(
    {
        "name": word,
        "text": prose,
        "day": day,
        "level": level,
        "number": st.none() | st.integers(0, 10_000_000),
    }
    | {"amount": st.none() | st.decimals(0, Decimal("99999999999999.99"), places=2)}
)


@dataclass(frozen=True)
class Trip:
    """Makes rows of one kind from what was drawn."""

    kind: Kind
    make: Callable


def _units(cast, rows):
    drawn = [
        Unit(
            code=f"U{place}.z", name=one["name"], purpose=one["text"].strip(), opened_on=one["day"],
            headcount=one["number"], annual_revenue=one["amount"], exposure=one["level"], parent=cast.parent,
        )
        for place, one in enumerate(rows)
    ]  # fmt: skip
    Unit.objects.bulk_create_with_history(drawn)


def _people(cast, rows):
    boss = ContactFactory(personnel_number="", email="boss@x.example")
    for place, one in enumerate(rows):
        ContactFactory(
            name=one["name"], personnel_number=f"00{place}", title=one["name"], left_on=one["day"],
            home_unit=cast.unit, manager=boss,
        )  # fmt: skip


def _assets(cast, rows):
    for one in rows:
        AssetFactory(
            unit=cast.unit, name=one["name"], description=one["text"].strip(), criticality=one["level"]
        )


def _processes(cast, rows):
    for one in rows:
        hours = one["number"] and one["number"] % 8760
        process = ProcessFactory(
            unit=cast.unit, name=one["name"], mtd_hours=hours, handles_sensitive=bool(hours)
        )
        if one["level"]:
            category = ImpactCategory.values[one["level"] - 1]
            ImpactFactory(
                process=process, category=category, bucket=Bucket.values[0], severity=one["level"] - 1
            )
            ProcessAssetFactory(process=process, asset=AssetFactory(unit=cast.foreign, name=one["name"]))


def _dependencies(cast, rows):
    for one in rows:
        DependencyFactory(
            consumer=cast.unit, provider=None, provider_named=one["name"], flows=one["name"],
            fallback=one["text"].strip(), criticality=one["level"], fallback_tested_on=one["day"],
        )  # fmt: skip


def _successions(cast, rows):
    for place, one in enumerate(rows):
        before = [UnitFactory(code=f"S{place}", status="closed")]
        ReorganisationFactory(merger=True, before=before, after=[cast.unit], note=one["text"].strip())


TRIPS = {
    "departments": Trip(UNITS, _units),
    "people": Trip(PEOPLE, _people),
    "assets": Trip(ASSET_SHEET, _assets),
    "processes": Trip(PROCESS_SHEET, _processes),
    "dependencies": Trip(DEPENDENCY_SHEET, _dependencies),
    "successions": Trip(SUCCESSION_SHEET, _successions),
}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", TRIPS)
@example(rows=[dict.fromkeys(("day", "number", "amount")) | {"name": ";", "text": "", "level": 1}])
@example(rows=[dict.fromkeys(("day", "number", "amount", "level")) | {"name": "Total", "text": ""}])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(row, min_size=1, max_size=4, unique_by=lambda one: one["name"].casefold()))
def test_whatever_leaves_comes_back_as_unchanged(cast, clients, bring, name, ending, rows):
    trip = TRIPS[name]
    address = reverse(trip.kind.export_url.replace("_csv", f"_{ending}"))
    with transaction.atomic():
        with recording(actor="Test", reason="Drawn"):
            trip.make(cast, rows)
        record = bring(told(clients["ciso"].get(address)), kind=trip.kind, by=cast.ciso)
        transaction.set_rollback(True)
    outcome = record.outcome
    assert (outcome["created"], outcome["changed"], outcome["problems"]) == (0, 0, 0)
    assert outcome["unchanged"] >= len(rows)
