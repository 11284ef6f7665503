"""A call sheet in use: its timeline, ticking, ending, and the incident it becomes."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common.htmx import vary_on_htmx, wants_part
from common.past import past_days
from overview.actions.calls import LONGEST_NOTE, Ended, Said, attach, close_calls, make_incident, tick
from overview.forms.calls import IncidentOfCallsForm
from overview.impact.callees import named
from overview.impact.page import latest_ticks
from overview.models import CallSheet, CallTick
from units.models import Incident


def sheet_or_404(user, pk: int) -> CallSheet:
    rows = CallSheet.objects.visible_to(user).select_related("unit", "opened_by", "closed_by")
    return get_object_or_404(rows, pk=pk)


@require_safe
@vary_on_htmx
@requires("overview.view_impact")
@past_days
def call_sheet(request, pk: int):
    """The timeline; for the page that is ticked on, what changed there meanwhile."""
    sheet = sheet_or_404(request.user, pk)
    if wants_part(request, "call-ticks"):
        return _ticks(request, sheet)
    rows = CallTick.objects.visible_to(request.user).filter(sheet=sheet)
    rows = rows.select_related("contact", "colleague", "ticked_by", "unit").order_by("ticked_at", "pk")
    context = {
        "sheet": sheet,
        "ticks": list(rows),
        "incident": Incident.objects.visible_to(request.user).filter(pk=sheet.incident_id).first(),
        "may_tick": request.user.has_perm("overview.tick_calls"),
        "may_record": request.user.has_perm("units.record_incident"),
    }
    return render(request, "overview/impact/call_sheet.html", context)


def _ticks(request, sheet: CallSheet):
    ticks = latest_ticks(sheet, request.user)
    reached = sum(one.outcome == one.Outcome.REACHED for one in ticks.values())
    context = {"sheet": sheet, "ticks": ticks, "reached": reached, "swapped": True}
    return render(request, "overview/impact/_ticks.html", context)


@requires("overview.tick_calls")
@require_POST
def call_tick(request, pk: int):
    """Says what came of one call. The page sends it again until it knows that it arrived."""
    sheet = sheet_or_404(request.user, pk)
    said = _said(request, sheet)
    try:
        made = tick(sheet, said, at=timezone.now(), by=request.user)
    except Ended:
        return _refused(request, sheet, "These calls were ended; nothing was noted.", status=409)
    except ValidationError as error:
        return _refused(request, sheet, " ".join(error.messages), status=422)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(status=204)
    messages.success(request, f"{made}. Noted.")
    return redirect(reverse("impact", args=[sheet.unit.code]) + "#call")


def _refused(request, sheet: CallSheet, text: str, *, status: int):
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    messages.error(request, text)
    return redirect(reverse("impact", args=[sheet.unit.code]))


def _said(request, sheet: CallSheet) -> Said:
    sent = request.POST
    unit, contact, colleague = named(request.user, sheet, sent, on=timezone.localdate())
    outcome = sent.get("outcome", "")
    if outcome not in CallTick.Outcome.values:
        raise Http404("No such outcome.")
    return Said(
        unit, outcome, _token(sent.get("token", "")), contact, colleague,
        sent.get("note", "").replace("\0", " ").strip()[:LONGEST_NOTE], _moment(sent.get("at", "")),
    )  # fmt: skip


def _token(text: str) -> uuid.UUID:
    """That of the page; one of our own where it sent none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text[:40])
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None


@requires("overview.tick_calls")
@require_POST
def call_sheet_close(request, pk: int):
    sheet = close_calls(sheet_or_404(request.user, pk), at=timezone.now(), by=request.user)
    messages.success(request, "The calls are ended. What came of them stays here.")
    return redirect("call_sheet", sheet.pk)


@requires("units.record_incident")
def call_sheet_incident(request, pk: int):
    """The calls become the timeline of an incident: of one that is recorded already, or of a new one."""
    sheet = sheet_or_404(request.user, pk)
    form = IncidentOfCallsForm(
        request.POST if request.method == "POST" else None, user=request.user, sheet=sheet,
        today=timezone.localdate(),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if said["incident"] is not None:
            attach(sheet, said["incident"], by=request.user, reason=f"Calls about {sheet.unit}")
            incident = said["incident"]
        else:
            new = Incident(title=said["title"], severity=said["severity"], occurred_on=said["occurred_on"])
            incident = make_incident(sheet, new, by=request.user, reason=f"Calls about {sheet.unit}")
        messages.success(request, "The calls are the timeline of this incident now.")
        return redirect("incident", incident.pk)
    context = {"sheet": sheet, "form": form}
    return render(
        request, "overview/impact/call_sheet_incident.html", context, status=422 if form.errors else 200
    )


@require_safe
@vary_on_htmx
@requires("units.view_incident")
@past_days
def incident_calls(request, pk: int):
    """Whom somebody called about an incident, and when."""
    incident = get_object_or_404(Incident.objects.visible_to(request.user), pk=pk)
    sheets = CallSheet.objects.visible_to(request.user).filter(incident=incident).select_related("unit")
    rows = CallTick.objects.visible_to(request.user).filter(sheet__in=sheets)
    rows = rows.select_related("contact", "colleague", "ticked_by", "unit").order_by("ticked_at", "pk")
    context = {"incident": incident, "sheets": list(sheets.order_by("opened_at")), "ticks": list(rows)}
    part = wants_part(request, "_incident_calls")
    return render(
        request,
        "overview/impact/_incident_calls.html" if part else "overview/impact/incident_calls.html",
        context,
    )
