"""Responsibilities as they were agreed, one unit after the other, and as they passed on."""

from collections import defaultdict
from datetime import timedelta
from functools import partial

from common.history import recording
from contacts.functions import AMBASSADOR, BUILT_IN, CAME_ALONG, DEPUTY, HEAD, INCIDENT_CONTACT, LIAISON
from contacts.models import Assignment, Contact, Function
from overview.demo import organisation
from overview.demo.directory import BY_KEY, ENTRIES, PARENTS, manager_of, roll
from overview.demo.responsibilities import SAID, Words
from overview.demo.stage import Event, Moment
from overview.demo.successions import BESIDE, SUCCESSIONS, Succession

ADMINISTRATOR = "marek.dvorak"
SPOKESMEN, AMBASSADORS = (524, 432), (418, 96)  # from the first unit to the last
CALL_LIST, CALL_LIST_GROWS = 403, 161  # when those to be called were named: where it is critical, elsewhere
CALLED_FIRST = ("ECM", "IT", "FIN", "PLT", "OPS", "SUB-FS", "EXT", "VG")
BY = {row.code: row.owner or "ingrid.solheim" for row in organisation.ROWS}
NAMES = {row.code: row.name for row in organisation.ROWS}
REASONS = {
    HEAD: "Who speaks for {}, from the first talk",
    AMBASSADOR: "{} has a security ambassador",
    INCIDENT_CONTACT: "Whom to call when something happens: {}",
    LIAISON: "Who in the team stands beside {}",
}


def events() -> list[Event]:
    return [
        Event(548, 8, ADMINISTRATOR, "The responsibilities of the method", know_responsibilities),
        *_agreed(),
        *(Event(one.days, 13, one.by, one.reason, partial(pass_on, one=one)) for one in SUCCESSIONS),
    ]


def forget_responsibilities() -> None:
    """Those of the installation are as young as it is, and a version is never dated back. The demo begins eighteen
    months earlier and makes them anew there, or nobody would be named on any past day."""
    with recording(actor="SRRM", reason=f"{CAME_ALONG}, in the demo from its first day on"):
        for function in Function.objects.all():
            function.delete()


def know_responsibilities(now: Moment) -> None:
    Function.objects.bulk_create_with_history(
        Function(**one.values(), position=place * 10, built_in=True)
        for place, one in enumerate(BUILT_IN, start=1)
    )


def _agreed():
    planned = defaultdict(list)
    for entry in ENTRIES:
        for function, priority in entry.held:
            planned[_when(entry.unit, function, entry.key), entry.unit, function].append(
                (entry.key, priority)
            )
    for one in BESIDE:
        planned[_when(one.unit, one.function, one.key), one.unit, one.function].append(
            (one.key, one.priority)
        )
    for (days, unit, function), holders in planned.items():
        reason = REASONS.get(HEAD if function == DEPUTY else function).format(NAMES.get(unit, unit))
        by = BY.get(unit, "ingrid.solheim")
        yield Event(days, 14, by, reason, partial(name, unit=unit, function=function, holders=holders))


def _when(unit: str, function: str, key: str) -> int:
    if function in (HEAD, DEPUTY, LIAISON):
        days = _spread(unit, *SPOKESMEN)
    elif function == AMBASSADOR:
        days = _spread(unit, *AMBASSADORS)
    else:
        days = CALL_LIST if unit.startswith(CALLED_FIRST) else CALL_LIST_GROWS
    passed_on = [
        one.days for one in SUCCESSIONS if (one.unit, one.function, one.leaves) == (unit, function, key)
    ]
    return max(min(days, (BY_KEY[key].joined or 600) - 2), *(after + 90 for after in passed_on), 1)


def _spread(unit: str, first: int, last: int) -> int:
    units = list(PARENTS)
    return first - (units.index(unit) * 23 % len(units)) * (first - last) // len(units)


def name(now: Moment, unit: str, function: str, holders: list[tuple[str, int]]) -> None:
    row = Function.objects.get(code=function)
    Assignment.objects.bulk_create_with_history(
        Assignment(
            contact=now.stage.contacts[key],
            unit=now.stage.units[unit],
            function=row,
            priority=priority,
            since=_since(now, unit, function, key),
            **_words(unit, function),
        )
        for key, priority in holders
    )


def _since(now: Moment, unit: str, function: str, key: str):
    """Heads and deputies were there before the record; the rest begins when it was agreed."""
    joined = BY_KEY[key].joined
    if function in (HEAD, DEPUTY, LIAISON) and not joined:
        return now.stage.day(580 + roll("since", unit, key) % 2400)
    return now.day


def _words(unit: str, function: str) -> dict:
    said = SAID.get((unit, function), Words())
    return {
        "responsibilities": said.responsibilities,
        "affects": said.affects,
        "affected": said.affected,
        "share_of_time": said.share_of_time,
    }


def pass_on(now: Moment, one: Succession) -> None:
    """The one ends today, the other begins tomorrow; whoever reported to the one as head reports to the other."""
    unit, contacts = now.stage.units[one.unit], now.stage.contacts
    held = Assignment.objects.select_related("contact", "unit", "function").get(
        contact=contacts[one.leaves], unit=unit, function__code=one.function, asset=None, process=None
    )
    held.until = now.day
    held.save()
    if one.follows:
        Assignment(
            contact=contacts[one.follows],
            unit=unit,
            function=held.function,
            since=now.day + timedelta(1),
            **_words(one.unit, one.function),
        ).save()
    if one.function == HEAD:
        _new_manager(now, one)


def _new_manager(now: Moment, one: Succession) -> None:
    changed = []
    for key, contact in now.stage.contacts.items():
        if contact.manager_id == now.stage.contacts[one.leaves].pk and contact.left_on is None:
            manager = manager_of(BY_KEY[key], one.days - 1)
            contact.manager = now.stage.contacts[manager] if manager else None
            changed.append(contact)
    Contact.objects.bulk_update_with_history(changed)
