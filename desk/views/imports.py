"""Bringing a file in: choosing it, saying what its columns mean, looking at what it would do, doing it.

The pages are the same for every kind of sheet; `import_pages(kind)` gives an app the addresses of its own.
"""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import requires
from common.htmx import wants_part
from common.lists import PAGE_SIZE, Page
from common.sheets.findings import CELLS, PARTS
from common.sheets.mapping import fitted, from_json, missing_headers
from common.sheets.problems import UnreadableFile, UnusableMapping
from common.sheets.writing import csv_pieces
from common.words import count
from desk.forms.imports import BringInForm, FileForm, KeepForm, TakeMappingForm
from desk.forms.matching import MatchForm
from desk.models import SheetImport
from desk.sheets import flow, mappings
from desk.sheets.kinds import Kind

PART_NAMES = {
    "problems": "Wrong",
    "doubts": "Worth a look",
    "created": "New",
    "changed": "Changed",
    "kept": "Kept by hand",
    "left_empty": "Left empty",
    "unchanged": "As they are",
}


def import_pages(kind: Kind, *, at: str = "import/") -> list[URLPattern]:
    """The addresses at which files of this kind are brought in, and their names."""
    name = kind.url.rpartition(":")[2]

    def page(route: str, view, part: str) -> URLPattern:
        @requires(kind.permission)
        @wraps(view)
        def of_kind(request: HttpRequest, **kwargs) -> HttpResponse:
            return view(request, kind, **kwargs)

        return path(at + route, of_kind, name=name + part)

    return [
        page("", import_file, ""),
        page("template.csv", import_template, "_template"),
        page("<int:pk>/", import_detail, "_detail"),
        page("<int:pk>/apply/", import_apply, "_apply"),
        page("<int:pk>/mapping.json", import_mapping, "_mapping"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest, kind: Kind) -> HttpResponse:
    """What a file must look like, the field for it, and the files that came before."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*sent, kind=kind)
    if form.is_bound and form.is_valid() and (record := _received(request, kind, form)):
        return redirect(kind.urls["detail"], record.pk)
    past = _imports(request, kind).defer("content", "findings_packed", "facts", "mapping")
    past = past.select_related("uploaded_by").order_by("-uploaded_at", "-pk")
    context = {
        "kind": kind,
        "form": form,
        "limit": settings.UPLOAD_MAX_SIZE // 1024 // 1024,
        "columns": kind.exported_for(request.user),
        "page": _page(request, past.count(), lambda start, end: list(past[start:end])),
    }
    return render(request, "desk/import.html", context, status=422 if form.errors else 200)


def _received(request, kind: Kind, form: FileForm) -> SheetImport | None:
    """The import of the file that was sent; None, and said in the form, where it cannot be read."""
    upload, now = form.cleaned_data["file"], timezone.now()
    try:
        record = flow.receive(kind, upload.read(), file_name=upload.name, by=request.user, at=now)
    except UnreadableFile as problem:
        form.add_error("file", str(problem))
        return None
    if flow.speaks_our_language(kind, record):
        mapping = flow.mapping_of(kind, record, request.user)
        flow.check(kind, record, mapping=mapping, by=request.user, at=now)
    record.save()
    return record


def _imports(request, kind: Kind):
    return SheetImport.objects.visible_to(request.user).filter(kind=kind.name)


def _page(request, total: int, rows) -> Page:
    """The page the address asks for, or the nearest there is; `rows(start, end)` gives its rows."""
    text = request.GET.get("page", "")
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(int(text), pages) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    number = max(1, number)
    return Page(rows((number - 1) * PAGE_SIZE, number * PAGE_SIZE), number, pages)


@require_http_methods(["GET", "HEAD", "POST"])
def import_detail(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """One file: first what its columns mean, then what it would do or did. A POST sends the meanings."""
    posted = request.method == "POST"
    found = _imports(request, kind).select_related("uploaded_by", "applied_by")
    if posted:
        found = found.select_for_update(of=("self",))
    record = get_object_or_404(found if posted else found.defer("content"), pk=pk)
    if record.is_applied:
        return (
            _refused(request, kind, record, "This file was brought in already.")
            if posted
            else _preview(request, kind, record)
        )
    if posted:
        return _matched(request, kind, record)
    if record.state == SheetImport.State.UPLOADED or request.GET.get("step") == "columns":
        return _columns(request, kind, record)
    return _preview(request, kind, record)


def _columns(request, kind: Kind, record, match=None, keep=None, take=None, troubles=()) -> HttpResponse:
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


def _matched(request, kind: Kind, record: SheetImport) -> HttpResponse:
    """The columns and words as they were matched on the page: redrawn for htmx, checked for the button."""
    columns = kind.columns_for(request.user)
    before = flow.mapping_of(kind, record, request.user)
    match = MatchForm(request.POST, facts=record.facts, columns=columns, mapping=before)
    keep = KeepForm(request.POST, kind=kind)
    if not (match.is_valid() & keep.is_valid()):
        return _columns(request, kind, record, match, keep)
    mapping = match.mapping(name=keep.cleaned_data["name"], constants=before.constants)
    if wants_part(request, "import-columns"):
        # A column means something else now; what can be asked about it is asked. Nothing is kept yet.
        return _columns(
            request, kind, record, MatchForm(facts=record.facts, columns=columns, mapping=mapping), keep
        )
    try:
        flow.check(kind, record, mapping=mapping, by=request.user, at=timezone.now())
    except flow.NotToBeDone as problem:
        return _columns(request, kind, record, match, keep, troubles=problem.sentences)
    record.save()
    if keep.cleaned_data["keep"]:
        mappings.save(kind, mapping, by=request.user, at=timezone.now())
        messages.success(request, f"The choices are kept as “{mapping.name}”.")
    return redirect(kind.urls["detail"], record.pk)


def _preview(request, kind: Kind, record: SheetImport) -> HttpResponse:
    """What the file would do, part by part; or what it did."""
    findings = record.findings  # none where the file is no longer kept
    parts = [part for part in PARTS if findings.get(part)]
    part = request.GET.get("show")
    part = part if part in parts else (parts or ["created"])[0]
    found = findings.get(part, [])
    todo = record.outcome["created"] + record.outcome["changed"]
    ready = not record.is_applied and not record.outcome["problems"] and todo > 0

    # What is new has no page before it is brought in.
    linked = record.is_applied or part != "created"

    def rows(start: int, end: int) -> list:
        return _addressed(request, kind, found[start:end], linked) if part not in CELLS else found[start:end]

    context = {
        "kind": kind,
        "record": record,
        "mapping_name": record.mapping.get("name", ""),
        "parts": [(name, PART_NAMES[name], len(findings[name])) for name in parts],
        "part": part,
        "page": _page(request, len(found), rows),
        "todo": count(todo, kind.one, kind.many),
        "form": BringInForm(file_name=record.file_name, initial={"seen": record.fingerprint})
        if ready
        else None,
        "nothing_to_do": not record.is_applied and not record.outcome["problems"] and not todo,
    }
    return render(request, "desk/import_preview.html", context)


def _addressed(request, kind: Kind, rows: list, linked: bool) -> list:
    """The rows of a part with the address of what each is about, where there is one."""
    hrefs = kind.addresses([row[1] for row in rows], by=request.user) if linked else {}
    return [(*row, hrefs.get(row[1], "")) for row in rows]


@require_POST
def import_apply(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Carries out what the preview showed, unless things have changed in the meantime."""
    record = get_object_or_404(_imports(request, kind), pk=pk)
    form = BringInForm(request.POST, file_name=record.file_name)
    if not form.is_valid():
        return _refused(request, kind, record, next(iter(form.errors.values()))[0])
    reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
    try:
        done = flow.bring_in(kind, record, by=request.user, reason=reason, at=timezone.now(), seen=seen)
    except flow.NotToBeDone as problem:
        return _refused(request, kind, record, str(problem))
    if done:
        messages.success(request, f"{record.file_name} was brought in.")
    else:
        changed = f"The {kind.holder} changed since you looked, so nothing was brought in."
        messages.warning(request, f"{changed} This is what the file would do now.")
    return redirect(kind.urls["detail"], record.pk)


def _refused(request, kind: Kind, record, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect(kind.urls["detail"], record.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def import_mapping(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """GET hands out what the columns mean, as JSON; POST takes it over from a file or from what was kept."""
    if request.method != "POST":
        record = get_object_or_404(_imports(request, kind).defer("content", "findings_packed"), pk=pk)
        response = JsonResponse(record.mapping, json_dumps_params={"indent": 2, "ensure_ascii": False})
        response["Content-Disposition"] = 'attachment; filename="mapping.json"'
        return response
    record = get_object_or_404(_imports(request, kind).select_for_update(of=("self",)), pk=pk)
    if record.is_applied:
        return _refused(request, kind, record, "This file was brought in already.")
    take = TakeMappingForm(request.POST, request.FILES, kind=kind, user=request.user)
    if not take.is_valid():
        return _columns(request, kind, record, take=take)
    headers = [fact["header"] for fact in record.facts]
    try:
        mapping = from_json(take.rules, kind.columns_for(request.user))
        if missing := missing_headers(mapping, headers):
            raise UnusableMapping([f"The file has no column “{missing[0]}”, which this mapping reads from."])
        flow.check(kind, record, mapping=fitted(mapping, headers), by=request.user, at=timezone.now())
    except (UnusableMapping, flow.NotToBeDone) as problem:
        take.add_error(None, ValidationError(problem.sentences))
        return _columns(request, kind, record, take=take)
    record.save()
    return redirect(kind.urls["detail"], record.pk)


@require_safe
def import_template(request: HttpRequest, kind: Kind) -> HttpResponse:
    """An empty file with our headers."""
    pieces = b"".join(csv_pieces([column.name for column in kind.exported_for(request.user)], []))
    response = HttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{kind.many}-empty.csv"'
    return response
