"""Bringing a file in: choosing it, saying what its columns mean, looking at what it would do, doing it."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import requires
from common.htmx import wants_part
from common.lists import PAGE_SIZE, Page
from common.sheets.mapping import fitted, from_json, missing_headers
from common.sheets.problems import UnreadableFile, UnusableMapping
from common.sheets.writing import csv_pieces
from common.words import count
from desk.models import SheetImport
from units.forms.imports import BringInForm, FileForm, KeepForm, TakeMappingForm
from units.forms.matching import MatchForm
from units.lines import address_parts
from units.sheets import apply, mappings
from units.sheets.columns import columns_for, exported_for
from units.sheets.findings import PARTS

PERMISSION = "units.import_unit"
PART_NAMES = {
    "problems": "Wrong",
    "created": "New",
    "changed": "Changed",
    "kept": "Kept by hand",
    "left_empty": "Left empty",
    "unchanged": "As they are",
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(PERMISSION)
def import_units(request: HttpRequest) -> HttpResponse:
    """What a file must look like, the field for it, and the files that came before."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid() and (record := _received(request, form)):
        return redirect("units:import_detail", record.pk)
    past = _imports(request).defer("content", "findings_packed", "facts", "mapping")
    past = past.select_related("uploaded_by").order_by("-uploaded_at", "-pk")
    context = {
        "form": form,
        "limit": settings.UPLOAD_MAX_SIZE // 1024 // 1024,
        "columns": exported_for(request.user),
        "page": _page(request, past.count(), lambda start, end: list(past[start:end])),
    }
    return render(request, "units/import.html", context, status=422 if form.errors else 200)


def _received(request, form: FileForm) -> SheetImport | None:
    """The import of the file that was sent; None, and said in the form, where it cannot be read."""
    upload, now = form.cleaned_data["file"], timezone.now()
    try:
        record = apply.receive(upload.read(), file_name=upload.name, by=request.user, at=now)
    except UnreadableFile as problem:
        form.add_error("file", str(problem))
        return None
    if apply.speaks_our_language(record):
        apply.check(record, mapping=apply.mapping_of(record, request.user), by=request.user, at=now)
    record.save()
    return record


def _imports(request):
    return SheetImport.objects.visible_to(request.user).filter(kind=apply.KIND)


