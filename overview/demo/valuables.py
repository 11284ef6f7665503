"""What units cannot lose and what they do, written down in the talks about it; how long the short records can wait."""

from functools import partial

from contacts.functions import DATA_OWNER, PROCESS_OWNER
from contacts.models import Assignment, Function
from overview.demo import (
    assets_backbone,
    assets_business,
    organisation,
    processes_backbone,
    processes_business,
)
from overview.demo.directory import key_of
from overview.demo.stage import Event, Moment
from overview.demo.tables import number, sections
from units.actions import change_unit
from units.actions.impact import settle
from units.choices import Bucket, Harm, ImpactCategory
from units.models import Asset, Impact, Process, ProcessAsset, Unit

ASSETS = (*sections(assets_business.BUSINESS), *sections(assets_backbone.BACKBONE))
PROCESSES = (*sections(processes_business.BUSINESS), *sections(processes_backbone.BACKBONE))
BY = {row.code: row.owner or "ingrid.solheim" for row in organisation.ROWS}
NAMES = {row.code: row.name for row in organisation.ROWS}
# Units whose talk went through every kind of harm; the others left out what does not concern them.
THOROUGH = ("MKT", "ECM", "ECM-CHK", "FIN-TRS", "PLT-N", "RND-CLD", "IT-ERP")
# unit: (hours, days before)
HURTS_AFTER = {
    "CSV-FLD": (Bucket.DAY_1, 204),
    "RND-LAB": (Bucket.WEEKS_2, 190),
    "COR-FAC": (Bucket.HOURS_4, 198),
    "COR-STR": (Bucket.WEEK_1, 176),
    "SSC-DOC": (Bucket.DAYS_3, 160),
    "SAL-OPS": (Bucket.DAYS_3, 195),
    "SSC-TRV": (Bucket.MONTH_1, 155),
}


def events() -> list[Event]:
    return [
        *(
            Event(days, 11, BY.get(unit, "hanna.okafor"), f"What {NAMES.get(unit, 'the team')} cannot lose",
                  partial(write_assets, unit=unit, rows=rows))
            for unit, days, rows in ASSETS
        ),
        *(
            Event(days, 10, BY.get(unit, "hanna.okafor"), f"{NAMES.get(unit, 'The team')}: how long it can do without",
                  partial(write_processes, unit=unit, rows=rows))
            for unit, days, rows in PROCESSES
        ),
        *(
            Event(days, 12, BY[unit], "When it starts to hurt", partial(hurt, unit=unit, hours=hours))
            for unit, (hours, days) in HURTS_AFTER.items()
        ),
    ]  # fmt: skip


def write_assets(now: Moment, unit: str, rows: list[list[str]]) -> None:
    assets, owners = [], []
    for name, told, handles, owner, description in rows:
        kind, *classification, criticality = told.replace(" - ", " ").split()
        asset = Asset(
            unit=now.stage.units[unit],
            name=name,
            kind=kind,
            classification=classification[0] if classification else "",
            criticality=number(criticality),
            handles=handles.split(",") if handles else [],
            description=description,
        )
        assets.append(asset)
        now.stage.assets[unit, name] = asset
        if owner:
            owners.append((owner, {"asset": asset}))
    Asset.objects.bulk_create_with_history(assets)
    _use(now, [])
    _name_owners(now, unit, DATA_OWNER, owners)


def _name_owners(now: Moment, unit: str, function: str, owners: list[tuple[str, dict]]) -> None:
    row = Function.objects.get(code=function)
    Assignment.objects.bulk_create_with_history(
        Assignment(
            contact=now.stage.contacts[key_of(owner)],
            unit=now.stage.units[unit],
            function=row,
            since=now.day,
            **what,
        )
        for owner, what in owners
    )


def write_processes(now: Moment, unit: str, rows: list[list[str]]) -> None:
    processes, uses, impacts, owners = [], [], [], []
    for name, hours, sensitive, impact, owner, used, said in rows:
        mtd, rto, rpo = (number(one) for one in hours.split("/"))
        process = Process(
            unit=now.stage.units[unit],
            name=name,
            mtd_hours=mtd,
            rto_hours=rto,
            rpo_hours=rpo,
            handles_sensitive=sensitive == "s",
            security_implications=said,
        )
        processes.append(process)
        owners.append((owner, {"process": process}))
        uses += [(process, _named(unit, one)) for one in _names(used)]
        impacts += _impacts(process, impact, whole=unit in THOROUGH)
    Process.objects.bulk_create_with_history(processes)
    for impact in impacts:
        impact.process = impact.process  # which had no number yet
    Impact.objects.bulk_create_with_history(impacts)
    _use(now, uses)
    _name_owners(now, unit, PROCESS_OWNER, owners)
    settle([now.stage.units[unit]], by=now.by)
    now.stage.units[unit] = Unit.objects.get(pk=now.stage.units[unit].pk)


def _names(used: str) -> list[str]:
    return [one.strip() for one in used.split(";") if one.strip()]


def _named(unit: str, name: str) -> tuple[str, str]:
    owner, _, other = name.partition(":")
    return (owner, other) if other else (unit, name)


def _use(now: Moment, uses: list[tuple[Process, tuple[str, str]]]) -> None:
    """What another unit has not written down yet is used as soon as it has."""
    wanted, assets = [*now.stage.waiting, *uses], now.stage.assets
    now.stage.waiting = [(process, asset) for process, asset in wanted if asset not in assets]
    ProcessAsset.objects.bulk_create_with_history(
        ProcessAsset(process=process, asset=assets[asset]) for process, asset in wanted if asset in assets
    )


def _impacts(process: Process, told: str, *, whole: bool) -> list[Impact]:
    if "@" in told:
        category, _, hours = told.partition("@")
        return [Impact(process=process, category=category, bucket=int(hours), severity=Harm.SEVERE)]
    said = dict(one.split(":") for one in told.split())
    if whole:
        said = dict.fromkeys(ImpactCategory.values, "000000") | said
    return [
        Impact(process=process, category=category, bucket=bucket, severity=int(digit))
        for category, digits in said.items()
        for bucket, digit in zip(Bucket.values, digits, strict=True)
    ]


def hurt(now: Moment, unit: str, hours: int) -> None:
    change_unit(now.stage.units[unit], values={"hurts_after": hours}, **now.record)
