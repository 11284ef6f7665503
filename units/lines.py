"""One department as a line of the list: what its cells read, without a model object.

Making objects of the department, its parent and its owner would take a third of the time of a page.
"""

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace

from django.db.models import BooleanField, F, QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse

from common.prepared import Prepared
from units.completeness import completeness_of, known_facts
from units.models import Unit

FIELDS = (
    "id", "code", "name", "kind", "parent_id", "status", "opened_on", "closed_on", "headcount", "annual_revenue",
    "strategic_importance", "exposure", "compliance_burden", "incident_history", "risk_appetite", "work_mode",
    "purpose", "security_view", "hurts_after", "owner_id", "risk_level", "depth", "depth_choice",
)  # fmt: skip


def lines_of(ids: list[int], *, hidden: set[str], today: date) -> list[SimpleNamespace]:
    """The units of these ids, which the caller found among those the person may see, in one query."""
    return list(
        dressed((SimpleNamespace(**row) for row in _LINES(ids=ids, on=today)), hidden=hidden, today=today)
    )


def _lines(*, ids: list[int], on: date) -> QuerySet:
    these = RawSQL("units_unit.id = ANY(%s)", [ids], output_field=BooleanField())
    return (
        Unit.objects.filter(these)
        .with_risk(on=on)
        .values(
            *FIELDS,
            "risk",
            pk=F("pk"),
            parent_name=F("parent__name"),
            owner_name=F("owner__name"),
            known=known_facts(),
        )
    )


_LINES = Prepared(_lines)


def dressed(units: Iterable, *, hidden: set[str], today: date):
    """Adds what cells read besides columns: address, day, completeness."""
    before, after = address_parts()
    for unit in units:
        unit.today = today
        unit.href = f"{before}{unit.code}{after}"
        unit.completeness = completeness_of(unit, known=unit.known, hidden=hidden)
        yield unit


def address_parts() -> tuple[str, str]:
    """What stands before and after the code in the address of a department."""
    before, after = reverse("department", args=["--"]).split("--")
    return before, after
