"""What one says of a department beside the map: what it is, what it needs, who needs it, whom to call first."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, Q
from django.db.models.functions import Lower
from django.http import Http404
from django.urls import NoReverseMatch, reverse

from accounts.audiences import hidden_fields, may_read
from contacts.call_finding import callable_units
from contacts.cards import Line, first_calls
from contacts.choices import Purpose
from units.choices import Classification, DependencyKind, Harm, Kind, RiskLevel, Status
from units.doors import units_coded
from units.models import Dependency, Unit
from units.models.dependency import CRITICAL

BOTH = "confirmed by both sides"
MOST_CALLED = 3
MOST_BESIDE = 100
_KINDS = dict(Kind.choices)
_FLOWS = dict(DependencyKind.choices)


@dataclass(frozen=True)
class Beside:
    """One dependency from the side of the department. `confirmed` is empty where the reader may not know."""

    name: str
    code: str
    kind: str
    flows: str
    critical: int | None
    confirmed: str
    one_sided: bool
    fallback: str

    @property
    def mark(self) -> str:
        """A full circle for both sides, a half one for one side; one side alarms where it is critical."""
        if self.confirmed == BOTH:
            return "mk-kept"
        if not self.one_sided:
            return ""
        return "mk-harm" if (self.critical or 0) >= CRITICAL else "mk-half"


@dataclass(frozen=True)
class Side:
    """What it needs, or who needs it: the first of them, and how many there are."""

    rows: list[Beside]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.rows)


class Panel:
    """Raises Http404 where the reader may not know of the department."""

    def __init__(self, user, code: str, *, on: date):
        self.user, self.on = user, on
        self.unit, self.own = _unit_or_404(user, code)
        self.hidden = hidden_fields(user, Unit)
        self.sides = may_read(user, Dependency, "consumer_confirmed_at")
        self.words = may_read(user, Dependency, "flows")
        self.needs = self._side("consumer", "provider")
        self.needed_by = self._side("provider", "consumer")

    def _side(self, own: str, other: str) -> Side:
        """Dependencies in which the department is `own`, the most critical first; those on closed ones are left out."""
        rows = Dependency.objects.visible_to(self.user).filter(**{own: self.unit})
        rows = rows.filter(Q(**{other: None}) | ~Q(**{f"{other}__status": Status.CLOSED}))
        first = F("criticality").desc(nulls_last=True), Lower(f"{other}__name"), "kind", "pk"
        found = list(rows.select_related("consumer", "provider").order_by(*first)[: MOST_BESIDE + 1])
        number = len(found) if len(found) <= MOST_BESIDE else rows.order_by().count()
        return Side([self._beside(row, getattr(row, other)) for row in found[:MOST_BESIDE]], number)

    def _beside(self, row: Dependency, other: Unit | None) -> Beside:
        flows = row.flows if self.words else ""
        if flows and row.classification:
            flows = f"{flows}, {Classification(row.classification).label.lower()}"
        one_sided = bool(row.consumer_confirmed_at) != bool(row.provider_confirmed_at)
        name, code = (other.name, other.code) if other else (row.provider_named, "")
        return Beside(
            name,
            code,
            _FLOWS[row.kind],
            flows,
            row.criticality,
            self._confirmed(row),
            one_sided,
            row.fallback,
        )

    def _confirmed(self, row: Dependency) -> str:
        if not self.sides:
            return ""
        waiting = [
            side
            for side, at in (
                (row.consumer.name, row.consumer_confirmed_at),
                (row.provider.name if row.provider else row.provider_named, row.provider_confirmed_at),
            )
            if not at
        ]
        return f"not yet confirmed by {' and '.join(waiting)}" if waiting else BOTH

    @property
    def kind(self) -> str:
        return _KINDS.get(self.unit.kind, "")

    @property
    def facts(self) -> list[tuple[str, str, int]]:
        """(label, words, level of risk or 0) of what the reader may know."""
        if not self.own:
            return []
        unit = self.unit
        risk, harm, importance = unit.risk_on(self.on), unit.worst_impact, unit.strategic_importance
        said = [
            ("Risk", "risk_level", RiskLevel(risk).label if risk else "", risk or 0),
            ("Importance", "strategic_importance", f"{importance} of 5" if importance else "", 0),
            ("Worst impact", "worst_impact", Harm(harm).label if harm is not None else "", 0),
            ("People", "headcount", f"{unit.headcount:,}" if unit.headcount is not None else "", 0),
        ]  # fmt: skip
        return [
            (label, words or "not known yet", level)
            for label, field, words, level in said
            if field not in self.hidden
        ]

    @cached_property
    def first_call(self):
        """Whom to call first in an incident, and next: of a neighbour that is all of its card that one sees."""
        return first_calls([self.unit], Purpose.INCIDENT, on=self.on, most=MOST_CALLED)[0]

    @property
    def calls(self) -> list[tuple[Line, str]]:
        """(line, why): for whom somebody of another department answers besides is not for a neighbour to know."""
        first = self.first_call
        lines = [first.line, *first.others] if first.line else []
        return [(line, line.why if self.own else "") for line in lines]

    @property
    def ways(self) -> list[tuple[str, str]]:
        """(words, address) of where one goes from here."""
        code, found = self.unit.code, []
        if self.own:
            found.append(("Who is hit next", _address("impact", code)))
        if callable_units(self.user).filter(pk=self.unit.pk).exists():
            found.append(("Who to call", _address("call:card", code)))
        if self.own and self.user.has_perm("overview.view_department"):
            found.append(("Department page", _address("department", code)))
        return [(words, href) for words, href in found if href]


def _address(name: str, code: str) -> str:
    try:
        return reverse(name, args=[code])
    except NoReverseMatch:
        return ""


def _unit_or_404(user, code: str) -> tuple[Unit, bool]:
    """The open department of that code, and whether it is one of theirs; else it is a direct neighbour."""
    unit = units_coded(code).current().select_related("owner", "owner_cover").first()
    if unit is None:
        raise Http404("No such department.")
    if Unit.objects.visible_to(user).filter(pk=unit.pk).exists():
        return unit, True
    beside = Q(consumer=unit) | Q(provider=unit)
    if Dependency.objects.visible_to(user).filter(beside).exists():
        return unit, False
    raise Http404("No such department.")
