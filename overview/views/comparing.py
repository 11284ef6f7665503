"""Two days of the record beside each other: of everything, of a branch, of one department."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof, downloads, lists
from overview.comparing import days, lines
from overview.comparing.asked import DAYS, PARTS, Asked
from overview.comparing.comparison import Comparison


@require_safe
@requires("overview.view_record")
def compare_days(request):
    """What is there for two days; where none are chosen, which ones are worth a look."""
    asked = Asked(request.GET, request.user)
    context = {"asked": asked, "form": asked.form, "part": lists.kept(request.GET, *DAYS, *_asked_in(asked))}
    if asked.days is None:
        today = asof.today()
        context["picks"] = days.picks(request.user, today=today)
        context["busy"] = days.busy(request.user, today=today, unit=None if asked.below else asked.unit)
        context["keep"] = _part(request)
    else:
        comparison = Comparison(asked)
        page = comparison.page(lists.page_number(request.GET, asked.problems))
        context |= {
            "comparison": comparison,
            "page": page,
            "groups": lines.groups(comparison, page.rows),
            "counted": _counted(request, comparison),
            "late": lists.without(request.GET, "change", "kind", late="1"),
            "all": lists.without(request.GET, "change", "kind", "late"),
            "export": request.GET.urlencode(),
        }
    return render(request, "overview/comparing/compare.html", context)


def _asked_in(asked: Asked) -> tuple[str, ...]:
    """Names that the form asks for itself."""
    return ("below",) if asked.unit is None else ()


def _part(request) -> str:
    """The part of the organisation that stands in the address, to be put behind two days."""
    found = [(name, request.GET[name]) for name in PARTS if request.GET.get(name)]
    return f"&{urlencode(found)}" if found else ""


def _counted(request, comparison: Comparison) -> list[dict]:
    """The table of numbers with an address for each."""
    return [
        {
            "label": row.label,
            "total": row.total,
            "href": lists.without(request.GET, "change", "late", kind=row.kind),
            "cells": [
                (number, lists.without(request.GET, "late", kind=row.kind, change=change))
                for change, number in row.by_change
            ],
        }
        for row in comparison.counted
    ]


@require_safe
@requires("overview.view_record")
def compare_days_export(request, ending: str):
    """Everything that the page shows with its filters, all pages."""
    asked = Asked(request.GET, request.user)
    if asked.days is None:
        return redirect(f"{reverse('compare_days')}?{request.GET.urlencode()}")  # which says what is wrong
    comparison = Comparison(asked)
    table = downloads.Table("record", "Two days compared", lines.HEADERS, lines.rows(comparison))
    return downloads.answer(table, ending, name=f"record-{comparison.first}-to-{comparison.last}")
