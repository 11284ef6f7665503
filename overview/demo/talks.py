"""First talks with every unit, the edits that followed, and the quarterly export of HR."""

from zlib import crc32

from overview.demo import edits, organisation
from overview.demo.opening import SOURCE
from overview.demo.portraits import Portrait
from overview.demo.portraits_backbone import BACKBONE
from overview.demo.portraits_business import BUSINESS
from overview.demo.stage import Event, Moment
from units import suggest
from units.actions import change_unit
from units.choices import Status
from units.models import Unit, UnitObligation

FIRST_TALK, LAST_TALK = 526, 428
QUARTERS = (457, 364, 273, 182, 91, 3)
REASONS = (
    "First talk with {}",
    "Notes of the first talk, agreed with {}",
    "{}: what we learned in the first talk",
)


def events() -> list[Event]:
    return [*first_talks(), *later_edits(), *hr_exports()]


def first_talks():
    owners = {row.code: row.owner for row in organisation.ROWS}
    names = {row.code: row.name for row in organisation.ROWS}
    portraits = (*BUSINESS, *BACKBONE)
    for index, portrait in enumerate(portraits):
        days = FIRST_TALK - index * (FIRST_TALK - LAST_TALK) // len(portraits)
        reason = REASONS[index % len(REASONS)].format(names[portrait.code])
        by = owners[portrait.code] or "ingrid.solheim"
        yield Event(days, 9 + index % 8, by, reason, lambda now, p=portrait: hold_talk(now, p))


def hold_talk(now: Moment, portrait: Portrait) -> None:
    unit = now.stage.units[portrait.code]
    values = portrait.values
    if portrait.exposure is not None:
        burden = suggest.compliance_burden(
            UnitObligation.objects.filter(unit=unit).values_list("obligation__name", "obligation__weight")
        )
        values["compliance_burden"] = burden.level or 1
    change_unit(unit, values=values, **now.record)


def later_edits():
    for edit in edits.EDITS:
        yield Event(edit.days, edit.hour, edit.by, edit.reason, lambda now, e=edit: make_edit(now, e))


def make_edit(now: Moment, edit: edits.Edit) -> None:
    change_unit(now.stage.units[edit.code], values=edit.values, **now.record)


def hr_exports():
    for days in QUARTERS:
        yield Event(days, 7, "marek.dvorak", "Quarterly HR export", bring_in_headcounts)


def bring_in_headcounts(now: Moment) -> None:
    """Most headcounts move a little. A pinned one stays as it was set by hand, beside what HR says."""
    units = [
        unit
        for unit in now.stage.units.values()
        if "headcount" in unit.sources and unit.status == Status.ACTIVE
    ]
    for unit in units:
        before = int(unit.sources["headcount"]["value"])
        given = max(1, before + _drift(unit.code, now.day.toordinal(), before))
        unit.sources = {**unit.sources, "headcount": {"source": SOURCE, "value": str(given)}}
        if "headcount" not in unit.pinned:
            unit.headcount = given
    Unit.objects.bulk_update_with_history(units)


def _drift(code: str, seed: int, headcount: int) -> int:
    """Between about −3 % and +4 %, the same for the same day; a third of small teams do not move at all."""
    roll = crc32(f"{code} {seed}".encode()) % 8 - 3
    return round(headcount * roll / 100) if headcount > 40 else (roll + 3) % 3 - 1
