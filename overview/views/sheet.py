"""The workshop sheet of one department: filled in on the screen, or taken along on paper."""

import zlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.audiences import hidden_fields
from overview.actions.sheet import Refused, save_sheet
from overview.sheet import paper
from overview.sheet.sheet import Sheet
from units.choices import Depth, Status
from units.completeness import completeness_of, known_facts
from units.depth import minutes
from units.doors import unit_or_404
from units.models import Unit


@requires("units.change_value")
def unit_sheet(request, code: str):
    """Everything the record depth asks for on one page; sent, it is written in one go."""
    unit = unit_or_404(request.user, code, lock=request.method == "POST")
    if unit.status == Status.CLOSED:
        messages.info(request, f"{unit.name} is closed; nobody fills in its sheet any more.")
        return redirect("department", unit.code)
    sheet = _sheet(request, unit)
    if request.method != "POST":
        return _show(request, sheet)
    if sheet.is_valid():
        try:
            save_sheet(sheet, by=request.user, at=timezone.now())
        except Refused:
            return _show(request, sheet, status=409)
        messages.success(request, f"Saved. This is what we know of {unit.name} now.")
        return redirect(f"{reverse('unit_sheet', args=[unit.code])}?saved=1{_depth(request, '&')}")
    return _show(request, sheet, status=422)


@require_safe
@requires("units.change_value")
def unit_sheet_pdf(request, code: str):
    """The same to write on by hand."""
    unit = unit_or_404(request.user, code)
    answer = HttpResponse(paper.written(_sheet(request, unit)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{unit.code}-sheet.pdf"'
    return answer


def _sheet(request, unit: Unit) -> Sheet:
    data = request.POST if request.method == "POST" else None
    return Sheet(unit, request.user, timezone.localdate(), request.GET.get("depth", ""), data)


def _depth(request, lead: str) -> str:
    asked = request.GET.get("depth", "")
    return f"{lead}depth={asked}" if asked in Depth.values else ""


def _show(request, sheet: Sheet, status=200):
    hidden = hidden_fields(request.user, Unit)
    facts = (
        Unit.objects.visible_to(request.user)
        .filter(pk=sheet.unit.pk)
        .values_list(known_facts(), flat=True)[0]
    )
    found = completeness_of(sheet.unit, known=facts, hidden=hidden)
    context = {
        "unit": sheet.unit,
        "sheet": sheet,
        "form": sheet.form,
        "found": found,
        "minutes": minutes(found.missing),
        "depths": _depths(request, sheet),
        "paper": reverse("unit_sheet_pdf", args=[sheet.unit.code]) + _depth(request, "?"),
        "saved": "saved" in request.GET,
        "token": f"{zlib.crc32(_versions(sheet).encode()):x}",
    }
    return render(request, "overview/sheet/sheet.html", context, status=status)


def _depths(request, sheet: Sheet) -> list[dict]:
    page = reverse("unit_sheet", args=[sheet.unit.code])
    return [
        {"label": label, "href": f"{page}?depth={depth}", "current": depth == sheet.depth}
        for depth, label in Depth.choices
    ]


def _versions(sheet: Sheet) -> str:
    """Changes with every save of what stands on the sheet: a draft kept in the browser is older, then."""
    rows = [*sheet.jewels_known, *(sheet.processes_known if sheet.whole else ())]
    seen = [sheet.form.initial["unit_revision"], sheet.form.initial["deputy_was"], *sheet.needs_known]
    return repr([*seen, *((row.pk, row.revision) for row in rows)])
