"""Everything one department cannot afford to lose, on one page: quick to read, quick to fill in."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.audiences import hidden_fields
from common import asof
from common.htmx import vary_on_htmx, wants_part
from common.past import past_days
from units import impact
from units.actions import change_unit
from units.completeness import depth_for
from units.dependency_rows import buttons, dependency_row
from units.depth import FULL, LIGHT
from units.doors import unit_or_404
from units.forms.unit_value import HurtsForm
from units.models import Dependency, Unit
from units.standing import CONSUMER, PROVIDER
from units.value_facts import UnitValue
from units.versions import revision_for
from units.views import assets
from units.views.value_tables import tables


@dataclass(frozen=True)
class Part:
    """A section of the page that reads itself again when what it shows has changed."""

    id: str
    template: str


PARTS = (
    Part("impact", "units/_value_impact.html"),
    Part("value-facts", "units/_value_facts.html"),
    Part("suggested", "units/_value_suggested.html"),
)


@require_safe
@vary_on_htmx
@requires("units.view_unit")
@past_days
def unit_value(request, code: str):
    unit = unit_or_404(request.user, code)
    value = UnitValue(unit, request.user, today=asof.day())
    context = _context(request, unit, value)
    part = next((part for part in PARTS if wants_part(request, part.id)), None)
    if part is not None:
        return render(request, part.template, context)
    return render(request, "units/unit_value.html", context | _tables(request, unit, value))


def _context(request, unit: Unit, value: UnitValue) -> dict:
    user, depth = request.user, depth_for(unit, hidden_fields(request.user, Unit))
    change = user.has_perm("units.change_value")
    hurts = HurtsForm(initial={"hurts_after": unit.hurts_after}, revision=revision_for(user, unit))
    return {
        "unit": unit,
        "value": value,
        "worst": value.worst,
        "buckets": impact.BUCKETS,
        "depth": depth,
        "light": depth == LIGHT,
        "full": depth == FULL,
        "change": change,
        "hurts": hurts if change else None,
        "binds": user.has_perm("units.manage_obligations"),
        "team": user.has_perm("units.compare_units"),
    }


def _tables(request, unit: Unit, value: UnitValue) -> dict:
    return tables(request.user, unit, value) | {
        "needs_rows": _sides(request, value, value.needs, CONSUMER),
        "needed_rows": _sides(request, value, value.needed_by, PROVIDER),
    }


def _sides(request, value: UnitValue, rows: list[Dependency], mine: str) -> list:
    """Whoever confirms does so here for this department; for the other side on the other side's page."""
    user = request.user
    sides = [mine] if user.has_perm("units.confirm_dependency") else []
    change, team = user.has_perm("units.change_value"), user.has_perm("units.view_every_unit")
    for row in rows:
        row.today = value.today
    return [dependency_row(row, mine, change=change, button=buttons(row, sides, team=team)) for row in rows]


@requires("units.change_value")
@require_POST
def unit_hurts(request, code: str):
    """When it starts to hurt."""
    unit = unit_or_404(request.user, code, lock=True)
    back = redirect(reverse("unit_value", args=[code]))
    form = HurtsForm(request.POST)
    revision = revision_for(request.user, unit)
    if not form.is_valid():
        messages.error(request, "Choose one of the times in the list.")
    elif form.is_stale(revision) and unit.hurts_after != form.cleaned_data["hurts_after"]:
        messages.warning(request, f"Somebody changed {unit} meanwhile. Please look again, then save.")
    else:
        said = form.cleaned_data["hurts_after"]
        change_unit(unit, values={"hurts_after": said}, by=request.user, reason=assets.page_reason(unit))
        messages.success(request, "When it starts to hurt is saved.")
    return back
