"""Looking at what a file would do, and doing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from common.sheets.findings import CELLS, PARTS
from common.words import count
from desk.forms.imports import BringInForm
from desk.models import SheetImport
from desk.sheets import flow, work
from desk.sheets.kinds import Kind
from desk.sheets.undoing import can_be_undone
from desk.views.import_shared import imports_of, page_of, refused
from desk.views.import_work import changed_meanwhile

PART_NAMES = {
    "problems": "Wrong",
    "doubts": "Worth a look",
    "created": "New",
    "changed": "Changed",
    "kept": "Kept by hand",
    "left_empty": "Left empty",
    "unchanged": "As they are",
}


def preview_page(request, kind: Kind, record: SheetImport) -> HttpResponse:
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
        "page": page_of(request, len(found), rows),
        "todo": count(todo, kind.one, kind.many),
        "can_be_undone": can_be_undone(record),
        "form": BringInForm(file_name=record.file_name, initial={"seen": record.fingerprint})
        if ready
        else None,
        "changed_meanwhile": changed_meanwhile(record),
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
    record = get_object_or_404(imports_of(request, kind).light(), pk=pk)
    form = BringInForm(request.POST, file_name=record.file_name)
    if not form.is_valid():
        return refused(request, kind, pk, next(iter(form.errors.values()))[0])
    reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
    try:
        done = work.bring_in(kind, record, by=request.user, reason=reason, at=timezone.now(), seen=seen)
    except flow.NotToBeDone as problem:
        return refused(request, kind, pk, str(problem))
    if done:
        messages.success(request, f"{record.file_name} was brought in.")
    elif done is False:
        changed = f"The {kind.holder} changed since you looked, so nothing was brought in."
        messages.warning(request, f"{changed} This is what the file would do now.")
    return redirect(kind.urls["detail"], record.pk)
