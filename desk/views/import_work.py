"""While a worker has a file in hand: how far it is, what stopped it, and starting it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from common.htmx import go, wants_part
from desk.models import SheetImport
from desk.sheets import work
from desk.sheets.kinds import Kind
from desk.sheets.undoing import can_be_undone
from desk.views.import_shared import imports_of, refused

PART = "import-working"


def in_hand(request, record: SheetImport) -> bool:
    """Whether the page is about the work: while it goes on, and where it failed until one looks at the file."""
    job = record.job
    if job is None or (record.is_applied and not _undoing(record)):
        return wants_part(request, PART)
    return not job.finished_at or wants_part(request, PART) or (job.state == "failed" and not _looks(request))


def _undoing(record: SheetImport) -> bool:
    """Whether the last work was to undo it, and did not."""
    return can_be_undone(record) and work.undoes(record.job)


def _looks(request) -> bool:
    return bool({"step", "show", "page"} & set(request.GET))


def changed_meanwhile(record: SheetImport) -> bool:
    """Whether the last attempt to bring it in found other things than the preview had shown."""
    return bool(not record.is_applied and record.job and record.job.result.get("changed_meanwhile"))


def working_page(request, kind: Kind, record: SheetImport) -> HttpResponse:
    """The page; htmx asks for its part again and again, and is sent to the file once that is dealt with."""
    job, part = record.job, wants_part(request, PART)
    if part and (job is None or job.state == "done"):
        return go(request, kind.urls["detail"], record.pk)
    stopped = work.is_stopped(job, at=timezone.now())
    context = {"kind": kind, "record": record, "job": job, "stopped": stopped, "undoes": work.undoes(job)}
    return render(request, "desk/_import_working.html" if part else "desk/import_working.html", context)


@require_POST
def import_again(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Asks a worker once more for what was not finished."""
    rows = imports_of(request, kind).light().select_for_update(of=("self",))
    record = get_object_or_404(rows, pk=pk)
    if not work.start_again(record, by=request.user, at=timezone.now()):
        return refused(request, kind, pk, "There is nothing to start again.")
    messages.success(request, "It is started again.")
    return redirect(kind.urls["detail"], pk)
