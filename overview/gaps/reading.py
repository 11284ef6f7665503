"""Reads what the rules look at, of all open units at once: ten queries, however many units there are."""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F
from django.db.models.lookups import IsNull

from contacts.access_state import all_proposals
from contacts.choices import Purpose
from contacts.models import Assignment, PathwayStep
from overview.gaps.facts import AccessFact, Facts, Gap, LinkFact, PersonFact, UnitFact
from overview.gaps.rules import gaps_of
from units.choices import Kind
from units.models import Dependency, Stewardship, Unit
from units.records import asked, facts_held, fields_given, given_by_hand

ROWS = 5000  # read at a time


@dataclass
class _Person:
    """Somebody as they are read, row by row."""

    name: str
    phone: str
    confirmed: date | None
    critical: dict[tuple[int, str], str] = field(default_factory=dict)
    called_for: set[int] = field(default_factory=set)


@dataclass
class _People:
    """Everybody who holds something, and what that says of units."""

    by_id: dict[int, _Person] = field(default_factory=dict)
    named: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    # Units on whose card somebody with a number stands: their own, and those from whom it is inherited.
    own: set[int] = field(default_factory=set)
    handed_down: set[int] = field(default_factory=set)


def read_gaps(*, on: date) -> list[Gap]:
    """Every gap that stands open on that day, whatever was decided about it."""
    return read_all(on=on)[1]


def read_all(*, on: date) -> tuple[Facts, list[Gap]]:
    """The facts and every gap they show."""
    with _undisturbed():
        facts = read_facts(on=on)
        return facts, gaps_of(facts)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Some hundred thousand small things are made here and all of them are kept: looking through them again and again
    for what could be thrown away takes longer than making them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read_facts(*, on: date) -> Facts:
    rows, links, people = _unit_rows(on), list(_links()), _people(on)
    with_somebody = set(Stewardship.objects.order_by().values_list("unit", flat=True)) | set(people.named)
    linked = {unit for link in links for unit in (link.consumer, link.provider)}
    linked |= set(Dependency.objects.filter(provider=None).order_by().values_list("consumer", flat=True))
    parents = {row["id"]: row["parent_id"] for row in rows}
    # Nobody above answers for another company.
    answering = {
        row["id"]: None if row["kind"] == Kind.EXTERNAL_PARTNER else row["parent_id"] for row in rows
    }
    callable_ids, linked_above = _callable(answering, people), _with_those_above(linked, parents)
    held = facts_held()
    units = {}
    for row in rows:
        pk = row["id"]
        known = (held.get(pk, set()) | set(row["given"])) & asked(row["depth"])
        units[pk] = UnitFact(
            pk, row["code"], row["name"], row["depth"], row["strategic_importance"], row["risk"],
            begun=row["by_hand"] or pk in with_somebody or pk in linked,
            named=frozenset(people.named.get(pk, ())),
            answered=frozenset(held.get(pk, ())),
            callable=pk in callable_ids,
            linked=pk in linked_above,
            known=len(known),
            asked=len(asked(row["depth"])),
        )  # fmt: skip
    return Facts(on, units, links, list(_person_facts(people)), list(_access(on)))


def _unit_rows(on: date) -> list[dict]:
    rows = Unit.objects.current().with_risk(on=on).order_by("pk")
    rows = rows.annotate(
        given=fields_given(), by_hand=given_by_hand("owner", "strategic_importance", "purpose")
    )
    columns = ("id", "code", "name", "kind", "parent_id", "depth", "strategic_importance")
    return list(rows.values(*columns, "risk", "given", "by_hand"))


def _links() -> Iterator[LinkFact]:
    """Whether a side has confirmed is asked, not when: tens of thousands of moments are not read for nothing."""
    rows = Dependency.objects.exclude(provider=None).order_by("pk")
    return map(
        LinkFact._make,
        rows.values_list(
            "id", "consumer", "provider", "criticality", "classification",
            IsNull(F("consumer_confirmed_at"), False), IsNull(F("provider_confirmed_at"), False),
            "fallback", "fallback_tested_on",
        ).iterator(ROWS),
    )  # fmt: skip


_HELD = (
    "unit", "contact", "contact__name", "contact__phone", "contact__phone_confirmed_on", "function__code",
    "function__name", "function__critical", "function__call_order", "function__inherits", "asset", "process",
    "unit__name",
)  # fmt: skip


def _people(on: date) -> _People:
    found = _People()
    rows = Assignment.objects.current(on=on).filter(contact__merged_into__isnull=True)
    rows = rows.exclude(contact__left_on__lt=on).exclude(unit__status="closed").order_by("pk")
    for unit, pk, name, phone, confirmed, code, word, critical, call, inherits, asset, process, of in (
        rows.values_list(*_HELD)
    ):  # fmt: skip
        person = found.by_id.setdefault(pk, _Person(name, phone, confirmed))
        whole = asset is None and process is None
        if critical:
            # What somebody owns in one department is one responsibility, however many things it is.
            person.critical[unit, code] = f"{word} {'of' if whole else 'in'} {of}"
        if whole:
            found.named[unit].add(code)
        if call is not None and phone:
            found.own.add(unit)
            if whole:
                person.called_for.add(unit)
                if inherits:
                    found.handed_down.add(unit)
    _add_steps(found, on)
    return found


def _add_steps(found: _People, on: date) -> None:
    """Whom somebody wrote down to be called in an incident."""
    rows = PathwayStep.objects.filter(pathway__purpose=Purpose.INCIDENT, contact__isnull=False)
    rows = rows.exclude(contact__phone="").exclude(contact__left_on__lt=on).order_by("pk")
    for unit, pk, *known in rows.values_list(
        "pathway__unit", "contact", "contact__name", "contact__phone", "contact__phone_confirmed_on"
    ):
        found.by_id.setdefault(pk, _Person(*known)).called_for.add(unit)
        found.own.add(unit)


def _callable(parents: dict[int, int | None], people: _People) -> set[int]:
    """Units about which somebody can be called, on their own card or by those above."""
    answered: dict[int, bool] = {}

    def handed(unit: int) -> bool:
        path = []
        at: int | None = unit
        while at is not None and at not in answered:
            path.append(at)
            answered[at] = at in people.handed_down
            at = parents.get(at) if not answered[at] else None
        result = answered[path[-1]] if at is None else answered[at]
        for one in path:
            answered[one] = result
        return result

    return {unit for unit in parents if unit in people.own or handed(unit)}


def _with_those_above(units: set[int], parents: dict[int, int | None]) -> set[int]:
    found: set[int] = set()
    for unit in units:
        at: int | None = unit
        while at is not None and at not in found:
            found.add(at)
            at = parents.get(at)
    return found


def _person_facts(people: _People) -> Iterable[PersonFact]:
    held = Counter(one for person in people.by_id.values() for one in person.critical)
    for pk, person in people.by_id.items():
        alone = tuple(word for one, word in person.critical.items() if held[one] == 1)
        yield PersonFact(
            pk,
            person.name,
            alone,
            tuple(sorted(person.called_for)),
            person.phone,
            person.confirmed,
        )


def _access(on: date) -> Iterator[AccessFact]:
    """Only what is sure: an empty directory is not an alarm for everybody who may act."""
    for unit, proposal in all_proposals(on=on).items():
        said = tuple(_sentence(step) for step in proposal.doable if step.sure)
        if said:
            yield AccessFact(unit, said)


def _sentence(step) -> str:
    if step.kind == "grant":
        return f"{step.name} is {step.because[:1].lower()}{step.because[1:]} and may not act for it"
    return f"{step.name} may act for it and {step.because}"
