"""Saying what the columns of a file mean: on the page, with what was kept, or with a file of rules."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common.htmx import wants_part
from common.sheets.mapping import ColumnMapping, fitted, from_json, missing_headers, troubles_of
from common.sheets.problems import UnusableMapping
from common.sheets.sample import sample_of
from desk.forms.constants import ConstantsForm
from desk.forms.imports import KeepForm, TakeMappingForm
from desk.forms.matching import MatchForm
from desk.forms.reading import ReadingForm
from desk.models import SheetImport
from desk.sheets import flow, mappings, work
from desk.sheets.kinds import Kind
from desk.sheets.reading import carried, follow, reading_of
from desk.views.import_shared import imports_of, refused

COLUMNS, SAMPLE = "import-columns", "import-sample"


def is_part(request) -> bool:
    """Whether only a part of the page is drawn anew; nothing is kept then, and the file is not needed."""
    return wants_part(request, COLUMNS) or wants_part(request, SAMPLE)


def columns_page(
    request, kind: Kind, record, *, mapping: ColumnMapping | None = None, troubles=(), **forms
) -> HttpResponse:
    """The page, or the part that is asked for. `forms` are those that were sent: match, same, keep, take, reading."""
    columns = kind.columns_for(request.user)
    mapping = mapping or flow.mapping_of(kind, record, request.user)
    if wants_part(request, SAMPLE):
        return render(request, "desk/_import_sample.html", _sample(kind, record, mapping, columns))
    match = forms.get("match") or MatchForm(facts=record.facts, columns=columns, mapping=mapping)
    context = {
        "kind": kind,
        "record": record,
        "match": match,
        "same": forms.get("same") or _same(columns, mapping),
        "keep": forms.get("keep") or KeepForm(kind=kind, initial={"name": mapping.name}),
        "troubles": troubles,
        "headers": match.headers(),
        "undecided": match.undecided,
    }
    wrong = troubles or any(form.errors for form in forms.values())
    template = "desk/_import_columns.html"
    if not wants_part(request, COLUMNS):
        template = "desk/import_columns.html"
        context |= _sample(kind, record, mapping, columns) | _kept(request, kind, record, forms.get("take"))
        context["reading"] = forms.get("reading") or (ReadingForm(record=record) if record.reading else None)
    return render(request, template, context, status=422 if wrong else 200)


def _same(columns, mapping: ColumnMapping, data=None) -> ConstantsForm:
    taken = {rule.to for rule in mapping.rules}
    return ConstantsForm(data, columns=columns, taken=taken, constants=mapping.constants)


def _sample(kind: Kind, record, mapping: ColumnMapping, columns) -> dict:
    """The first rows as they are read now, and what is still to be said."""
    return {
        "kind": kind,
        "record": record,
        "sample": sample_of(record.facts, mapping, columns, reading_of(record)),
        "still": troubles_of(mapping, columns) or kind.missing(mapping.targets),
    }


def _kept(request, kind: Kind, record, take: TakeMappingForm | None) -> dict:
    """What was kept before and fits this file, and the form that takes over another one."""
    offered = mappings.fitting(kind, record, request.user)
    return {
        "take": take or TakeMappingForm(kind=kind, user=request.user, initial={"saved": offered}),
        "offered": offered,
        "filled_in": offered is not None and mappings.is_of(offered, record),
    }


def _keep(request, kind: Kind) -> KeepForm:
    """Judged where the button was pressed, not while one is still choosing."""
    if not is_part(request):
        return KeepForm(request.POST, kind=kind)
    return KeepForm(kind=kind, initial={name: request.POST.get(name, "") for name in ("name", "keep")})


def matched(request, kind: Kind, record: SheetImport) -> HttpResponse:
    """The columns and words as they were matched on the page: redrawn for htmx, checked for the button."""
    columns = kind.columns_for(request.user)
    before = flow.mapping_of(kind, record, request.user)
    match = MatchForm(request.POST, facts=record.facts, columns=columns, mapping=before)
    keep = _keep(request, kind)
    if not match.is_valid():
        return columns_page(request, kind, record, match=match, keep=keep)
    mapping = match.mapping(
        name=request.POST.get("name", "").strip(), constants=before.constants, drawn=is_part(request)
    )
    same = _same(columns, mapping, request.POST)
    right = same.is_valid()
    mapping.constants, mapping.reading = same.said(), carried(record)
    if is_part(request):
        # A column means something else now; what can be asked about it is asked. Nothing is kept yet.
        redrawn = {} if right else {"same": same}
        return columns_page(request, kind, record, mapping=mapping, keep=keep, **redrawn)
    if not (keep.is_valid() and right):
        return columns_page(request, kind, record, mapping=mapping, match=match, same=same, keep=keep)
    try:
        work.check(kind, record, mapping=mapping, by=request.user, at=timezone.now())
    except flow.NotToBeDone as problem:
        return columns_page(
            request,
            kind,
            record,
            mapping=mapping,
            match=match,
            same=same,
            keep=keep,
            troubles=problem.sentences,
        )
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
    try:
        mapping = from_json(take.rules, kind.columns_for(request.user))
        follow(kind, record, mapping.reading, by=request.user)
        headers = mappings.headers_of(record)
        if missing := missing_headers(mapping, headers):
            raise UnusableMapping([f"The file has no column “{missing[0]}”, which this mapping reads from."])
        work.check(kind, record, mapping=fitted(mapping, headers), by=request.user, at=timezone.now())
    except (UnusableMapping, flow.NotToBeDone) as problem:
        take.add_error(None, ValidationError(problem.sentences))
        return columns_page(request, kind, record, take=take)
    return redirect(kind.urls["detail"], record.pk)
