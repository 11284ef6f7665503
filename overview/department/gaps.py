"""What is left to settle about the department, for the team alone."""

from dataclasses import dataclass

from django.db.models import F, Value

from overview.department.facts import Department
from overview.gaps import shelf
from overview.gaps.addresses import step_of
from overview.gaps.facts import SEVERITIES
from overview.models import GapAssignment, GapDismissal

SHOWN = 8


@dataclass(frozen=True)
class ToSettle:
    what: str
    because: str
    severity: int
    word: str
    href: str
    step: str
    who: str


def gaps(department: Department) -> dict | None:
    """As they were worked out last; where that is not known, or something on the page changed, by a request of their
    own, so that the page need not wait."""
    reader, unit = department.reader, department.unit
    if not reader.may("overview.view_gaps"):
        return None
    if department.reread:
        own = [gap for gap in shelf.fresh(on=reader.today) if gap.unit == unit.pk]
    else:
        own = shelf.of_unit(unit.pk, on=reader.today)
    if own is None:
        return {"waiting": True}
    decided = _decided(department) if own else {}
    left = [gap for gap in own if decided.get(gap.key, "") is not None]
    rows = [
        ToSettle(
            gap.what, gap.because, gap.severity, SEVERITIES[gap.severity],
            *step_of(gap.to, gap.ref, gap.step, unit.code, reader.user), decided.get(gap.key, ""),
        )
        for gap in left[:SHOWN]
    ]  # fmt: skip
    return {"rows": rows, "total": len(left), "staying": len(own) - len(left), "more": len(left) - len(rows)}


def _decided(department: Department) -> dict[str, str | None]:
    """Who takes care of each gap; None where it may stay for now. One query."""
    user, unit = department.reader.user, department.unit
    with_whom = GapAssignment.objects.visible_to(user).filter(unit=unit).order_by()
    stays = (
        GapDismissal.objects.visible_to(user).holding(on=department.reader.today).filter(unit=unit).order_by()
    )
    rows = with_whom.values_list("key", F("assignee__name"), Value(0)).union(
        stays.values_list("key", Value(""), Value(1))
    )
    return {key: None if staying else name for key, name, staying in sorted(rows, key=lambda row: row[2])}
