"""What the departments of the demo organisation cannot lose, how long they can wait, and whom they need."""

from datetime import timedelta

import pytest

from tests.overview.demo.day import DAY
from units import impact
from units.actions.impact import rows_of
from units.choices import AssetKind, Depth, Handled, ImpactCategory
from units.completeness import known_facts
from units.models import Asset, Dependency, Impact, Process, ProcessAsset, Unit, UnitObligation

pytestmark = pytest.mark.django_db


def test_some_forty_departments_know_what_they_cannot_lose(read):
    assets = Asset.objects.all()
    assert 130 <= len(assets) <= 200
    assert {asset.kind for asset in assets} == set(AssetKind.values)
    assert {kind for asset in assets for kind in asset.handles} == set(Handled.values)
    assert len({asset.unit_id for asset in assets}) >= 30


def test_cards_are_handled_where_no_obligation_says_so_yet(read):
    holding = Asset.objects.filter(handles__contains=[Handled.CARD]).values_list("unit", flat=True)
    bound = UnitObligation.objects.filter(obligation__name="PCI DSS").values_list("unit", flat=True)
    assert set(holding) - set(bound)


def test_things_are_shared_between_departments(read):
    assert [row for row in ProcessAsset.objects.select_related("asset") if row.asset.unit_id != row.unit_id]
    assert Asset.objects.filter(name="Helio Cloud Hosting").count() >= 4


def test_the_times_of_one_process_contradict_each_other_and_no_others(read):
    severe = {}
    for process, bucket in Impact.objects.filter(severity=4).values_list("process", "bucket"):
        severe[process] = min(bucket, severe.get(process, bucket))
    odd = {
        process.name
        for process in Process.objects.all()
        if impact.contradictions(
            process.mtd_hours, process.rto_hours, process.rpo_hours, severe.get(process.pk)
        )
    }
    assert odd == {"Slot booking at the yard"}
    rows = rows_of(Unit.objects.values_list("pk", flat=True))
    assert not any(
        impact.falls(row for row in of if row[0] == name) for of in rows.values() for name, *_ in of
    )


def test_every_process_says_how_bad_it_gets_some_in_every_kind_of_harm(read):
    kinds = {process: set() for process in Process.objects.select_related("unit")}
    for row in Impact.objects.select_related("process"):
        kinds[row.process].add(row.category)
    assert all(kinds.values())
    whole = {process.unit.code for process, held in kinds.items() if held == set(ImpactCategory.values)}
    assert {"MKT", "ECM", "FIN-TRS"} <= whole
    assert any(len(held) == 1 for held in kinds.values())


def test_the_worst_impact_of_every_unit_is_settled(read):
    rows = rows_of(Unit.objects.values_list("pk", flat=True))
    for unit in Unit.objects.all():
        worst = impact.worst(rows[unit.pk])
        assert (unit.worst_impact, unit.worst_after) == (worst.severity, worst.bucket)


def test_short_records_say_when_it_starts_to_hurt(read):
    assert Unit.objects.filter(depth=Depth.LIGHT).exclude(hurts_after=None).count() >= 5


def test_about_a_hundred_dependencies_confirmed_by_both_by_one_and_by_nobody(read):
    needs = Dependency.objects.all()
    assert 90 <= len(needs) <= 120
    sides = {(row.consumer_confirmed_at is not None, row.provider_confirmed_at is not None) for row in needs}
    assert sides == {(True, True), (True, False), (False, True), (False, False)}
    assert needs.filter(provider=None).count() == 2
    assert needs.filter(fallback_tested_on__lt=DAY - timedelta(days=365)).exists()


def test_some_records_are_complete_for_their_depth_in_what_rows_of_other_tables_hold(read):
    held = {unit.code: set(unit.held) for unit in Unit.objects.annotate(held=known_facts())}
    assert {"crown_jewels", "needs", "processes", "impacts", "grids"} <= held["ECM"]
    assert any("crown_jewels" not in known for known in held.values())
