"""Who is hit next when a department is hit, and whom to call about it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from overview.actions.calls import open_calls
from overview.impact.facts import obligations, shared_things
from overview.impact.page import at_night, impact_of, latest_ticks, open_sheet, summary
from units.choices import Status
from units.doors import formerly, unit_or_404, units_coded


@require_safe
@requires("overview.view_impact")
def impact(request, code: str):
    if not units_coded(code).exists() and (unit := formerly(request.user, code)) is not None:
        return redirect("impact", unit.code)
    unit = unit_or_404(request.user, code)
    now = timezone.now()
    found = impact_of(unit, request.user, on=timezone.localdate(now))
    sheet = open_sheet(unit, request.user)
    ticks = latest_ticks(sheet, request.user) if sheet else {}
    for call in found.calls.everybody:
        call.tick = ticks.get(call.key)
    night = at_night(now)
    context = {
        "unit": unit,
        "found": found,
        "calls": found.calls,
        "sheet": sheet,
        "summary": summary(found, night=night),
        "night": night,
        "reached": sum(tick.outcome == tick.Outcome.REACHED for tick in ticks.values()),
        "may_tick": request.user.has_perm("overview.tick_calls") and unit.status != Status.CLOSED,
        "opens": found.reader.opens(unit.pk),
        "shared": shared_things(unit, found.reader),
        "bound": obligations({unit.pk, *(one.unit.pk for one in found.hits)}, found.reader),
        "next_key": next((call.key for call in found.calls.now if call.number and not call.tick), ""),
    }
    return render(request, "overview/impact/impact.html", context)


@requires("overview.tick_calls")
@require_POST
def call_sheet_open(request, code: str):
    unit = unit_or_404(request.user, code)
    if unit.status == Status.CLOSED:
        messages.info(request, f"{unit.name} is closed; nobody is called about it any more.")
        return redirect("impact", unit.code)
    sheet = open_calls(unit, at=timezone.now(), by=request.user)
    if sheet.opened_by_id != request.user.pk:
        messages.info(request, f"{sheet.opened_by} has begun to call already. You work on the same sheet.")
    return redirect(reverse("impact", args=[unit.code]) + "#call")
