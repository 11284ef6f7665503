"""The departments a filter lets through, counted: by kind, risk, importance, where they work, whom they belong to.

Each bar leads to the list of exactly the departments it counts. Whoever may not read a field gets no chart of it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Sum

from common import lists
from units.branch_sums import by_branch
from units.choices import Appetite, Kind, RiskLevel, Scale, Status, WorkMode
from units.completeness import incomplete
from units.filters import NOT_KNOWN
from units.lists import UnitList

PEOPLE, DEPARTMENTS = "people", "departments"
OWNERS_SHOWN = 10
NOBODY = "Nobody named yet"


@dataclass(frozen=True)
class Bar:
    """`href` is empty where no condition of the list says just this."""

    label: str
    count: int
    people: int
    href: str = ""


@dataclass(frozen=True)
class Chart:
    """`measure` says which of its two numbers the picture shows."""

    name: str
    title: str
    bars: list[Bar]
    fact: str = ""
    measure: str = DEPARTMENTS
    team: bool = False

    @property
    def size(self) -> int:
        """Steps of height for the picture, 2–12."""
        return max(2, min(12, len(self.bars)))


@dataclass(frozen=True)
class Scheme:
    """How one field is shown: its values in order, what is asked for a value, and for where it is not known."""

    name: str
    title: str
    labels: dict
    unknown: dict = field(default_factory=dict)
    about: str = ""
    team: bool = False


SCHEMES = (
    Scheme("kind", "By kind", dict(Kind.choices), {"kind": NOT_KNOWN}),
    Scheme("risk", "By risk", dict(reversed(RiskLevel.choices)), {"risk_known": "0"}, about="risk_level"),
    Scheme(
        "strategic_importance", "By importance", dict(reversed(Scale.choices)), {"importance_known": "0"}, team=True
    ),
    Scheme("status", "Planned, active, closed", dict(Status.choices)),
    Scheme("work_mode", "Where people work", dict(WorkMode.choices), {"work_mode": NOT_KNOWN}),
    Scheme("risk_appetite", "Willingness to take risks", dict(Appetite.choices), {"risk_appetite": NOT_KNOWN}),
)  # fmt: skip


def charts(listing: UnitList, *, compare: bool) -> list[Chart]:
    """All charts this person may have. `compare` adds who of ours looks after how many."""
    schemes = [one for one in SCHEMES if (one.about or one.name) not in listing.hidden]
    names = [one.name for one in schemes] + (["owner", "owner__name"] if compare else [])
    # One question for all of them: as many rows as there are different combinations.
    rows = list(listing.matching.values(*names).annotate(n=Count("pk"), people=Sum("headcount")).order_by())
    by_field = [Chart(one.name, one.title, _bars(listing, one, rows), team=one.team) for one in schemes]
    found = [by_field[0], _branches(listing), *by_field[1:], _record(listing)]
    if compare:
        found.insert(4, Chart("owner", "By our owner", _owners(listing, rows), team=True))
    return [chart for chart in found if chart.bars]


def _summed(rows: Iterable[dict], key) -> tuple[Counter, Counter]:
    """({value: departments}, {value: people})."""
    departments, people = Counter(), Counter()
    for row in rows:
        departments[key(row)] += row["n"]
        people[key(row)] += row["people"] or 0
    return departments, people


def _bars(listing: UnitList, scheme: Scheme, rows: list[dict]) -> list[Bar]:
    departments, people = _summed(rows, lambda row: row[scheme.name] or None)
    bars = [
        Bar(str(label), departments[value], people[value], _href(listing, scheme, {scheme.name: value}))
        for value, label in scheme.labels.items()
        if departments[value]
    ]
    if departments[None]:
        href = _href(listing, scheme, scheme.unknown) if scheme.unknown else ""
        bars.append(Bar("Not known yet", departments[None], people[None], href))
    return bars


def _href(listing: UnitList, scheme: Scheme, changes: dict) -> str:
    return lists.without(listing.request.GET, "view", scheme.name, *scheme.unknown, **changes)


def _owners(listing: UnitList, rows: list[dict]) -> list[Bar]:
    departments, people = _summed(rows, lambda row: (row["owner"], row["owner__name"]))
    ranked = sorted(departments, key=lambda one: (one[0] is None, -departments[one], str(one[1])))
    named = [one for one in ranked if one[0] is not None]
    shown = named[:OWNERS_SHOWN] + [one for one in ranked if one[0] is None]
    bars = [
        Bar(
            name or NOBODY, departments[pk, name], people[pk, name],
            lists.without(listing.request.GET, "view", "owner", owner=pk or "none"),
        )
        for pk, name in shown
    ]  # fmt: skip
    if rest := named[OWNERS_SHOWN:]:
        others = sum(departments[one] for one in rest), sum(people[one] for one in rest)
        bars.append(Bar(f"{len(rest)} others", *others))
    return bars


def _branches(listing: UnitList) -> Chart:
    below = listing.request.GET.get("below", "")
    bars = [
        Bar(one.name, one.departments, one.people, "" if one.alone else _below(listing, one.code))
        for one in by_branch(listing, below)
    ]
    return Chart("branch", "People by branch", bars, "each with everything below it", measure=PEOPLE)


def _below(listing: UnitList, code: str) -> str:
    return lists.without(listing.request.GET, "view", "below", below=code)


def _record(listing: UnitList) -> Chart:
    """Of those that are not closed: whether something is missing that their depth asks for."""
    current = listing.matching.current()
    lacking = current.filter(pk__in=current.filter(incomplete(listing.hidden)).values("pk")).aggregate(
        n=Count("pk"), people=Sum("headcount")
    )
    whole = current.aggregate(n=Count("pk"), people=Sum("headcount"))
    bars = []
    for label, value, n, people in (
        (
            "Nothing is missing",
            "0",
            whole["n"] - lacking["n"],
            (whole["people"] or 0) - (lacking["people"] or 0),
        ),
        ("Something is missing", "1", lacking["n"], lacking["people"] or 0),
    ):
        if n:
            href = lists.without(listing.request.GET, "view", "incomplete", incomplete=value)
            bars.append(Bar(label, n, people, href))
    return Chart("record", "The record", bars, "of those that are not closed")
