"""Closing a department with its successor, and opening it again."""

from django.contrib import messages
from django.db.models.functions import Lower
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import requires
from overview.actions.closing import (
    close_department,
    closed_by,
    closing_plan,
    open_parts,
    reopen_department,
)
from overview.forms.closing import CloseForm, Parts, ReopenForm
from overview.reorganising.preview import sentences
from units.choices import Status
from units.doors import unit_or_404
from units.models import Unit
from units.versions import revision_for

PARTS_NAMED = 20


@requires("units.close_unit")
def unit_close(request, code: str):
    """First what is to happen is said in full; only a second press of the button closes."""
    unit = unit_or_404(request.user, code, lock=request.method == "POST")
    if unit.status == Status.CLOSED:
        messages.info(request, f"{unit.name} is closed already.")
        return redirect("department", unit.code)
    parts = open_parts(unit).visible_to(request.user)
    form = CloseForm(
        request.POST if request.method == "POST" else None,
        unit=unit,
        user=request.user,
        today=timezone.localdate(),
        open_parts=parts.count(),
    )
    context = {
        "unit": unit,
        "form": form,
        "parts": parts.order_by(Lower("name"))[:PARTS_NAMED],
        "total": parts.count(),
    }
    if request.method != "POST":
        return render(request, "overview/department_close.html", context)
    revision = revision_for(request.user, unit)
    if form.is_stale(revision):
        form.add_error(
            None,
            f"Somebody changed {unit.name} since you opened this page. What you wrote is kept; look again.",
        )
        form.data = form.data.copy()
        form.data[form.add_prefix("revision")] = str(revision)
        return render(request, "overview/department_close.html", context, status=409)
    if not form.is_valid():
        return render(request, "overview/department_close.html", context, status=422)
    if "sure" not in request.POST:
        plan = [] if "again" in request.POST else _plan(unit, form)
        return render(request, "overview/department_close.html", context | {"plan": plan})
    if not _closed(request, unit, form):
        return render(request, "overview/department_close.html", context, status=422)
    return redirect("department", unit.code)


def _said(form: CloseForm) -> dict:
    said = form.cleaned_data
    return {
        "successors": list(said["successors"]),
        "outside": said["outside"],
        "parts_to_successor": said.get("parts") == Parts.SUCCESSOR,
    }


def _plan(unit: Unit, form: CloseForm) -> list[str]:
    """What will happen, one sentence each."""
    said = _said(form)
    kind, plan = closing_plan(
        unit, said["successors"], said["outside"], parts_to_successor=said["parts_to_successor"]
    )
    told = sentences(kind, plan, on=form.cleaned_data["closed_on"], at=timezone.now())
    return [*told, "It can be opened again; what moved stays where it is then."]


def _closed(request, unit: Unit, form: CloseForm) -> bool:
    done = form.tried(
        lambda: close_department(
            unit,
            closed_on=form.cleaned_data["closed_on"],
            **_said(form),
            by=request.user,
            at=timezone.now(),
            today=timezone.localdate(),
            reason=form.cleaned_data["reason"],
        )
    )
    if done:
        messages.success(request, f"{unit.name} is closed.")
    return done


@requires("units.close_unit")
def unit_reopen(request, code: str):
    unit = unit_or_404(request.user, code, lock=request.method == "POST")
    if unit.status != Status.CLOSED:
        messages.info(request, f"{unit.name} is open.")
        return redirect("department", unit.code)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    reopened = (
        request.method == "POST"
        and form.is_valid()
        and form.tried(lambda: reopen_department(unit, by=request.user, reason=form.cleaned_data["reason"]))
    )
    if reopened:
        messages.success(request, f"{unit.name} is open again.")
        return redirect("department", unit.code)
    context = {"unit": unit, "form": form, "event": closed_by(unit, request.user)}
    return render(request, "overview/department_reopen.html", context, status=422 if form.errors else 200)
