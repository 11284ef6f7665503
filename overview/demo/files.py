"""Files of other systems, brought in as anybody would: the organisation chart once, headcounts of HR each quarter."""

import csv
from datetime import date
from io import StringIO
from zlib import crc32

from common.sheets.mapping import ColumnMapping, Rule
from desk.sheets import flow, mappings
from overview.demo import organisation
from overview.demo.stage import Event, Moment
from units.choices import Kind, Status
from units.models import Unit
from units.sheets.kind import UNITS

ADMINISTRATOR = "marek.dvorak"
QUARTERS = (457, 364, 273, 182, 91, 3)

CHART = ColumnMapping(
    [
        Rule("Org code", "code"),
        Rule("Name", "name"),
        Rule("Type", "kind", values={short: str(kind) for short, kind in organisation.KINDS.items()}),
        Rule("Reports to", "parent"),
        Rule("Employees", "headcount"),
        Rule("Turnover", "annual_revenue"),
        Rule("Founded", "opened_on"),
        Rule("Cost centre"),
    ],
    name="Organisation chart",
)
HEADCOUNTS = ColumnMapping([Rule("Org code", "code"), Rule("Employees", "headcount")], name="HR export")


def events() -> list[Event]:
    return [
        Event(548, 9, ADMINISTRATOR, "The organisation chart of that spring", bring_in_chart),
        *(Event(days, 7, ADMINISTRATOR, "Quarterly HR export", bring_in_headcounts) for days in QUARTERS),
    ]


def bring_in_chart(now: Moment) -> None:
    shorts = {kind: short for short, kind in organisation.KINDS.items()}
    rows = [
        {
            "Org code": row.code,
            "Name": row.name,
            "Type": shorts[Kind(row.kind)],
            "Reports to": row.parent,
            "Employees": row.headcount,
            "Turnover": row.annual_revenue,
            "Founded": row.opened and date(row.opened, 1 + crc32(row.code.encode()) % 12, 1),
            "Cost centre": f"{crc32(row.code.encode()) % 9000 + 1000}",
        }
        for row in organisation.ROWS
    ]
    _bring_in(now, f"organisation-chart-{now.day.year}.csv", CHART, rows)
    now.stage.units.update({unit.code: unit for unit in Unit.objects.all()})


def bring_in_headcounts(now: Moment) -> None:
    """Most headcounts move a little. HR knows every unit by the code it always had."""
    rows = []
    for code, unit in now.stage.units.items():
        given = unit.sources.get("headcount", {}).get("value")
        if given and unit.status == Status.ACTIVE:
            before = int(given)
            after = max(1, before + _drift(code, now.day.toordinal(), before))
            rows.append({"Org code": code, "Employees": after})
    name = f"hr-headcount-{now.day.year}-q{(now.day.month + 2) // 3}.csv"
    _bring_in(now, name, HEADCOUNTS, rows)
    # The import read and wrote rows of its own.
    fresh = Unit.objects.in_bulk([unit.pk for unit in now.stage.units.values()])
    now.stage.units.update({code: fresh[unit.pk] for code, unit in now.stage.units.items()})


def _bring_in(now: Moment, file_name: str, mapping: ColumnMapping, rows: list[dict]) -> None:
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    record = flow.receive(UNITS, text.getvalue().encode(), file_name=file_name, by=now.by, at=now.at)
    mappings.save(UNITS, mapping, by=now.by, at=now.at)
    flow.check(UNITS, record, mapping=mapping, by=now.by, at=now.at)
    record.save()
    if not flow.bring_in(UNITS, record, by=now.by, reason=now.reason, at=now.at, seen=record.fingerprint):
        raise RuntimeError(f"{file_name} would do something else now than when it was checked.")


def _drift(code: str, seed: int, headcount: int) -> int:
    """Between about −3 % and +4 %, the same for the same day; a third of the small teams do not move at all."""
    roll = crc32(f"{code} {seed}".encode()) % 8 - 3
    return round(headcount * roll / 100) if headcount > 40 else (roll + 3) % 3 - 1
