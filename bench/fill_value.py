"""Fills what units cannot lose: a little for most, and one department with as much as a page has to bear."""

from datetime import timedelta

from bench import words
from common.history import recording
from contacts.functions import DATA_OWNER
from contacts.models import Assignment, Contact, Function
from units.choices import AssetKind, Bucket, Classification, Handled, ImpactCategory
from units.models import Asset, Dependency, Impact, Process, ProcessAsset, Unit

HEAVY = "HEAVY"
ASSETS, PROCESSES, PEOPLE, NEIGHBOURS = 200, 100, 50, 30
A_FEW = 3


def add_value(units: list[Unit], people: list[Contact], chance, *, at) -> None:
    with recording(actor="bench", reason="Taken from the workshops", at=at):
        assets = Asset.objects.bulk_create_with_history(
            an_asset(unit, number, chance) for unit in units[:10_000] for number in range(A_FEW)
        )
        add_processes([(unit, number) for unit in units[:10_000] for number in range(2)], assets, chance)
        depend(chance.sample(units, min(len(units), 5_000)), units, chance)
    with recording(actor="bench", reason="One department in full", at=at + timedelta(minutes=1)):
        heavy(units, people, chance)


def an_asset(unit: Unit, number: int, chance) -> Asset:
    return Asset(
        unit=unit,
        name=f"{chance.choice(words.FUNCTIONS)} records {number}",
        kind=chance.choice(AssetKind.values),
        classification=chance.choice(Classification.values),
        criticality=chance.randrange(1, 6),
        handles=chance.sample(Handled.values, chance.randrange(3)),
    )


def add_processes(places, assets: list[Asset], chance) -> list[Process]:
    processes = Process.objects.bulk_create_with_history(
        Process(
            unit=unit,
            name=f"{chance.choice(words.FUNCTIONS)} run {number}",
            mtd_hours=chance.choice(Bucket.values),
            rto_hours=chance.choice(Bucket.values),
            rpo_hours=4,
        )
        for unit, number in places
    )
    Impact.objects.bulk_create_with_history(
        Impact(
            process=process,
            category=chance.choice(ImpactCategory.values),
            bucket=chance.choice(Bucket.values),
            severity=chance.randrange(1, 5),
        )
        for process in processes
    )
    ProcessAsset.objects.bulk_create_with_history(
        ProcessAsset(process=process, asset=chance.choice(assets)) for process in processes
    )
    return processes


def depend(consumers: list[Unit], providers: list[Unit], chance) -> None:
    pairs = {(unit.pk, chance.choice(providers).pk) for unit in consumers}
    Dependency.objects.bulk_create_with_history(
        Dependency(
            consumer_id=consumer, provider_id=provider, flows="Orders", criticality=chance.randrange(1, 6)
        )
        for consumer, provider in sorted(pairs)
        if consumer != provider
    )


def heavy(units: list[Unit], people: list[Contact], chance) -> None:
    """The department whose page has most to show."""
    unit = Unit(code=HEAVY, name="Department of everything", parent=units[1], strategic_importance=5)
    unit.save()
    assets = Asset.objects.bulk_create_with_history(
        an_asset(unit, number, chance) for number in range(ASSETS)
    )
    add_processes([(unit, number) for number in range(PROCESSES)], assets, chance)
    owner = Function.objects.get(code=DATA_OWNER)
    Assignment.objects.bulk_create_with_history(
        Assignment(contact=person, unit=unit, asset=asset, function=owner)
        for person, asset in zip(people[:PEOPLE], assets, strict=False)
    )
    depend([unit] * NEIGHBOURS, units, chance)
