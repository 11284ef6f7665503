"""Naming an obligation on a unit, and taking it off."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from accounts.access import requires
from common.htmx import vary_on_htmx, wants_part
from units.actions.obligations import bind, release
from units.doors import unit_or_404
from units.forms.obligations import BindForm
from units.models import UnitObligation
from units.views.answers import done


@vary_on_htmx
@requires("units.manage_obligations")
def bind_obligation(request, code: str):
    """A form inside the department page, or a page of its own."""
    unit = unit_or_404(request.user, code, lock=request.method == "POST")
    form = BindForm(request.POST if request.method == "POST" else None, unit=unit, user=request.user)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("obligation", "note", "reason")}
        if form.tried(lambda: bind(unit, **said, by=request.user)):
            obligation = said["obligation"]
            return done(
                request, unit, f"{obligation} binds {unit.name}.", "obligations", section="obligations"
            )
    part = wants_part(request, "bind-obligation")
    template = "units/_bind_obligation.html" if part else "units/bind_obligation.html"
    return render(request, template, {"form": form, "unit": unit}, status=422 if form.errors else 200)


@requires("units.manage_obligations")
@require_POST
def release_obligation(request, code: str, pk: int):
    unit = unit_or_404(request.user, code)
    rows = UnitObligation.objects.visible_to(request.user).select_related("unit", "obligation")
    bound = get_object_or_404(rows, pk=pk, unit=unit)
    release(bound, by=request.user, reason="Taken off on the department page")
    return done(
        request,
        unit,
        f"{bound.obligation} no longer binds {unit.name}.",
        "obligations",
        section="obligations",
    )
