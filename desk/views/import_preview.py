"""Looking at what a file would do, and doing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.views.decorators.http import require_POST, require_safe

from common.lists import page_at, page_number
from common.sheets.encodings import ENCODINGS
from common.sheets.findings import CELLS, PARTS
from common.words import count
from desk.forms.imports import BringInForm
from desk.models import SheetImport
from desk.sheets import asking, bad_rows, flow, missing, work
from desk.sheets.kinds import Kind
from desk.sheets.undoing import can_be_undone
from desk.views.import_missing import take_ticks
from desk.views.import_shared import imports_of, refused
from desk.views.import_work import changed_meanwhile

MISSING = "missing"
PART_NAMES = {
    "problems": "Wrong",
    "doubts": "Worth a look",
    "created": "New",
    "changed": "Changed",
    "kept": "Kept by hand",
    "left_empty": "Left empty",
    "unchanged": "As they are",
    MISSING: "Not in the file",
}
NOT_SURE = "{} Tick that this is meant, then bring it in."


def preview_page(request, kind: Kind, record: SheetImport) -> HttpResponse:
    """What the file would do, part by part; or what it did."""
    findings = record.findings  # none where the file is no longer kept
    numbers = {part: len(findings[part]) for part in PARTS if findings.get(part)}
    if gone := missing.missing(record):
        numbers[MISSING] = len(gone)
    part = request.GET.get("show")
    part = part if part in numbers else next(iter(numbers), "created")
    total = numbers.get(part, 0)
    context = {
        "kind": kind,
        "record": record,
        "mapping_name": record.mapping.get("name", ""),
        "parts": [(name, PART_NAMES[name], number) for name, number in numbers.items()],
        "part": part,
        "encoding": _foreign_encoding(record),
        "total": total,
        "page": page_at(page_number(request.GET, []), total, _rows(request, kind, record, findings, part)),
        "can_be_undone": can_be_undone(record),
        "changed_meanwhile": changed_meanwhile(record),
        **_button(kind, record, part),
    }
    return render(request, "desk/import_preview.html", context)


def _rows(request, kind: Kind, record: SheetImport, findings: dict, part: str):
    """The rows of a part from one place to another."""
    # What is new has no page before it is brought in.
    linked = record.is_applied or part != "created"

    def rows(start: int, end: int) -> list:
        if part == MISSING:
            return missing.entries(kind, record, missing.missing(record)[start:end], by=request.user)
        found = findings.get(part, [])[start:end]
        return found if part in CELLS else _addressed(request, kind, found, linked)

    return rows


def _foreign_encoding(record: SheetImport) -> str:
    """The encoding of the file, where it is another than that of the files we hand out."""
    name = "" if record.reading.get("sheet") else record.reading.get("encoding", "")
    return "" if name == "utf-8" else ENCODINGS.get(name, "")


def _addressed(request, kind: Kind, rows: list, linked: bool) -> list:
    """The rows of a part with the address of what each is about, where there is one."""
    hrefs = kind.addresses([row[1] for row in rows], by=request.user) if linked else {}
    return [(*row, hrefs.get(row[1], "")) for row in rows]


def _button(kind: Kind, record: SheetImport, part: str) -> dict:
    """What pressing the button would do, and the form around it; no form where nothing can be done."""
    written = record.outcome["created"] + record.outcome["changed"]
    ended = len(missing.chosen(record))
    possible = not record.is_applied and not record.outcome["problems"]
    if not possible or not (written or ended or part == MISSING):
        return {"nothing_to_do": possible}
    found = asking.touched(kind, record, on=timezone.localdate())
    asks = asking.sentence(kind, found) if found.is_much else ""
    initial = {"seen": record.fingerprint, "closing": missing.digest(record)}
    return {
        "form": BringInForm(
            file_name=record.file_name, asks="Yes, that is meant" if asks else "", initial=initial
        ),
        "asks": asks,
        "todo": _todo(kind, written, ended),
        "nothing_to_do": not (written or ended),
    }


def _todo(kind: Kind, written: int, ended: int) -> str:
    """The words of the button."""
    end = kind.ending.phrase.format if kind.ending else str
    if written and ended:
        words = f"bring in {written:,} and {end(count(ended, kind.one, kind.many))}"
    elif written:
        words = f"bring in {count(written, kind.one, kind.many)}"
    else:
        words = end(count(ended, kind.one, kind.many) if ended else "what is ticked")
    return capfirst(words)


@require_POST
def import_apply(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Carries out what the preview showed, unless things have changed in the meantime."""
    record = get_object_or_404(imports_of(request, kind).light().select_for_update(of=("self",)), pk=pk)
    form = BringInForm(request.POST, file_name=record.file_name, asks="asked")
    if not form.is_valid():
        return refused(request, kind, pk, next(iter(form.errors.values()))[0])
    try:
        done = _bring_in(request, kind, record, **form.cleaned_data)
    except flow.NotToBeDone as problem:
        return refused(request, kind, pk, str(problem))
    if done:
        messages.success(request, f"{record.file_name} was brought in.")
    elif done is False:
        changed = f"The {kind.holder} changed since you looked, so nothing was brought in."
        messages.warning(request, f"{changed} This is what the file would do now.")
    return redirect(kind.urls["detail"], record.pk)


def _bring_in(
    request, kind: Kind, record, *, reason: str, seen: str, closing: str, sure: bool
) -> bool | None:
    """As `work.bring_in`, after the questions that come before it."""
    now = timezone.now()
    if not record.is_applied and record.outcome:
        if closing and closing != missing.digest(record):
            raise flow.NotToBeDone("Somebody chose anew what ends with this file. Look again.")
        take_ticks(request, record)
        found = asking.touched(kind, record, on=timezone.localdate(now))
        if found.is_much and not sure and seen == record.fingerprint:
            raise flow.NotToBeDone(NOT_SURE.format(asking.sentence(kind, found)))
    return work.bring_in(kind, record, by=request.user, reason=reason, at=now, seen=seen)


@require_safe
def import_bad_rows(request: HttpRequest, kind: Kind, pk: int) -> StreamingHttpResponse:
    """The lines that cannot be taken, with the reasons beside them, to be put right and brought in."""
    record = get_object_or_404(imports_of(request, kind), pk=pk)
    if not record.outcome.get("problems") or not record.content:
        raise Http404("No line of this file is wrong, or it is no longer kept.")
    pieces = bad_rows.pieces(kind, record, by=request.user)
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    name = record.file_name.rpartition(".")[0] or record.file_name
    response["Content-Disposition"] = content_disposition_header(True, f"{name}-to-put-right.csv")
    return response
