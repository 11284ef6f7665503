"""Bringing a file in: its addresses, choosing it, and the page of one file.

The pages are the same for every kind of sheet; `import_pages(kind)` gives an app the addresses of its own.
"""

from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import requires
from common.lists import page_at, page_number
from common.sheets.problems import UnreadableFile
from common.sheets.writing import csv_pieces
from desk.forms.imports import FileForm
from desk.models import SheetImport
from desk.sheets import flow, mappings, work
from desk.sheets.kinds import Kind
from desk.views.import_columns import columns_page, import_mapping, is_part, matched
from desk.views.import_missing import import_closing
from desk.views.import_preview import import_apply, import_bad_rows, preview_page
from desk.views.import_shared import imports_of, refused
from desk.views.import_undo import import_undo
from desk.views.import_work import import_again, in_hand, working_page
from desk.views.reading import import_reading


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
        page("<int:pk>/undo/", import_undo, "_undo"),
        page("<int:pk>/closing/", import_closing, "_closing"),
        page("<int:pk>/again/", import_again, "_again"),
        page("<int:pk>/bad-rows.csv", import_bad_rows, "_bad_rows"),
        page("<int:pk>/mapping.json", import_mapping, "_mapping"),
        page("<int:pk>/reading/", import_reading, "_reading"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest, kind: Kind) -> HttpResponse:
    """What a file must look like, the field for it, and the files that came before."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*sent, kind=kind)
    if form.is_bound and form.is_valid() and (record := _received(request, kind, form)):
        return redirect(kind.urls["detail"], record.pk)
    past = imports_of(request, kind).defer("content", "findings_packed", "facts", "mapping", "closing")
    past = past.select_related("uploaded_by").order_by("-uploaded_at", "-pk")
    context = {
        "kind": kind,
        "form": form,
        "limit": settings.UPLOAD_MAX_SIZE // 1024 // 1024,
        "columns": kind.exported_for(request.user),
        "page": page_at(page_number(request.GET, []), past.count(), lambda start, end: list(past[start:end])),
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
        work.check(kind, record, mapping=mapping, by=request.user, at=now)
    else:
        mappings.begin_with(kind, record, request.user)
        record.save()
    return record


@require_http_methods(["GET", "HEAD", "POST"])
def import_detail(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """One file: first what its columns mean, then what it would do or did. A POST sends the meanings."""
    posted = request.method == "POST"
    if posted and work.at_work(pk):
        return refused(request, kind, pk, work.AT_IT)
    found = imports_of(request, kind).select_related("uploaded_by", "applied_by")
    if changes := posted and not is_part(request):
        found = found.select_for_update(of=("self",))
    record = get_object_or_404(found if changes else found.defer("content").select_related("job__by"), pk=pk)
    if not posted and in_hand(request, record):
        return working_page(request, kind, record)
    if record.is_applied:
        return refused(request, kind, pk, flow.IN_ALREADY) if posted else preview_page(request, kind, record)
    if posted:
        return matched(request, kind, record)
    if record.state == SheetImport.State.UPLOADED or request.GET.get("step") == "columns":
        return columns_page(request, kind, record)
    return preview_page(request, kind, record)


@require_safe
def import_template(request: HttpRequest, kind: Kind) -> HttpResponse:
    """An empty file with our headers."""
    pieces = b"".join(csv_pieces([column.name for column in kind.exported_for(request.user)], []))
    response = HttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{kind.many}-empty.csv"'
    return response
