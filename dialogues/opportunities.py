"""Themes that came up in two departments or more: a reason to bring them together."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from dialogues.models import Insight, InsightTheme
from units.models import Unit

ENOUGH = 2
MOST_UNITS = 12


@dataclass(frozen=True)
class Opportunity:
    """A theme, and the departments in which it came up, as far as the reader may know."""

    theme: str
    units: list[Unit]
    times: int
    last_on: date

    @property
    def codes(self) -> str:
        return ",".join(unit.code for unit in self.units[:MOST_UNITS])


def opportunities(user, *, theme: str = "", most: int = 8) -> list[Opportunity]:
    """Those heard in the most departments first, then the latest. Two queries."""
    links = InsightTheme.objects.filter(insight__in=Insight.objects.visible_to(user).values("pk"))
    if theme:
        links = links.filter(theme__name__iexact=theme)
    found = (
        links.values("theme__name")
        .annotate(
            units=Count("insight__unit", distinct=True), times=Count("pk"), last=Max("insight__heard_on")
        )
        .filter(units__gte=ENOUGH)
        .order_by("-units", "-last", "theme__name")[:most]
    )
    found = list(found)
    units = defaultdict(list)
    rows = Unit.objects.filter(
        insights__theme_links__in=links.filter(theme__name__in=[row["theme__name"] for row in found])
    )
    names = (
        rows.values_list("insights__theme_links__theme__name", "pk", "code", "name")
        .order_by("name", "pk")
        .distinct()
    )
    for name, pk, code, called in names:
        units[name].append(Unit(pk=pk, code=code, name=called))
    return [
        Opportunity(row["theme__name"], units[row["theme__name"]], row["times"], row["last"]) for row in found
    ]
