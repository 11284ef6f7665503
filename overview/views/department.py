"""The department page. What it shows is decided in `overview.department`."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.htmx import vary_on_htmx, wants_part
from common.past import past_days
from overview.department import editing, sections
from overview.department.facts import Department, find_unit
from overview.department.inventory import ending
from overview.department.reader import Reader
from overview.department.record import depth_word
from units.doors import formerly


@require_safe
@vary_on_htmx
@requires("overview.view_department")
@past_days
def department(request, code: str):
    """The page of one department, or for htmx one of its sections. `?share=1` is the form that may be projected."""
    today = asof.day()
    unit = find_unit(request.user, code, on=today)
    if request.no_such_day or (unit is None and request.as_of):
        return _past(request, code)
    if unit is None or unit.code != code:
        return _elsewhere(request, unit or formerly(request.user, code))
    seen = Department(unit, Reader(request.user, today, share=request.GET.get("share") == "1"))
    context = {"unit": unit, "department": seen, "reader": seen.reader}
    section = sections.SECTIONS.get(request.headers.get("HX-Target", ""))
    if section is not None and wants_part(request, section.id):
        seen.reread = True
        shown = _shown(request, section, seen)
        return render(request, "overview/department/_section.html", {**context, "shown": shown})
    context |= {"bands": sections.page(seen), "depth": depth_word(seen), "ending": ending(seen)}
    return render(request, "overview/department/department.html", context)


def _shown(request, section, seen: Department):
    """To write in where that is asked for and allowed, otherwise to read."""
    writes = section.id == sections.VALUE.id and editing.asked(request)
    shown = editing.shown(seen, request) if writes else None
    shown = shown or sections.shown(section, seen)
    if shown is None:
        raise Http404("This department has no such section for you.")
    return shown


def _past(request, code: str):
    """The history of the department says what is wrong with a day that is none, or on which it was not yet known."""
    answer = redirect("unit_history", code)
    answer.headers["Location"] += f"?{urlencode({'as_of': request.GET['as_of']})}"
    return answer


def _elsewhere(request, unit):
    """To the address of a unit that was asked for in another spelling, or by a code it had before."""
    if unit is None:
        raise Http404("No such department.")
    answer = redirect("department", unit.code)
    if query := request.META.get("QUERY_STRING"):
        answer.headers["Location"] += f"?{query}"
    return answer