def _page(request, total: int, rows) -> Page:
    """The page the address asks for, or the nearest there is; `rows(start, end)` gives its rows."""
    text = request.GET.get("page", "")
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(int(text), pages) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    number = max(1, number)
    return Page(rows((number - 1) * PAGE_SIZE, number * PAGE_SIZE), number, pages)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(PERMISSION)
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: first what its columns mean, then what it would do or did. A POST sends the meanings."""
    posted = request.method == "POST"
    found = _imports(request).select_related("uploaded_by", "applied_by")
    if posted:
        found = found.select_for_update(of=("self",))
    record = get_object_or_404(found if posted else found.defer("content"), pk=pk)
    if record.is_applied:
        return (
            _refused(request, record, "This file was brought in already.")
            if posted
            else _preview(request, record)
        )
    if posted:
        return _matched(request, record)
    if record.state == SheetImport.State.UPLOADED or request.GET.get("step") == "columns":
        return _columns(request, record)
    return _preview(request, record)


def _columns(request, record, match=None, keep=None, take=None, troubles=()) -> HttpResponse:
    mapping = apply.mapping_of(record, request.user)
    match = match or MatchForm(facts=record.facts, columns=columns_for(request.user), mapping=mapping)
    context = {
        "record": record,
        "match": match,
        "keep": keep or KeepForm(initial={"name": mapping.name}),
        "take": take
        or TakeMappingForm(user=request.user, initial={"saved": mappings.fitting(record, request.user)}),
        "troubles": troubles,
        "headers": match.headers(),
        "undecided": match.undecided,
    }
    wrong = troubles or match.errors or (keep and keep.errors) or (take and take.errors)
    template = (
        "units/_import_columns.html" if wants_part(request, "import-columns") else "units/import_columns.html"
    )
    return render(request, template, context, status=422 if wrong else 200)


def _matched(request, record: SheetImport) -> HttpResponse:
    """The columns and words as they were matched on the page: redrawn for htmx, checked for the button."""
    columns = columns_for(request.user)
    before = apply.mapping_of(record, request.user)
    match = MatchForm(request.POST, facts=record.facts, columns=columns, mapping=before)
    keep = KeepForm(request.POST)
    if not (match.is_valid() & keep.is_valid()):
        return _columns(request, record, match, keep)
    mapping = match.mapping(name=keep.cleaned_data["name"], constants=before.constants)
    if wants_part(request, "import-columns"):
        # A column means something else now; what can be asked about it is asked. Nothing is kept yet.
        return _columns(
            request, record, MatchForm(facts=record.facts, columns=columns, mapping=mapping), keep
        )
    try:
        apply.check(record, mapping=mapping, by=request.user, at=timezone.now())
    except apply.NotToBeDone as problem:
        return _columns(request, record, match, keep, troubles=problem.sentences)
    record.save()
    if keep.cleaned_data["keep"]:
        mappings.save(mapping, by=request.user, at=timezone.now())
        messages.success(request, f"The choices are kept as “{mapping.name}”.")
    return redirect("units:import_detail", record.pk)


def _preview(request, record: SheetImport) -> HttpResponse:
    """What the file would do, part by part; or what it did."""
    parts = [part for part in PARTS if record.outcome.get(part)]
    part = request.GET.get("show")
    part = part if part in parts else (parts or ["created"])[0]
    findings = record.findings
    found = findings.get(part, [])
    linked = record.is_applied or part != "created"
    todo = record.outcome["created"] + record.outcome["changed"]
    ready = not record.is_applied and not record.outcome["problems"] and todo > 0
    context = {
        "record": record,
        "mapping_name": record.mapping.get("name", ""),
        "parts": [(name, PART_NAMES[name], len(findings[name])) for name in parts],
        "part": part,
        "page": _page(request, len(found), lambda start, end: _addressed(part, found[start:end], linked)),
        "todo": count(todo, "department"),
        "form": BringInForm(file_name=record.file_name, initial={"seen": record.fingerprint})
        if ready
        else None,
        "nothing_to_do": not record.is_applied and not record.outcome["problems"] and not todo,
    }
    return render(request, "units/import_preview.html", context)


def _addressed(part: str, rows: list, linked: bool) -> list:
    """The rows of a part; those about departments with the address of the department, where there is one."""
    if part in ("problems", "left_empty"):
        return rows
    before, after = address_parts()
    return [(*row, f"{before}{row[1]}{after}" if linked else "") for row in rows]


@requires(PERMISSION)
@require_POST
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Carries out what the preview showed, unless the inventory has changed in the meantime."""
    record = get_object_or_404(_imports(request), pk=pk)
    form = BringInForm(request.POST, file_name=record.file_name)
    if not form.is_valid():
        return _refused(request, record, next(iter(form.errors.values()))[0])
    reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
    try:
        done = apply.bring_in(record, by=request.user, reason=reason, at=timezone.now(), seen=seen)
    except apply.NotToBeDone as problem:
        return _refused(request, record, str(problem))
    if done:
        messages.success(request, f"{record.file_name} was brought in.")
    else:
        text = "The inventory changed since you looked, so nothing was brought in. This is what the file would do now."
        messages.warning(request, text)
    return redirect("units:import_detail", record.pk)


def _refused(request, record, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("units:import_detail", record.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(PERMISSION)
def import_mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """GET hands out what the columns mean, as JSON; POST takes it over from a file or from what was kept."""
    if request.method != "POST":
        record = get_object_or_404(_imports(request).defer("content", "findings_packed"), pk=pk)
        response = JsonResponse(record.mapping, json_dumps_params={"indent": 2, "ensure_ascii": False})
        response["Content-Disposition"] = 'attachment; filename="mapping.json"'
        return response
    record = get_object_or_404(_imports(request).select_for_update(of=("self",)), pk=pk)
    if record.is_applied:
        return _refused(request, record, "This file was brought in already.")
    take = TakeMappingForm(request.POST, request.FILES, user=request.user)
    if not take.is_valid():
        return _columns(request, record, take=take)
    headers = [fact["header"] for fact in record.facts]
    try:
        mapping = from_json(take.rules, columns_for(request.user))
        if missing := missing_headers(mapping, headers):
            raise UnusableMapping([f"The file has no column “{missing[0]}”, which this mapping reads from."])
        apply.check(record, mapping=fitted(mapping, headers), by=request.user, at=timezone.now())
    except (UnusableMapping, apply.NotToBeDone) as problem:
        take.add_error(None, ValidationError(problem.sentences))
        return _columns(request, record, take=take)
    record.save()
    return redirect("units:import_detail", record.pk)


@require_safe
@requires(PERMISSION)
def import_template(request: HttpRequest) -> HttpResponse:
    """An empty file with our headers."""
    pieces = b"".join(csv_pieces([column.name for column in exported_for(request.user)], []))
    response = HttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="departments-empty.csv"'
    return response
