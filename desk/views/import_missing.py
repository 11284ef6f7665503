"""Choosing what ends along with an import, among what the file no longer names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from desk.models import SheetImport
from desk.sheets import missing, work
from desk.sheets.flow import IN_ALREADY
from desk.sheets.kinds import Kind
from desk.views.import_shared import imports_of, refused


@require_POST
def import_closing(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Keeps the ticks of a page, or ticks all or none."""
    rows = imports_of(request, kind).light().select_for_update(of=("self",))
    record = get_object_or_404(rows, pk=pk)
    if record.is_applied or work.at_work(pk):
        return refused(request, kind, pk, IN_ALREADY if record.is_applied else work.AT_IT)
    every = request.POST.get("tick")
    if every in ("all", "none"):
        found = missing.missing(record)
        held = kind.ending.held(found) if found else {}
        missing.choose(record, found, [pk for pk in found if every == "all" and pk not in held])
        record.save(update_fields=["closing"])
    else:
        take_ticks(request, record)
    page = request.POST.get("page", "")
    place = f"&page={page}" if page.isascii() and page.isdigit() else ""
    return redirect(reverse(kind.urls["detail"], args=[pk]) + f"?show=missing{place}")


def take_ticks(request: HttpRequest, record: SheetImport) -> None:
    """The ticks of the page that was shown, and those of other pages as they were."""
    shown, ticked = _ids(request, "shown"), _ids(request, "close")
    if shown:
        missing.choose(
            record, missing.missing(record), (set(missing.chosen(record)) - shown) | (ticked & shown)
        )
        record.save(update_fields=["closing"])


def _ids(request: HttpRequest, name: str) -> set[int]:
    return {
        int(text)
        for text in request.POST.getlist(name)
        if text.isascii() and text.isdigit() and len(text) < 19
    }
