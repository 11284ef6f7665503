"""Saying what the columns of a file mean: on the page, with what was kept, or with a file of rules."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common.htmx import wants_part
from common.sheets.mapping import fitted, from_json, missing_headers
from common.sheets.problems import UnusableMapping
from desk.forms.imports import KeepForm, TakeMappingForm
from desk.forms.matching import MatchForm
from desk.models import SheetImport
from desk.sheets import flow, mappings, work
from desk.sheets.kinds import Kind
from desk.views.import_shared import imports_of, refused


def columns_page(request, kind: Kind, record, match=None, keep=None, take=None, troubles=()) -> HttpResponse:
    mapping = flow.mapping_of(kind, record, request.user)
    whose = {"kind": kind, "user": request.user}
    match = match or MatchForm(facts=record.facts, columns=kind.columns_for(request.user), mapping=mapping)
    context = {
        "kind": kind,
        "record": record,
        "match": match,
        "keep": keep or KeepForm(kind=kind, initial={"name": mapping.name}),
        "take": take
        or TakeMappingForm(**whose, initial={"saved": mappings.fitting(kind, record, request.user)}),
        "troubles": troubles,
        "headers": match.headers(),
        "undecided": match.undecided,
    }
    wrong = troubles or match.errors or (keep and keep.errors) or (take and take.errors)
    template = (
        "desk/_import_columns.html" if wants_part(request, "import-columns") else "desk/import_columns.html"
    )
    return render(request, template, context, status=422 if wrong else 200)


def matched(request, kind: Kind, record: SheetImport) -> HttpResponse:
    """The columns and words as they were matched on the page: redrawn for htmx, checked for the button."""
    columns = kind.columns_for(request.user)
    before = flow.mapping_of(kind, record, request.user)
    match = MatchForm(request.POST, facts=record.facts, columns=columns, mapping=before)
    keep = KeepForm(request.POST, kind=kind)
    if not (match.is_valid() & keep.is_valid()):
        return columns_page(request, kind, record, match, keep)
    mapping = match.mapping(name=keep.cleaned_data["name"], constants=before.constants)
    if wants_part(request, "import-columns"):
        # A column means something else now; what can be asked about it is asked. Nothing is kept yet.
        return columns_page(
            request, kind, record, MatchForm(facts=record.facts, columns=columns, mapping=mapping), keep
        )
    try:
        work.check(kind, record, mapping=mapping, by=request.user, at=timezone.now())
    except flow.NotToBeDone as problem:
        return columns_page(request, kind, record, match, keep, troubles=problem.sentences)
    if keep.cleaned_data["keep"]:
        mappings.save(kind, mapping, by=request.user, at=timezone.now())
        messages.success(request, f"The choices are kept as “{mapping.name}”.")
    return redirect(kind.urls["detail"], record.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def import_mapping(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """GET hands out what the columns mean, as JSON; POST takes it over from a file or from what was kept."""
    if request.method != "POST":
        record = get_object_or_404(imports_of(request, kind).defer("content", "findings_packed"), pk=pk)
        response = JsonResponse(record.mapping, json_dumps_params={"indent": 2, "ensure_ascii": False})
        response["Content-Disposition"] = 'attachment; filename="mapping.json"'
        return response
    if work.at_work(pk):
        return refused(request, kind, pk, work.AT_IT)
    record = get_object_or_404(imports_of(request, kind).select_for_update(of=("self",)), pk=pk)
    if record.is_applied:
        return refused(request, kind, pk, flow.IN_ALREADY)
    take = TakeMappingForm(request.POST, request.FILES, kind=kind, user=request.user)
    if not take.is_valid():
        return columns_page(request, kind, record, take=take)
    headers = [fact["header"] for fact in record.facts]
    try:
        mapping = from_json(take.rules, kind.columns_for(request.user))
        if missing := missing_headers(mapping, headers):
            raise UnusableMapping([f"The file has no column “{missing[0]}”, which this mapping reads from."])
        work.check(kind, record, mapping=fitted(mapping, headers), by=request.user, at=timezone.now())
    except (UnusableMapping, flow.NotToBeDone) as problem:
        take.add_error(None, ValidationError(problem.sentences))
        return columns_page(request, kind, record, take=take)
    return redirect(kind.urls["detail"], record.pk)
