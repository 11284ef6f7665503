"""Everybody whose engagement was noted, those furthest from what we hope for first. For the CISO's team alone."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.utils.text import capfirst

from contacts import engagement
from contacts.models import Assignment, Contact, Stance
from contacts.retention import STANCE_TERM
from units import tree


@dataclass(frozen=True)
class Reading:
    """The newest reading of one person, what they are responsible for, and the day on which it goes."""

    stance: Stance
    holds: str
    goes_on: date

    @property
    def gap(self) -> int | None:
        return None if self.stance.desired is None else self.stance.desired - self.stance.current

    @property
    def said(self) -> str:
        """The gap in words."""
        if self.gap is None:
            return "no hope noted"
        if self.gap <= 0:
            return "as hoped" if self.gap == 0 else "further than hoped"
        return f"{self.gap} step{'s' if self.gap > 1 else ''} short"


def goes_on(stance: Stance) -> date:
    """The first day by which the retention rule removes it."""
    year, month = divmod(stance.noted_on.year * 12 + stance.noted_on.month - 1 + STANCE_TERM.months, 12)
    day = min(stance.noted_on.day, calendar.monthrange(year, month + 1)[1])
    found = date(year, month + 1, day) + timedelta(days=STANCE_TERM.days)
    # 29 February: the rule counts back from a day that the shorter month has as well.
    while STANCE_TERM.before(found) < stance.noted_on:
        found += timedelta(days=1)
    return found


def readings(user, *, on: date, unit=None, function=None) -> QuerySet:
    """The newest of everybody who is still here; of one department and everything below, of one responsibility."""
    people = Contact.objects.visible_to(user).listed().here(on=on)
    if unit is not None:
        people = people.filter(home_unit__in=RawSQL(tree.BELOW, [unit.pk]))  # noqa: S611  constant SQL
    if function is not None:
        held = Assignment.objects.visible_to(user).current(on=on).filter(function=function)
        people = people.filter(pk__in=held.values("contact"))
    found = (
        engagement.newest(user)
        .filter(contact__in=people.values("pk"))
        .annotate(gap=F("desired") - F("current"))
    )
    return found.order_by(F("gap").desc(nulls_last=True), Lower("contact__name"), "contact_id")


def sums(found: QuerySet) -> dict:
    """How many people, how many of them short of what we hope for."""
    return found.order_by().aggregate(count=Count("pk"), short=Count("pk", filter=Q(gap__gt=0)))


def by_unit(found: QuerySet, most: int = 12) -> list[dict]:
    """Departments with most people short of what we hope for."""
    rows = found.order_by().exclude(contact__home_unit=None)
    rows = rows.values(name=F("contact__home_unit__name"), code=F("contact__home_unit__code"))
    rows = rows.annotate(count=Count("pk"), short=Count("pk", filter=Q(gap__gt=0))).filter(short__gt=0)
    return list(rows.order_by("-short", "name", "code")[:most])


def shown(stances: Iterable[Stance], user, *, on: date) -> list[Reading]:
    stances = list(stances)
    held: dict[int, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    rows = (
        Assignment.objects.visible_to(user)
        .current(on=on)
        .filter(contact__in=[one.contact_id for one in stances])
    )
    for row in rows.select_related("function", "unit").in_order():
        held[row.contact_id][row.unit.name][row.function.name.lower()] = None
    return [Reading(one, _holds(held[one.contact_id]), goes_on(one)) for one in stances]


def _holds(by_unit: dict[str, dict[str, None]]) -> str:
    """“Head, process owner of Marketing; deputy of Payroll”: each department once."""
    return capfirst("; ".join(f"{', '.join(words)} of {unit}" for unit, words in by_unit.items()))
