"""Closing a department with its successor, and opening it again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import requires
from common.words import count
from overview import handing_over
from overview.actions.closing import close_department, open_parts, reopen_department
from overview.forms.closing import CloseForm, Parts, ReopenForm
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
        plan = [] if "again" in request.POST else _plan(unit, form, parts)
        return render(request, "overview/department_close.html", context | {"plan": plan})
    if not _closed(request, unit, form):
        return render(request, "overview/department_close.html", context, status=422)
    return redirect("department", unit.code)


def _parts_to(unit: Unit, form: CloseForm) -> Unit | None:
    said = form.cleaned_data
    return said["successors"][0] if said.get("parts") == Parts.SUCCESSOR else unit.parent


def _plan(unit: Unit, form: CloseForm, parts) -> list[str]:
    """What will happen, one sentence each."""
    said = form.cleaned_data
    heirs = [heir.name for heir in said["successors"]] + ([said["outside"]] if said["outside"] else [])
    plan = [f"{unit.name} is closed. It leaves the lists of open departments; its page and its record stay."]
    plan.append(
        f"Its page names {_listed(heirs)} as its successor{'s' if len(heirs) > 1 else ''}."
        if heirs
        else "Its page says that nobody took over."
    )
    total = parts.count()
    if total:
        to = _parts_to(unit, form)
        names = ", ".join(parts.order_by(Lower("name")).values_list("name", flat=True)[:PARTS_NAMED])
        more = f" and {total - PARTS_NAMED} more" if total > PARTS_NAMED else ""
        where = f"moves to {to.name}" if total == 1 else f"move to {to.name}"
        where = where if to else "stands at the top" if total == 1 else "stand at the top"
        plan.append(f"{count(total, 'open part')} {where}: {names}{more}.")
    plan += handing_over.plan(
        unit, list(said["successors"]), on=said["closed_on"], outside=bool(said["outside"])
    )
    plan.append("It can be opened again; what moved stays where it is then.")
    return plan


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _closed(request, unit: Unit, form: CloseForm) -> bool:
    said = form.cleaned_data
    try:
        close_department(
            unit,
            closed_on=said["closed_on"],
            successors=said["successors"],
            outside=said["outside"],
            move_parts=bool(said.get("parts")),
            parts_to=_parts_to(unit, form),
            by=request.user,
            reason=said["reason"],
        )
    except ValidationError as error:
        form.refuse(error)
        return False
    messages.success(request, f"{unit.name} is closed.")
    return True


@requires("units.close_unit")
def unit_reopen(request, code: str):
    unit = unit_or_404(request.user, code, lock=request.method == "POST")
    if unit.status != Status.CLOSED:
        messages.info(request, f"{unit.name} is open.")
        return redirect("department", unit.code)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_department(unit, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"{unit.name} is open again.")
            return redirect("department", unit.code)
    context = {"unit": unit, "form": form}
    return render(request, "overview/department_reopen.html", context, status=422 if form.errors else 200)
