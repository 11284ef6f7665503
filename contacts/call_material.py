"""What a calling order is made from, read for any number of units at once in the same few queries.

Everything here is for the widest audience: whoever may look up whom to call reads nothing else of these rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q

from accounts.models import User
from contacts.calling import Calling, Held, Person, Step, order
from contacts.holding import absences_of
from contacts.models import Absence, Assignment, Contact, Pathway, PathwayStep
from units import tree
from units.models import Unit

PERSON = (
    "id",
    "name",
    "email",
    "phone",
    "phone_confirmed_on",
    "title",
    "preferred_channel",
    "time_zone",
    "left_on",
)
STEP = ("pathway", "position", "channel", "note", "function__code", "function__name")


def fields_of(relation: str) -> tuple[str, ...]:
    return tuple(f"{relation}__{name}" for name in PERSON)


@dataclass(frozen=True)
class Written:
    """What somebody wrote down for the purpose. Without steps the usual order holds, with the rest of it."""

    steps: Sequence[PathwayStep] = ()
    note: str = ""
    counterpart: User | None = None


@dataclass
class Material:
    """Of one unit: ids and names from it upward, those whose people answer for it, who holds what, and what somebody
    wrote down for the purpose."""

    unit: Unit
    path: list[tuple[int, str, str]]
    answering: list[tuple[int, str, str]]
    held: list[Held] = field(default_factory=list)
    written: Written = Written()


@dataclass
class Gathered:
    """Of all the units: each one's material, and everybody named anywhere in it."""

    units: dict[int, Material]
    people: dict[int, Person]
    contacts: dict[int, Contact]
    absences: dict[int, Absence]

    def calling(self, unit_id: int, purpose: str) -> Calling:
        material = self.units[unit_id]
        return order(purpose, material.held, self.people, _steps(material.written))


def gather(
    units: Iterable[Unit], purpose: str, *, on: date, drafts: dict[int, Written] | None = None
) -> Gathered:
    """Six queries at most: paths, assignments, what was written down and its steps, absences, absences of covers.
    `drafts`: unit id → what would be written down there; then nothing that is counts."""
    units = list(units)
    paths, answering = tree.ancestors_and_answering([unit.pk for unit in units]) if units else ({}, {})
    materials = {unit.pk: Material(unit, _upward(unit, paths), _upward(unit, answering)) for unit in units}
    rows = _assignments(materials, on=on)
    contacts = {row.contact_id: row.contact for row in rows}
    for unit_id, written in (_written(materials, purpose) if drafts is None else drafts).items():
        materials[unit_id].written = written
        contacts |= {step.contact_id: step.contact for step in written.steps if step.contact_id}
    _hand_out(rows, materials)
    absences = _absences(contacts, on=on)
    people = {pk: _person(contact, absences.get(pk), on=on) for pk, contact in contacts.items()}
    return Gathered(materials, people, contacts, absences)


def _upward(unit: Unit, paths: tree.Paths) -> list[tuple[int, str, str]]:
    return [(unit.pk, unit.code, unit.name), *reversed(paths.get(unit.pk, []))]


def _assignments(materials: dict[int, Material], *, on: date) -> list[Assignment]:
    """Those of the units, and of everything above them what may be answered there. Owners of single assets and
    processes only where their responsibility is called at all: a unit may have hundreds."""
    above = {pk for material in materials.values() for pk, _, _ in material.answering}
    whole = Q(asset=None, process=None)
    own = Q(unit__in=list(materials)) & (whole | Q(function__call_order__isnull=False))
    answered = Q(unit__in=above, function__inherits=True) & whole
    rows = Assignment.objects.current(on=on).filter(own | answered).select_related("contact", "function")
    columns = ("unit", "priority", "asset", "process", "contact", "function", *fields_of("contact"))
    columns += tuple(f"function__{name}" for name in ("code", "name", "call_order", "inherits"))
    return list(rows.only(*columns).order_by("pk"))


def _written(materials: dict[int, Material], purpose: str) -> dict[int, Written]:
    steps = PathwayStep.objects.select_related("contact", "function").only(*STEP, *fields_of("contact"))
    found = Pathway.objects.filter(unit__in=list(materials), purpose=purpose).select_related("counterpart")
    found = found.prefetch_related(Prefetch("steps", steps.order_by("position", "pk")))
    return {one.unit_id: Written(list(one.steps.all()), one.note, one.counterpart) for one in found}


def _hand_out(rows: list[Assignment], materials: dict[int, Material]) -> None:
    by_unit: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit_id].append(row)
    for material in materials.values():
        for step, (unit_id, _, name) in enumerate(material.answering):
            for row in by_unit.get(unit_id, []):
                if not step or not (row.asset_id or row.process_id):
                    material.held.append(_held(row, step, name))


def _held(row: Assignment, step: int, name: str) -> Held:
    return Held(
        row.contact_id,
        row.function.code,
        row.function.name,
        row.priority,
        row.function.call_order,
        row.function.inherits,
        step,
        name if step else "",
        bool(row.asset_id or row.process_id),
    )


def _absences(contacts: dict[int, Contact], *, on: date) -> dict[int, Absence]:
    """Also those of whoever covers; their covers are named as they are. Adds the covers to `contacts`."""
    found = absences_of(contacts, on=on)
    covers = {
        one.cover_id: one.cover for one in found.values() if one.cover_id and one.cover_id not in contacts
    }
    found |= absences_of(covers, on=on)
    contacts |= covers
    contacts |= {
        one.cover_id: one.cover for one in found.values() if one.cover_id and one.cover_id not in contacts
    }
    return found


def _person(contact: Contact, absence: Absence | None, *, on: date) -> Person:
    return Person(
        contact.pk,
        contact.name,
        bool(contact.phone),
        not contact.is_here(on),
        absence.until if absence else None,
        absence.cover_id if absence else None,
    )


def _steps(written: Written) -> list[Step] | None:
    if not written.steps:
        return None
    return [
        Step(
            one.contact_id,
            one.function.code if one.function_id else "",
            one.function.name if one.function_id else "",
            one.channel,
            one.note,
        )
        for one in written.steps
    ]
