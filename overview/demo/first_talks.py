"""What first talks taught about every unit, and the edits that followed. The talks themselves are held in `holding`."""

from overview.demo import edits, organisation
from overview.demo.portraits import Portrait
from overview.demo.portraits_backbone import BACKBONE
from overview.demo.portraits_business import BUSINESS
from overview.demo.stage import Event, Moment
from units import suggest
from units.actions import change_unit
from units.models import UnitObligation

FIRST_TALK, LAST_TALK = 526, 428
REASONS = (
    "First talk with {}",
    "Notes of the first talk, agreed with {}",
    "{}: what we learned in the first talk",
)


def events() -> list[Event]:
    return [*first_talks(), *later_edits()]


def first_talks():
    names = {row.code: row.name for row in organisation.ROWS}
    for index, (portrait, days, hour, by) in enumerate(order()):
        reason = REASONS[index % len(REASONS)].format(names[portrait.code])
        yield Event(days, hour, by, reason, lambda now, p=portrait: write_down(now, p))


def order():
    """Each portrait with the days before the demo is built, the hour, and who of us listened."""
    owners = {row.code: row.owner for row in organisation.ROWS}
    portraits = (*BUSINESS, *BACKBONE)
    for index, portrait in enumerate(portraits):
        days = FIRST_TALK - index * (FIRST_TALK - LAST_TALK) // len(portraits)
        yield portrait, days, 9 + index % 8, owners[portrait.code] or "ingrid.solheim"


def write_down(now: Moment, portrait: Portrait) -> None:
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
    unit = now.stage.units[edit.code]
    values = {name: value(unit) if callable(value) else value for name, value in edit.values.items()}
    change_unit(unit, values=values, **now.record)
