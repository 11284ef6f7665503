"""Risk × importance of the departments a filter lets through: how many stand where."""

from dataclasses import dataclass

from django.db.models import Count

from common import lists
from units.choices import RiskLevel
from units.lists import UnitList

STEPS = (1, 2, 3, 4, 5, None)


@dataclass
class Cell:
    """`heat` 0–4 grows with risk and importance together; 0 also where either is not known."""

    count: int
    href: str
    heat: int


@dataclass
class Row:
    label: str
    cells: list[Cell]


def matrix(listing: UnitList) -> list[Row]:
    """Rows from very high risk down to not known, columns from importance 1 to not known. One query."""
    counted = {
        (row["risk"], row["strategic_importance"]): row["count"]
        for row in listing.matching.values("risk", "strategic_importance")
        .annotate(count=Count("*"))
        .order_by()
    }
    return [
        Row(
            RiskLevel(risk).label if risk else "Not known",
            [
                Cell(counted.get((risk, step), 0), _href(listing, risk, step), _heat(risk, step))
                for step in STEPS
            ],
        )
        for risk in (5, 4, 3, 2, 1, None)
    ]


def _href(listing: UnitList, risk: int | None, importance: int | None) -> str:
    """The list of exactly the departments that a cell counts."""
    changes = {"risk": risk} if risk else {"risk_known": "0"}
    changes |= {"strategic_importance": importance} if importance else {"importance_known": "0"}
    names = ("view", "risk", "risk_known", "strategic_importance", "importance_known")
    return lists.without(listing.request.GET, *names, **changes)


def _heat(risk: int | None, importance: int | None) -> int:
    if risk is None or importance is None:
        return 0
    return max(0, min(4, (risk + importance - 2) // 2))
