"""Who speaks for a department, who is called first, and everybody else with a responsibility for it."""

from dataclasses import dataclass

from contacts.calling import INCIDENT, Held, Person, Step, order
from contacts.choices import Engagement
from contacts.functions import AMBASSADOR, DEPUTY, HEAD
from contacts.holding import Holder, Holding
from contacts.models import Contact
from contacts.rules import dialled
from overview.department import rows
from overview.department.facts import Department

SHOWN, HOLDERS_SHOWN = 12, 3


@dataclass(frozen=True)
class Called:
    """Whom to call first, with the reason."""

    contact: Contact
    why: str

    @property
    def number(self) -> str:
        return dialled(self.contact.phone) if self.contact.phone else ""


def speaking(department: Department) -> dict:
    """What the facts at the top say of people."""
    holders = department.holders
    head = holders.of(HEAD)
    return {
        "head": head,
        "deputy": holders.of(DEPUTY),
        "ambassador": holders.of(AMBASSADOR),
        "call": called_first(department),
        "engagement": engagement(department, head),
        "name_somebody": may_name(department),
    }


def may_name(department: Department) -> bool:
    """Whether the page offers to name people for the department."""
    open_still = department.unit.status != "closed"
    return open_still and department.reader.may("contacts.change_contact")


def called_first(department: Department) -> Called | None:
    """Who comes first on the card for an incident; None where there is nobody."""
    everybody = department.holders.everybody
    steps = department.steps
    contacts = {one.contact.pk: one.contact for one in everybody}
    contacts |= {one.cover.pk: one.cover for one in everybody if one.cover}
    contacts |= {step.contact_id: step.contact for step in steps if step.contact_id}
    away = {one.contact.pk: one.away for one in everybody if one.away}
    today = department.reader.today
    people = {
        pk: Person(
            pk,
            one.name,
            bool(one.phone),
            not one.is_here(today),
            away[pk].until if pk in away else None,
            away[pk].cover_id if pk in away else None,
        )
        for pk, one in contacts.items()
    }
    found = order(INCIDENT, [_held(one) for one in everybody], people, [_step(one) for one in steps] or None)
    if not found.entries:
        return None
    first = found.entries[0]
    return Called(contacts[first.person], first.why)


def _held(one: Holder) -> Held:
    function = one.function
    return Held(
        one.contact.pk,
        function.code,
        function.name,
        one.priority,
        function.call_order,
        function.inherits,
        1 if one.inherited_from else 0,
        one.inherited_from,
        one.for_thing,
    )


def _step(one) -> Step:
    function = one.function if one.function_id else None
    return Step(
        one.contact_id, function.code if function else "", function.name if function else "", one.channel
    )


def engagement(department: Department, head: Holding) -> dict | None:
    """How the head stands towards security; None for everybody but the CISO's team."""
    reader = department.reader
    if not reader.may("contacts.view_stance") or head.first is None:
        return None
    contact = head.first.contact
    found = rows.readings(reader.user.role, user=reader.user.pk, contact=contact.pk)
    latest = found[0] if found else None
    hoped = latest.desired if latest else None
    return {
        "contact": contact,
        "now": Engagement(latest.current).label if latest and latest.current else "",
        "since": latest.noted_on if latest else None,
        "before": found[1] if len(found) > 1 and found[1].current != latest.current else None,
        "hoped": Engagement(hoped).label.lower() if hoped and hoped != latest.current else "",
    }


@dataclass(frozen=True)
class Row:
    """One responsibility with whoever holds it; no holders where somebody should."""

    label: str
    code: str
    holding: Holding

    @property
    def here(self) -> list[Holder]:
        return [one for one in self.holding if not one.gone]

    @property
    def shown(self) -> list[Holder]:
        return self.here[:HOLDERS_SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.here) - HOLDERS_SHOWN)


def people(department: Department) -> dict:
    """Every responsibility for the department as a whole; how many hold one for a single thing."""
    holders = department.holders
    held = [Row(str(one.function.name), one.function.code, one) for one in holders]
    names = department.expected
    open_ones = [Row(names[code], code, holders.of(code)) for code in holders.missing if code in names]
    owners = {one.contact.pk for one in holders.of_things}
    return {
        "rows": (open_ones + held)[:SHOWN],
        "more": max(0, len(open_ones) + len(held) - SHOWN),
        "open": [row.label.lower() for row in open_ones],
        "number": len({one.contact.pk for one in holders.everybody if not one.gone}),
        "owners": len(owners),
        "left_behind": [one for one in holders.left_behind if one.gone],
        "name_somebody": may_name(department),
        "leaving": department.reader.may("contacts.release_contact"),
    }
