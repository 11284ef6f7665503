"""What a department has that somebody can take over, kind by kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from common.words import count, day
from contacts.models import Assignment, Contact, Pathway
from dialogues.actions import handing_over as talks
from units.models import Asset, Dependency, Process, Stewardship, Unit, UnitObligation
from units.shares import Thing

# Of more than this nobody says one by one who gets what.
MOST_SINGLY = 120
# What was said in a talk that is kept to its people is handed over as well, and told to nobody by that.
KEPT_TALK = "A talk kept to those who take part"
KEPT_PROMISE = "A promise from a talk kept to those who took part"


@dataclass(frozen=True)
class Kind:
    """How a kind of thing is called, and what becomes of it where nobody takes it over."""

    heading: str
    one: str
    many: str
    ends: str


KINDS = {
    Thing.PARTS: Kind("Its open parts", "open part", "open parts", "move up"),
    Thing.PEOPLE: Kind("Its people", "person", "people", "belong to the department above"),
    Thing.DUTIES: Kind("Responsibilities", "responsibility", "responsibilities", "end on that day"),
    Thing.ACCESS: Kind(
        "Who may act for it", "person who may act for it", "people who may act for it", "act for nobody else by that"
    ),
    Thing.CALLS: Kind("Orders of calls", "order of calls", "orders of calls", "end"),
    Thing.ASSETS: Kind("What it cannot lose", "thing of value", "things of value", "stay on its page"),
    Thing.PROCESSES: Kind("Processes", "process", "processes", "stay on its page"),
    Thing.DEPENDENCIES: Kind("Dependencies", "dependency", "dependencies", "stay on its page"),
    Thing.OBLIGATIONS: Kind("What binds it", "obligation", "obligations", "stay on its page"),
    Thing.SERIES: Kind("Recurring talks", "recurring talk", "recurring talks", "go on without it, or end"),
    Thing.TALKS: Kind("Single talks ahead", "single talk ahead", "single talks ahead", "take place without it, or not"),
    Thing.PROMISES: Kind("Open promises", "open promise", "open promises", "go to the department above"),
    Thing.TOPICS: Kind("Wishes for the next talk", "wish", "wishes", "go to the department above"),
}  # fmt: skip


@dataclass(frozen=True)
class Group:
    """All a department has of one kind. `items` are (id, what it is); empty where they are too many to be named."""

    thing: Thing
    total: int
    items: list[tuple[int, str]]

    @property
    def kind(self) -> Kind:
        return KINDS[self.thing]

    @property
    def counted(self) -> str:
        return count(self.total, self.kind.one, self.kind.many)


def holdings(unit: Unit, *, on: date, at: datetime) -> list[Group]:
    """What there is, in the order of a department page. Of what there is none, nothing is said."""
    found = []
    for thing, (rows, said) in _rows(unit, on=on, at=at).items():
        some = list(rows[: MOST_SINGLY + 1])
        if not some:
            continue
        few = len(some) <= MOST_SINGLY
        total = len(some) if few else rows.count()
        found.append(Group(thing, total, [(row.pk, said(row)) for row in some] if few else []))
    return found


def _rows(unit: Unit, *, on: date, at: datetime) -> dict[Thing, tuple[QuerySet, Callable]]:
    running = Q(until__isnull=True) | Q(until__gt=on)
    duties = Assignment.objects.of_units().filter(running, unit=unit).select_related("contact", "function")
    depends = Dependency.objects.filter(Q(consumer=unit) | Q(provider=unit))
    depends = depends.select_related("consumer", "provider")
    return {
        Thing.PARTS: (Unit.objects.filter(parent=unit).current().order_by("name", "pk"), str),
        Thing.PEOPLE: (
            Contact.objects.filter(home_unit=unit).listed().here(on=on).order_by("name", "pk"),
            lambda row: f"{row.name}, {row.title}" if row.title else row.name,
        ),
        Thing.DUTIES: (duties.in_order(), lambda row: f"{row.function.name}: {row.contact.name}"),
        Thing.ACCESS: (
            Stewardship.objects.filter(unit=unit).select_related("user").order_by("user__name", "pk"),
            lambda row: row.user.name,
        ),
        Thing.CALLS: (
            Pathway.objects.filter(unit=unit).order_by("purpose"),
            lambda row: row.get_purpose_display(),
        ),
        Thing.ASSETS: (Asset.objects.filter(unit=unit).order_by("name", "pk"), str),
        Thing.PROCESSES: (Process.objects.filter(unit=unit).order_by("name", "pk"), str),
        Thing.DEPENDENCIES: (depends.order_by("pk"), _dependency),
        Thing.OBLIGATIONS: (
            UnitObligation.objects.filter(unit=unit)
            .select_related("obligation")
            .order_by("obligation__name"),
            lambda row: row.obligation.name,
        ),
        Thing.SERIES: (talks.upcoming_series(unit, on=on).order_by("name", "pk"), str),
        Thing.TALKS: (
            talks.single_talks(unit, at=at).order_by("starts_at", "pk"),
            lambda row: f"{KEPT_TALK if row.limited else row.title}, {day(row.starts_at, today=on)}",
        ),
        Thing.PROMISES: (
            talks.open_promises(unit).select_related("session").order_by("due_on", "pk"),
            lambda row: KEPT_PROMISE if row.session and row.session.limited else row.text,
        ),
        Thing.TOPICS: (talks.open_topics(unit).order_by("pk"), lambda row: row.text),
    }


def _dependency(row: Dependency) -> str:
    said = f"{row.consumer} needs {row.provider or row.provider_named}"
    return f"{said}: {row.flows}" if row.flows else said
