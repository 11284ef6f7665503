"""A night of last month on which somebody was on duty: one call sheet, ticked and ended."""

import uuid
from datetime import timedelta
from functools import partial

from contacts.cards import first_calls
from contacts.choices import Purpose
from overview.demo.stage import Event, Moment
from overview.models import CallSheet, CallTick

UNIT, DAYS, SAMIRA = "EXT-HEL", 33, "samira.haddad"
# unit whose first number was called, minutes after the first call, what came of it, note
CALLED = (
    ("EXT-HEL", 2, "reached", "Region west, back within the hour they say"),
    ("ECM", 6, "reached", ""),
    ("SUB-FS", 11, "no_answer", ""),
    ("SUB-FS", 25, "reached", "Switched to the second region"),
    ("RND-CLD", 29, "message", "Ovens cook without it"),
)


def events() -> list[Event]:
    return [
        Event(DAYS, 3, SAMIRA, "Helio does not answer", partial(call, unit=UNIT)),
        Event(DAYS, 4, SAMIRA, "Everything runs again", end),
    ]


def call(now: Moment, unit: str) -> None:
    units = now.stage.units
    sheet = CallSheet(unit=units[unit], opened_at=now.at, opened_by=now.by)
    sheet.save()
    chosen = list({code: units[code] for code, *_ in CALLED}.values())
    first = {one.unit.pk: one for one in first_calls(chosen, Purpose.INCIDENT, on=now.day)}
    for number, (code, minutes, outcome, note) in enumerate(CALLED):
        line = first[units[code].pk].line
        if line is not None:
            CallTick(
                sheet=sheet, unit=units[code], contact=line.contact, outcome=outcome, note=note, ticked_by=now.by,
                ticked_at=now.at + timedelta(minutes=minutes), token=uuid.uuid5(uuid.NAMESPACE_OID, f"demo {number}"),
            ).save()  # fmt: skip


def end(now: Moment) -> None:
    sheet = CallSheet.objects.get(closed_at=None)
    sheet.closed_at, sheet.closed_by = now.at, now.by
    sheet.save()
